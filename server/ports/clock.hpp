// The server's clock, so that tests can set it.
#pragma once

#include "domain/time.hpp"

namespace jiaxin::ports {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual domain::TimePoint now() const = 0;  // any thread
};

}  // namespace jiaxin::ports
