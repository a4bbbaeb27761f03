// Keeping a message: once per (sender, client id), with its verdict, its receipts and its place in every log.
#pragma once

#include "ports/message_store.hpp"
#include "storage/log_positions.hpp"
#include "storage/sqlite.hpp"

namespace jiaxin::storage {

// In the writer's transaction.
ports::SendCommitted store_message(Connection& db, const ports::NewMessage& message);

// The first outcome of this client id, never published again.
std::optional<ports::SendCommitted> earlier_send(Connection& db, domain::MemberKey sender,
                                                 const ports::ClientId& client_id, const domain::Sha256& content_hash);

// The message in every log and its receipts: each addressee gets the event with his own children, the sender has it in
// her log too, once.
std::vector<ports::Delivery> deliver(Connection& db, domain::MemberKey sender,
                                     const std::vector<ports::Addressee>& addressees, const NewEvent& event);

std::uint32_t different_children(const std::vector<ports::Addressee>& addressees);

}  // namespace jiaxin::storage
