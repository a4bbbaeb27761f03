// One I/O thread with a loop of its own. Sessions are pinned to a core and all that concerns them happens there, so
// nothing on the hot path needs a lock.
#pragma once

#include <chrono>
#include <functional>

namespace jiaxin::delivery {

class Core {
 public:
  virtual ~Core() = default;
  // Any thread. Tasks posted by one thread run in the order in which it posted them. Must not throw.
  virtual void post(std::function<void()> task) = 0;
  // Any thread. Runs on the core not before the time has passed.
  virtual void run_after(std::chrono::milliseconds delay, std::function<void()> task) = 0;
  // The core's own monotonic clock.
  virtual std::chrono::steady_clock::time_point now() const = 0;
};

}  // namespace jiaxin::delivery
