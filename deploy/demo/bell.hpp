// What the day waits with: one mutex, one condition variable, no polling and no sleeping. A signal that asks the
// program to end ends every wait.
#pragma once

#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <utility>

namespace jiaxin::demo {

using Clock = std::chrono::steady_clock;
using Moment = Clock::time_point;
using std::chrono::milliseconds;

struct Interrupted : std::exception {
  explicit Interrupted(int by) : signal(by) {}
  int signal;
};

// Thread-safe. Whatever is waited for is changed inside change() and looked at inside read() or wait().
class Bell {
 public:
  template <class Change>
  void change(Change&& change) {
    {
      const std::lock_guard lock(mutex_);
      std::forward<Change>(change)();
    }
    rung_.notify_all();
  }

  template <class Read>
  auto read(Read&& read) const {
    const std::lock_guard lock(mutex_);
    return std::forward<Read>(read)();
  }

  // Whether it came to hold within the limit. Throws Interrupted.
  template <class Holds>
  bool wait(milliseconds limit, Holds&& holds) {
    std::unique_lock lock(mutex_);
    return rung_.wait_until(lock, Clock::now() + limit, [&] {
      if (signal_ != 0) throw Interrupted(signal_);
      return holds();
    });
  }

  // As wait(), for cleaning up: it does not heed signals.
  template <class Holds>
  bool wait_in_any_case(milliseconds limit, Holds&& holds) {
    std::unique_lock lock(mutex_);
    return rung_.wait_until(lock, Clock::now() + limit, std::forward<Holds>(holds));
  }

  // Waits for a signal, or until it holds.
  template <class Holds>
  void wait_for_signal_or(Holds&& holds) {
    std::unique_lock lock(mutex_);
    rung_.wait(lock, [&] { return signal_ != 0 || holds(); });
  }

  void interrupt(int signal) {
    change([&] { signal_ = signal; });
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable rung_;
  int signal_ = 0;
};

inline milliseconds between(Moment from, Moment to) { return std::chrono::duration_cast<milliseconds>(to - from); }

}  // namespace jiaxin::demo
