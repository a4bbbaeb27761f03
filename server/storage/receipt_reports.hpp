// What the sender is shown of her message. Read-only.
#pragma once

#include "ports/message_store.hpp"
#include "storage/sqlite.hpp"

namespace jiaxin::storage {

std::optional<ports::MessageFacts> message_facts(Connection& db, domain::SchoolId school, domain::MessageId message);

ports::ReceiptSummary receipt_summary(Connection& db, domain::SchoolId school, domain::MessageId message);

struct ReceiptPlace {
  domain::MemberId guardian;
  domain::ChildId child;
};
std::vector<ports::ReceiptRow> receipt_rows(Connection& db, domain::SchoolId school, domain::MessageId message,
                                            ReceiptPlace after, std::size_t max_rows);

}  // namespace jiaxin::storage
