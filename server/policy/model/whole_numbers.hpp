#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <stdexcept>

// What networks compute with: whole numbers, whose sums are the same in any order and on every machine.
namespace jiaxin::policy {

inline constexpr float number_unit = 256;  // of a number of 1, as networks count in whole ones

inline std::int32_t product(const std::int16_t* a, const std::int16_t* b, std::size_t count) {
  std::int32_t sum = 0;
  for (std::size_t at = 0; at < count; ++at) sum += a[at] * b[at];
  return sum;
}

// What is no number is rounded to -most.
inline std::int16_t rounded(float value, float most) {
  const float within = std::min(std::max(-most, value), most);
  return static_cast<std::int16_t>(static_cast<std::int32_t>(within + std::copysign(0.5F, within)));
}

inline bool finite(float number) { return std::isfinite(number); }
template <class Numbers>
bool finite(const Numbers& numbers) {
  return std::all_of(numbers.begin(), numbers.end(), [](float number) { return std::isfinite(number); });
}

inline void require(bool holds) {
  if (!holds) throw std::runtime_error("the policy model's networks do not fit together");
}

}  // namespace jiaxin::policy
