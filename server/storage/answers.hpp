// Answers to reply slips and consent forms: kept for good, each pointing back to the one it replaces.
#pragma once

#include "ports/message_store.hpp"
#include "storage/sqlite.hpp"

namespace jiaxin::storage {

// In the writer's transaction. Tells every guardian of the child who was addressed and still is its guardian.
ports::AnswerCommitted store_answer(Connection& db, const ports::NewAnswer& answer);

// The first outcome of this client id, never published again.
std::optional<ports::AnswerCommitted> earlier_answer(Connection& db, domain::MemberKey signer,
                                                     const ports::ClientId& client_id,
                                                     const domain::Sha256& content_hash);

std::vector<ports::AnswerRow> answers_for_child(Connection& db, domain::SchoolId school, domain::MessageId message,
                                                domain::ChildId child);

}  // namespace jiaxin::storage
