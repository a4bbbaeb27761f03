// Full-jitter exponential back-off: the n-th delay is uniform between 0 and min(cap, base * 2^n).
#pragma once

#include <algorithm>

#include "actions.hpp"

namespace jiaxin::client {

class Delays {
 public:
  Delays(Millis base, Millis cap) : base_(base), cap_(std::max(base, cap)) {}

  // `random` is in [0, 1).
  Millis next(double random) {
    const auto bound = static_cast<double>(bound_.count() ? bound_.count() : base_.count());
    bound_ = std::min(cap_, Millis(static_cast<Millis::rep>(bound * 2)));
    return Millis(static_cast<Millis::rep>(random * bound));
  }
  void reset() { bound_ = Millis(0); }

 private:
  Millis base_;
  Millis cap_;
  Millis bound_{0};  // of the next delay, 0: the first
};

}  // namespace jiaxin::client
