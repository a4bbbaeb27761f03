#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

// One weight for every sign (policy/model/features.hpp), and for each type of violation another. Constant once made; const
// access from any thread.
namespace jiaxin::policy {

inline constexpr std::size_t violation_types = 8;

// As it is trained and stored.
struct LinearTables {
  float bias = 0;
  float scale = 0;  // of one unit of weight
  std::array<float, violation_types> type_bias{};
  std::array<float, violation_types> type_scale{};
  std::vector<std::int8_t> weights;                                // a power of two of them
  std::array<std::vector<std::int8_t>, violation_types> of_types;  // a power of two of each
};

class LinearModel {
 public:
  explicit LinearModel(LinearTables tables);  // throws std::runtime_error when a size is wrong

  float bias() const { return tables_.bias; }
  float scale() const { return tables_.scale; }
  int weight(std::uint32_t hash) const { return tables_.weights[hash & mask_]; }
  float type_bias(std::size_t type) const { return tables_.type_bias[type]; }
  float type_scale(std::size_t type) const { return tables_.type_scale[type]; }
  int type_weight(std::size_t type, std::uint32_t hash) const { return tables_.of_types[type][hash & type_mask_]; }

 private:
  LinearTables tables_;
  std::uint32_t mask_ = 0;
  std::uint32_t type_mask_ = 0;
};

// How much the signs of one kind count together: their mean, but little when there are few.
double share_of(double sum, std::size_t signs);

}  // namespace jiaxin::policy
