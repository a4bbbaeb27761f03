// What stands in a membership's log, and what was just added to several.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "domain/answers.hpp"
#include "domain/ids.hpp"
#include "domain/time.hpp"
#include "ports/stored_cleared.hpp"

namespace jiaxin::ports {

// A guardian of the child answered. No free text: names come from the roster, comments stay with the sender.
struct AnswerNotice {
  domain::AnswerId id;
  domain::ChildId child;
  domain::MemberId signer;
  std::string signer_name;
  std::string relation;
  domain::Choice choice = domain::Choice::agree;
  std::uint32_t slip_option = 0;
  domain::TimePoint decided_at;
};

using EventBody = std::variant<StoredCleared, AnswerNotice>;

struct LogEntry {
  domain::Seq seq;
  domain::MessageId message;
  domain::TimePoint at;
  std::string children;  // this member's own bytes: serialised v1::Event with nothing but `children`
  EventBody body;
};

struct LogPage {
  domain::Epoch epoch;
  domain::Seq head;               // newest in the log, 0: none
  std::vector<LogEntry> entries;  // contiguous, in order
};

// One event, as it was appended to several logs in one transaction.
struct Delivery {
  domain::MemberKey member;
  domain::Epoch epoch;
  domain::Seq seq;
  std::string children;
};
struct Published {
  domain::MessageId message;
  domain::TimePoint at;
  EventBody body;
  std::vector<Delivery> deliveries;
};

}  // namespace jiaxin::ports
