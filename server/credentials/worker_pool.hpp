// A few threads for slow work (password hashing, parsing a roster), so that it never stands in the way of a core.
// Owned by the application. Bounded: where too much waits, run() refuses instead of queueing without end.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "ports/background.hpp"

namespace jiaxin::credentials {

class WorkerPool final : public ports::Background {
 public:
  WorkerPool(std::size_t threads, std::size_t max_waiting);
  ~WorkerPool() override;  // as stop()
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // Any thread. False: too many are waiting, or the pool is stopped, and the task was dropped. Tasks must not throw.
  [[nodiscard]] bool run(std::function<void()> task) override;
  // Takes nothing more, finishes what was taken and joins. Not from a task of its own.
  void stop();

 private:
  void work();

  const std::size_t max_waiting_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> waiting_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace jiaxin::credentials
