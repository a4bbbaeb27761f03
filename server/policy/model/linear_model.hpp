#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "policy/model/features.hpp"
#include "policy/terms/verdict.hpp"

// The trained part of the filter: one weight for every sign, and for each type of violation another. Constant once
// read; const access from any thread. See server/policy/training for how it is made.
namespace jiaxin::policy {

inline constexpr std::size_t violation_types = 8;

// From which score on a text is held, and from which it is blocked.
struct Thresholds {
  float hold = 0;
  float block = 0;
};

class LinearModel {
 public:
  // As train_model writes it and parse reads it.
  struct Tables {
    float bias = 0;
    float scale = 0;  // of one unit of weight
    Thresholds group;
    Thresholds one;
    Thresholds staff;
    std::array<float, violation_types> type_bias{};
    std::array<float, violation_types> type_scale{};
    std::vector<std::int8_t> weights;                                // a power of two of them
    std::array<std::vector<std::int8_t>, violation_types> of_types;  // a power of two of each
  };

  // Throws std::runtime_error when the bytes are not a whole model.
  static LinearModel parse(std::span<const std::byte> bytes);
  static std::string serialize(const Tables& tables);

  std::string_view version() const { return version_; }  // "model-" and the CRC-32 of its bytes: "model-0f3a9c21"
  const Thresholds& thresholds(Audience audience) const;
  float bias() const { return tables_.bias; }
  float scale() const { return tables_.scale; }
  int weight(std::uint32_t hash) const { return tables_.weights[hash & mask_]; }
  float type_bias(std::size_t type) const { return tables_.type_bias[type]; }
  float type_scale(std::size_t type) const { return tables_.type_scale[type]; }
  int type_weight(std::size_t type, std::uint32_t hash) const { return tables_.of_types[type][hash & type_mask_]; }

 private:
  LinearModel(Tables tables, std::string version);

  Tables tables_;
  std::string version_;
  std::uint32_t mask_ = 0;
  std::uint32_t type_mask_ = 0;
};

// How much the signs of one kind count together: their mean, but little when there are few.
double share_of(double sum, std::size_t signs);

}  // namespace jiaxin::policy
