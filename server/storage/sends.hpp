// Keeping a message: once per (sender, client id), with its verdict, its receipts and its place in every log.
#pragma once

#include "ports/message_store.hpp"
#include "storage/sqlite.hpp"

namespace jiaxin::storage {

// In the writer's transaction.
ports::SendCommitted store_message(Connection& db, const ports::NewMessage& message);

}  // namespace jiaxin::storage
