// A wall clock that stands until the test moves it.
#pragma once

#include "ports/clock.hpp"

namespace jiaxin::fake {

class FakeClock final : public ports::Clock {
 public:
  domain::TimePoint now() const override { return now_; }
  void advance(std::chrono::milliseconds by) { now_ += by; }
  void set(domain::TimePoint now) { now_ = now; }

 private:
  domain::TimePoint now_{std::chrono::sys_days{std::chrono::year{2025} / 3 / 10} + std::chrono::hours(8)};
};

}  // namespace jiaxin::fake
