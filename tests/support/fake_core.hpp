// A core whose loop the test turns and whose clock it moves.
#pragma once

#include <deque>
#include <map>
#include <utility>

#include "delivery/core.hpp"

namespace jiaxin::fake {

class FakeCore final : public delivery::Core {
 public:
  void post(std::function<void()> task) override { tasks_.push_back(std::move(task)); }
  void run_after(std::chrono::milliseconds delay, std::function<void()> task) override {
    timers_.emplace(std::pair(now_ + delay, asked_++), std::move(task));
  }
  std::chrono::steady_clock::time_point now() const override { return now_; }

  bool run_one() {
    if (tasks_.empty()) return false;
    const auto task = std::move(tasks_.front());
    tasks_.pop_front();
    task();
    return true;
  }
  void run() {
    while (run_one()) {
    }
  }
  // Time passes; what falls due meanwhile runs at its time, with all that it posts.
  void advance(std::chrono::milliseconds by) {
    const auto until = now_ + by;
    run();
    while (!timers_.empty() && timers_.begin()->first.first <= until) {
      auto timer = timers_.extract(timers_.begin());
      now_ = timer.key().first;
      timer.mapped()();
      run();
    }
    now_ = until;
  }
  std::size_t posted() const { return tasks_.size(); }
  std::size_t timers() const { return timers_.size(); }

 private:
  std::chrono::steady_clock::time_point now_{std::chrono::hours(1)};
  std::deque<std::function<void()>> tasks_;
  std::map<std::pair<std::chrono::steady_clock::time_point, std::size_t>, std::function<void()>> timers_;
  std::size_t asked_ = 0;
};

}  // namespace jiaxin::fake
