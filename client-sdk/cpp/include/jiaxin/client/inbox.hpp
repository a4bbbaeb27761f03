// The inbox as it is kept on this device: all memberships of the person in one list.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "jiaxin/v1/common.pb.h"
#include "jiaxin/v1/inbox.pb.h"

namespace jiaxin::client {

struct InboxEntry {
  v1::MemberRef member;  // whose log it came in; name this membership when answering
  std::uint64_t seq = 0;
  std::uint64_t message_id = 0;
  std::int64_t at_ms = 0;           // stored by the server, Unix milliseconds
  v1::Item item;                    // kind, title, text, deadline, school name ...
  std::vector<v1::Child> children;  // of this guardian whom it concerns; empty for what oneself sent
  bool sent_by_me = false;
  bool read = false;                        // opened on this device (or marked to be)
  std::vector<v1::AnswerRecorded> answers;  // the latest of each guardian for each child, own ones included
};

struct InboxQuery {
  std::optional<v1::MemberRef> member;  // only this membership
  bool unread_only = false;             // leaves out what oneself sent, too
  std::optional<std::int64_t> before_at_ms;
  std::size_t limit = 50;  // at most 1000
};

// An answer that came in through the log.
struct AnswerArrived {
  v1::MemberRef member;
  std::uint64_t message_id = 0;
  std::uint64_t seq = 0;
  v1::AnswerRecorded answer;
};

// News of a review that came in through the log: that something waits for this person's decision, or what was decided.
// It is told once and not kept here; list_reviews() asks the server again.
struct ReviewNews {
  v1::MemberRef member;
  std::uint64_t message_id = 0;
  std::uint64_t seq = 0;
  std::optional<v1::ReviewWaiting> waiting;
  std::optional<v1::ReviewOutcome> outcome;
};

}  // namespace jiaxin::client
