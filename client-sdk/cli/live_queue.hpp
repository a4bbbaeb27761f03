// What happens while one listens, handed from the SDK's thread to the command's. A full queue makes the SDK wait, so
// that it receives no faster than is printed.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>

namespace jiaxin::cli {

template <class Event>
class LiveQueue {
 public:
  explicit LiveQueue(std::size_t capacity = 1024) : capacity_(capacity) {}

  // Waits for room; after end() it lets go of the event.
  void push(Event event) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return ended_ || events_.size() < capacity_; });
    if (ended_) return;
    events_.push_back(std::move(event));
    changed_.notify_all();
  }

  // nullopt: the time is over, or it has ended and everything was taken.
  std::optional<Event> pop(std::optional<std::chrono::steady_clock::time_point> until) {
    std::unique_lock lock(mutex_);
    const auto ready = [&] { return ended_ || !events_.empty(); };
    if (until) changed_.wait_until(lock, *until, ready);
    else changed_.wait(lock, ready);
    if (events_.empty()) return std::nullopt;
    auto event = std::move(events_.front());
    events_.pop_front();
    changed_.notify_all();
    return event;
  }

  void end() {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    changed_.notify_all();
  }

 private:
  const std::size_t capacity_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Event> events_;
  bool ended_ = false;
};

}  // namespace jiaxin::cli
