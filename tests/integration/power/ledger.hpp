// What clients have been told by the server: the promises that a power cut must not break.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "jiaxin/v1/envelope.pb.h"

namespace jiaxin::stage {

using Classes = std::vector<std::string>;  // by title
using Outcome = v1::SendResult::OutcomeCase;

struct Sent {
  std::string teacher;
  Classes classes;
  Outcome outcome;    // what the filter says to these words
  std::string title;  // no other has it
  v1::ClientFrame request;
};

struct Told {
  std::shared_ptr<const Sent> sent;
  v1::SendResult result;
};

struct Promises {
  using ByMessage = std::map<std::uint64_t, std::shared_ptr<const Told>>;

  std::vector<std::shared_ptr<const Sent>> started;  // answered or not
  ByMessage stored, held, blocked;
  std::map<std::uint64_t, std::int64_t> asked;  // since when what was blocked waits for the principal, by message id
  std::map<std::uint64_t, std::shared_ptr<const v1::DecideReview>> rulings_started;  // by message id, answered or not
  std::map<std::uint64_t, std::shared_ptr<const v1::ReviewDecision>> rulings;

  std::map<std::string, std::vector<std::uint64_t>> answers;  // ids, by guardian, oldest first
  std::map<std::uint64_t, v1::ReceiptSummary> receipts;       // the last that the sender was told, by message id
  std::map<std::uint64_t, std::int64_t> read;                 // when the mother who reads opened it, by message id

  // Each is a newer one than the last; the newest started may be there or not.
  std::size_t rosters_started = 0, rosters = 0;
  std::size_t sign_ups_started = 0, sign_ups = 0;

  ByMessage& by(Outcome outcome);
  const Told* find(std::uint64_t message) const;      // null: its sender has had no answer yet
  std::map<std::string, std::size_t> counts() const;  // by kind of promise, all kinds
  bool has_every_kind() const;
};

inline std::uint64_t message_id_of(const v1::SendResult& result) {
  return result.has_held()      ? result.held().message_id()
         : result.has_blocked() ? result.blocked().message_id()
                                : result.stored().message_id();
}

// Thread-safe.
class Ledger {
 public:
  template <class Change>
  void note(Change&& change) {
    {
      const std::lock_guard lock(mutex_);
      change(promises_);
    }
    changed_.notify_all();
  }
  Promises copy() const {
    const std::lock_guard lock(mutex_);
    return promises_;
  }
  // Whether it came to hold within the limit.
  template <class Duration, class Holds>
  bool wait(Duration limit, Holds&& holds) const {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, limit, [&] { return holds(promises_); });
  }

 private:
  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  Promises promises_;
};

}  // namespace jiaxin::stage
