// Keeping a message: once per (sender, client id), with its verdict, its receipts and its place in every log.
#pragma once

#include "ports/message_store.hpp"
#include "storage/sqlite.hpp"

namespace jiaxin::storage {

// In the writer's transaction.
ports::SendCommitted store_message(Connection& db, const ports::NewMessage& message);

// The first outcome of this client id, never published again.
std::optional<ports::SendCommitted> earlier_send(Connection& db, domain::MemberKey sender,
                                                 const ports::ClientId& client_id, const domain::Sha256& content_hash);

}  // namespace jiaxin::storage
