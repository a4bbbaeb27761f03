#pragma once

namespace jiaxin::policy {

// Nearly e to the power of it (within a hundredth between -4 and 4, a third less at -30 and 30, no further): the library's
// differs from machine to machine in its last bit.
template <class Number>
inline Number exponential(Number power) {
  constexpr Number most = 30;
  const Number above = power < -most ? -most : power, within = above > most ? most : above;
  Number found = 1 + within / 1024;
  for (int doubling = 0; doubling < 10; ++doubling) found *= found;
  return found;
}

}  // namespace jiaxin::policy
