#include "quantise.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <stdexcept>

namespace jiaxin::policy::training {
namespace {

constexpr double kept_whole = 0.9999;  // the share of the weights that is not cut off at the ends

// The greatest of them gets 127.
std::pair<float, std::vector<std::int8_t>> bytes_of(const std::vector<double>& weights) {
  std::vector<double> sizes;
  for (std::size_t at = 0; at + 1 < weights.size(); ++at) sizes.push_back(std::abs(weights[at]));
  const auto greatest = sizes.begin() + static_cast<std::ptrdiff_t>(kept_whole * static_cast<double>(sizes.size() - 1));
  std::nth_element(sizes.begin(), greatest, sizes.end());
  const auto scale = static_cast<float>(*greatest / 127);
  std::vector<std::int8_t> bytes;
  for (std::size_t at = 0; at + 1 < weights.size(); ++at)
    bytes.push_back(static_cast<std::int8_t>(
        std::lround(std::clamp(scale > 0 ? weights[at] / static_cast<double>(scale) : 0.0, -127.0, 127.0))));
  return {scale, std::move(bytes)};
}

}  // namespace

LinearModel::Tables quantise(const Fit& fit, const std::vector<std::vector<double>>& types) {
  LinearModel::Tables tables;
  std::tie(tables.scale, tables.weights) = bytes_of(fit.weights);
  tables.bias = static_cast<float>(fit.weights.back());
  for (std::size_t type = 0; type < violation_types; ++type) {
    std::tie(tables.type_scale[type], tables.of_types[type]) = bytes_of(types[type]);
    tables.type_bias[type] = static_cast<float>(types[type].back());
  }
  return tables;
}

}  // namespace jiaxin::policy::training
