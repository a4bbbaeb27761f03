// Places in the membership logs, given out inside the transaction that stores the event, so that a log has no gaps.
#pragma once

#include <string>
#include <string_view>

#include "domain/ids.hpp"
#include "domain/time.hpp"
#include "ports/log_entry.hpp"
#include "storage/sqlite.hpp"

namespace jiaxin::storage {

// An empty log for a new membership, with an epoch of its own.
void open_log(Connection& db, domain::MemberKey member);

enum class ReviewNews { waits = 1, decided = 2 };  // as in inbox.review

struct NewEvent {
  domain::MessageId message;
  std::optional<domain::AnswerId> answer{};  // this answer's notice
  std::optional<ReviewNews> review{};        // news of the message's review; with neither the message itself
  domain::TimePoint at;
};

// Appends to one log. When an event goes to several, call it in order of member. Throws where there is no such log.
ports::Delivery append_event(Connection& db, domain::MemberKey member, const NewEvent& event, std::string children);

}  // namespace jiaxin::storage
