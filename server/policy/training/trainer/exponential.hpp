#pragma once

#include <algorithm>

namespace jiaxin::policy::training {

// Nearly e to the power of it (within a hundredth between -4 and 4, a third less at -30 and 30, no further): the library's
// differs from machine to machine in its last bit.
inline double exponential(double power) {
  double found = 1 + std::clamp(power, -30.0, 30.0) / 1024;
  for (int doubling = 0; doubling < 10; ++doubling) found *= found;
  return found;
}

}  // namespace jiaxin::policy::training
