// How the fake ports answer: at once, when the test says so, or not with a result but with a failure.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <optional>
#include <set>

#include "ports/done.hpp"

namespace jiaxin::fake {

// A write takes effect when it is answered, in the order of the calls. A read sees the state at its answer, or, with
// early_reads, the state at its call: a real reader may see either.
class Answers {
 public:
  bool later = false;  // keep the answers until the test asks for them
  bool early_reads = false;
  bool fail_all = false;  // storage is full, failing or stopping

  // The k-th call from now (1: the next one) fails.
  void fail_call(std::size_t k) { failing_.insert(calls_ + k); }
  std::size_t calls() const { return calls_; }
  std::size_t waiting() const { return waiting_.size(); }

  bool answer_one(std::size_t at = 0) {
    if (at >= waiting_.size()) return false;
    auto answer = std::move(waiting_[at].answer);
    waiting_.erase(waiting_.begin() + static_cast<std::ptrdiff_t>(at));
    answer();
    return true;
  }
  void answer_all() {
    while (answer_one()) {
    }
  }
  // Any read may overtake; a write may not overtake another write.
  bool may_be_next(std::size_t at) const {
    if (!waiting_[at].is_write) return true;
    for (std::size_t i = 0; i < at; ++i)
      if (waiting_[i].is_write) return false;
    return true;
  }

  template <class T, class Work>
  void write(Work work, ports::Done<T> done) {
    submit(true, promise<T>(std::move(work), std::move(done)));
  }
  template <class T, class Work>
  void read(Work work, ports::Done<T> done) {
    if (early_reads && later && !is_failing_next()) {
      submit(false, [result = std::optional<T>(work()), done = std::move(done)]() mutable { done(std::move(result)); });
      return;
    }
    submit(false, promise<T>(std::move(work), std::move(done)));
  }

 private:
  struct Waiting {
    std::function<void()> answer;
    bool is_write;
  };

  bool is_failing_next() const { return fail_all || failing_.count(calls_ + 1) > 0; }

  template <class T, class Work>
  std::function<void()> promise(Work work, ports::Done<T> done) {
    if (is_failing_next()) return [done = std::move(done)] { done(std::nullopt); };
    return [work = std::move(work), done = std::move(done)]() mutable { done(std::optional<T>(work())); };
  }

  void submit(bool is_write, std::function<void()> answer) {
    ++calls_;
    if (later) waiting_.push_back({std::move(answer), is_write});
    else answer();
  }

  std::size_t calls_ = 0;
  std::set<std::size_t> failing_;
  std::deque<Waiting> waiting_;
};

}  // namespace jiaxin::fake
