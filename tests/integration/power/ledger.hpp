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

struct Sent {
  std::string teacher;
  std::string title;  // no other has it
  v1::ClientFrame request;
};

struct Promises {
  std::vector<std::shared_ptr<const Sent>> started;             // answered or not
  std::map<std::uint64_t, std::shared_ptr<const Sent>> stored;  // by message id
  std::map<std::string, std::vector<std::uint64_t>> answers;    // ids, by guardian, oldest first
  std::map<std::uint64_t, v1::ReceiptSummary> receipts;         // the last that the sender was told, by message id
};

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
