// Slow work that must not run on an I/O thread.
#pragma once

#include <functional>

namespace jiaxin::ports {

class Background {
 public:
  virtual ~Background() = default;
  // Runs the task once on a thread of the pool. False: too much is waiting, the task was dropped.
  virtual bool run(std::function<void()> task) = 0;
};

}  // namespace jiaxin::ports
