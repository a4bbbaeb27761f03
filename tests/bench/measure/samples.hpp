// Latencies of one measurement and what they come to.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <vector>

namespace jiaxin::bench {

class Samples {
 public:
  void add(std::chrono::steady_clock::duration time) {
    values_.push_back(std::chrono::duration<double, std::milli>(time).count());
  }
  std::size_t count() const { return values_.size(); }
  // Milliseconds within which this share of all lies; 0 where there are none.
  double quantile(double share) const {
    if (values_.empty()) return 0;
    auto sorted = values_;
    const auto at = static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1) + 0.5);
    std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(at), sorted.end());
    return sorted[at];
  }

 private:
  std::vector<double> values_;
};

}  // namespace jiaxin::bench
