#include "bytes.hpp"

#include <algorithm>
#include <cmath>

namespace jiaxin::policy::training {
namespace {

constexpr double kept_whole = 0.9999;  // the share of the weights that is not cut off at the ends

template <class Number>
Bytes to_bytes(std::span<const Number> numbers) {
  if (numbers.empty()) return {};
  std::vector<double> sizes;
  for (const Number number : numbers) sizes.push_back(std::abs(static_cast<double>(number)));
  const auto greatest = sizes.begin() + static_cast<std::ptrdiff_t>(kept_whole * static_cast<double>(sizes.size() - 1));
  std::nth_element(sizes.begin(), greatest, sizes.end());
  const auto scale = static_cast<float>(*greatest / 127);
  std::vector<std::int8_t> bytes;
  for (const Number number : numbers)
    bytes.push_back(static_cast<std::int8_t>(std::lround(
        std::clamp(scale > 0 ? static_cast<double>(number) / static_cast<double>(scale) : 0.0, -127.0, 127.0))));
  return {scale, std::move(bytes)};
}

}  // namespace

Bytes bytes_of(std::span<const double> numbers) { return to_bytes(numbers); }
Bytes bytes_of(std::span<const float> numbers) { return to_bytes(numbers); }

}  // namespace jiaxin::policy::training
