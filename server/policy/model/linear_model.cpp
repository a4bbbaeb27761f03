#include "policy/model/linear_model.hpp"

#include <algorithm>
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
  const auto finite = [](float number) { return std::isfinite(number); };
  const auto all_finite = [&](const auto& numbers) { return std::all_of(numbers.begin(), numbers.end(), finite); };
  if (!finite(tables_.bias) || !finite(tables_.scale) || !all_finite(tables_.type_bias) ||
      !all_finite(tables_.type_scale))
    throw std::runtime_error("the policy model holds something that is no number");
}

double share_of(double sum, std::size_t signs) { return signs == 0 ? 0 : sum / std::sqrt(static_cast<double>(signs)); }

}  // namespace jiaxin::policy
