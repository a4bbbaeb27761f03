// What stands in a membership's log, and what was just added to several.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/answers.hpp"
#include "domain/ids.hpp"
#include "domain/rights.hpp"
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

// A person decided about what the filter had stopped.
struct ReviewDecision {
  bool released = false;
  std::string reason;
  domain::MemberId by;
  std::string by_name;  // this and the role as they were then
  domain::Role by_role = domain::Role::principal;
  domain::TimePoint at;
  std::uint32_t guardians = 0, children = 0;  // if released
};

// Something waits for a decision, or was decided. None of the sender's words.
struct ReviewNotice {
  bool blocked = false;   // false: held
  std::uint8_t kind = 0;  // v1::Kind
  domain::MemberId sender;
  std::string sender_name;  // this, the role and the audience as they were when it was sent
  domain::Role sender_role = domain::Role::class_teacher;
  std::string sent_to;
  std::optional<ReviewDecision> decision;  // nullopt: it waits
};

using EventBody = std::variant<StoredCleared, AnswerNotice, ReviewNotice>;

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
  std::vector<Delivery> deliveries;  // in order of member, one each
};

}  // namespace jiaxin::ports
