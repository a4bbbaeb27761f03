// What was given to the SDK to send. An entry is on disk before it is sent and stays until the server's result.
#pragma once

#include <cstdint>
#include <future>
#include <optional>

#include "jiaxin/client/client_id.hpp"
#include "jiaxin/client/outcome.hpp"
#include "jiaxin/v1/answer.pb.h"
#include "jiaxin/v1/common.pb.h"
#include "jiaxin/v1/inbox.pb.h"
#include "jiaxin/v1/message.pb.h"

namespace jiaxin::client {

enum class EntryKind { notice = 1, letter = 2, form = 3, slip = 4, decision = 5, read_mark = 6, urgent = 7 };

enum class SettledAs {
  stored =
      1,     // a notice, letter, form or urgent notice is on the server's disk and in the families' logs: send.stored()
  held = 2,  // on the server's disk, a person has to review it: send.held()
  blocked = 3,   // the policy filter sent it to nobody: send.blocked()
  answered = 4,  // a slip or decision is on record: `answered`
  marked = 5,    // a read mark is on record: `marked`
  refused = 6,   // it will never be accepted as it is, or was given up: `failure`
};

struct Settled {
  ClientId client_id;
  EntryKind kind = EntryKind::notice;
  v1::MemberRef member;
  std::uint64_t message_id = 0;  // the new message's, or the one answered or read; 0 if blocked or refused
  std::uint32_t child_id = 0;    // of answers
  SettledAs as = SettledAs::refused;
  v1::SendResult send;
  v1::Answered answered;
  v1::ReadMarked marked;
  std::optional<Failure> failure;
};

// `settled` becomes ready with the result, or with the failure `closed` if the client is closed before: the entry
// then stays in the outbox and is sent by the next client on the same state file.
struct Queued {
  ClientId client_id;
  std::shared_future<Outcome<Settled>> settled;
};

struct OutboxEntry {
  ClientId client_id;
  EntryKind kind = EntryKind::notice;
  v1::MemberRef member;
  std::int64_t queued_at_ms = 0;   // by this device's clock
  std::optional<Settled> settled;  // empty: not yet. The newest 200 results are kept.
};

}  // namespace jiaxin::client
