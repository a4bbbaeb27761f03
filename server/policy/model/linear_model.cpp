#include "policy/model/linear_model.hpp"

#include <bit>
#include <cmath>
#include <stdexcept>

namespace jiaxin::policy {
namespace {

std::uint32_t mask_for(const std::vector<std::int8_t>& weights) {
  if (!std::has_single_bit(weights.size())) throw std::runtime_error("the policy model's tables have a wrong size");
  return static_cast<std::uint32_t>(weights.size() - 1);
}

}  // namespace

LinearModel::LinearModel(LinearTables tables)
    : tables_(std::move(tables)), mask_(mask_for(tables_.weights)), type_mask_(mask_for(tables_.of_types[0])) {
  for (const auto& type : tables_.of_types)
    if (mask_for(type) != type_mask_) throw std::runtime_error("the policy model's types differ in size");
}

double share_of(double sum, std::size_t signs) { return signs == 0 ? 0 : sum / std::sqrt(static_cast<double>(signs)); }

}  // namespace jiaxin::policy
