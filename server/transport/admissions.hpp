// How many connections there are, over all cores. Thread-safe. Inside transport only.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <utility>

namespace jiaxin::transport {

class Admissions {
 public:
  // One connection's place; given back with it.
  class Place {
   public:
    explicit Place(Admissions& admissions) : admissions_(&admissions) {}
    Place(Place&& other) noexcept : admissions_(std::exchange(other.admissions_, nullptr)) {}
    Place& operator=(Place&&) = delete;
    ~Place() { give_back(); }
    void give_back() {
      if (auto* admissions = std::exchange(admissions_, nullptr)) admissions->leave();
    }

   private:
    Admissions* admissions_;
  };

  explicit Admissions(std::size_t max) : max_(max) {}

  enum class Answer {
    welcome,
    full,     // has a place all the same, to be told so
    overrun,  // not even that
  };
  // A place was taken unless it is overrun.
  Answer take() {
    const std::lock_guard lock(mutex_);
    if (count_ >= max_ + refusals_) return Answer::overrun;
    return ++count_ <= max_ ? Answer::welcome : Answer::full;
  }
  std::size_t count() const {
    const std::lock_guard lock(mutex_);
    return count_;
  }
  template <class Duration>
  bool wait_until_none(Duration at_most) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, at_most, [this] { return count_ == 0; });
  }

 private:
  static constexpr std::size_t refusals_ = 64;  // under way at the same time

  void leave() {
    const std::lock_guard lock(mutex_);
    if (--count_ == 0) changed_.notify_all();
  }

  const std::size_t max_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t count_ = 0;
};

}  // namespace jiaxin::transport
