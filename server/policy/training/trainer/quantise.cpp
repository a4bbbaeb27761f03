#include "quantise.hpp"

#include <span>
#include <tuple>

#include "bytes.hpp"

namespace jiaxin::policy::training {
namespace {

// All but the constant, which is the last.
Bytes bytes_of_weights(const std::vector<double>& weights) {
  return bytes_of(std::span(weights).first(weights.size() - 1));
}

}  // namespace

LinearTables quantise(const Fit& fit, const std::vector<std::vector<double>>& types) {
  LinearTables tables;
  std::tie(tables.scale, tables.weights) = bytes_of_weights(fit.weights);
  tables.bias = static_cast<float>(fit.weights.back());
  for (std::size_t type = 0; type < violation_types; ++type) {
    std::tie(tables.type_scale[type], tables.of_types[type]) = bytes_of_weights(types[type]);
    tables.type_bias[type] = static_cast<float>(types[type].back());
  }
  return tables;
}

}  // namespace jiaxin::policy::training
