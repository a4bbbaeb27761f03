#pragma once

#include <algorithm>
#include <chrono>

namespace jiaxin::extraction {

// What is left of the time in which the worker has to come to an end by itself.
class TimeBudget {
 public:
  explicit TimeBudget(std::chrono::milliseconds time) : end_(std::chrono::steady_clock::now() + time) {}

  std::chrono::milliseconds left() const {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end_ - std::chrono::steady_clock::now());
    return std::max(left, std::chrono::milliseconds(0));
  }
  bool over() const { return left().count() == 0; }

 private:
  std::chrono::steady_clock::time_point end_;
};

}  // namespace jiaxin::extraction
