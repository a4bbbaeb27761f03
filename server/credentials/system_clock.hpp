// The wall clock of the machine.
#pragma once

#include "ports/clock.hpp"

namespace jiaxin::credentials {

class SystemClock final : public ports::Clock {
 public:
  domain::TimePoint now() const override {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  }
};

}  // namespace jiaxin::credentials
