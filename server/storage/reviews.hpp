// What was held or blocked, and the decisions about it. In the writer's transaction.
#pragma once

#include "ports/review_store.hpp"
#include "storage/cleared_row.hpp"
#include "storage/sqlite.hpp"

namespace jiaxin::storage {

// Beside the row of a message that may not go out. Of a held one those who may decide are told.
std::optional<ports::Published> open_review(Connection& db, const ports::NewMessage& message, domain::MessageId id,
                                            StoredVerdict judged);

ports::QuestionCommitted ask_decision(Connection& db, const ports::NewQuestion& question);
ports::DecisionCommitted decide_review(Connection& db, const ports::NewDecision& decision);
std::size_t forget_blocked_texts(Connection& db, domain::TimePoint now);

}  // namespace jiaxin::storage
