// What becomes of a message at each guardian: delivered when a device of his holds it, read when he opened it.
#pragma once

#include "ports/message_store.hpp"
#include "storage/sqlite.hpp"

namespace jiaxin::storage {

// In the writer's transaction.
ports::ReadCommitted mark_read(Connection& db, domain::MemberKey member, domain::MessageId message,
                               domain::TimePoint at);
std::vector<ports::ReceiptChange> acknowledge(Connection& db, domain::MemberKey member, domain::Seq seq,
                                              domain::TimePoint at);

}  // namespace jiaxin::storage
