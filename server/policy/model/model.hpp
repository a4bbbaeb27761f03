#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "policy/model/linear_model.hpp"
#include "policy/model/networks.hpp"
#include "policy/terms/item.hpp"

// The trained part of the filter: a linear model over signs, and two networks over places, whose scores are added. Constant
// once read; const access from any thread. See server/policy/training for how it is made.
namespace jiaxin::policy {

// From which score on a text is held, and from which it is blocked.
struct Thresholds {
  float hold = 0;
  float block = 0;
};

inline Thresholds harder(const Thresholds& from, float more) { return {from.hold + more, from.block + more}; }

struct ModelTables {
  Thresholds group;
  Thresholds one;
  Thresholds staff;
  LinearTables linear;
  NetworkTables networks;
};

// Where signs alone say so much more than blocks, no network is asked: in cross-validation they took back three of some
// 50 lawful texts, and six of 6,500 violations.
inline constexpr double sure_by_signs = 1;

// So much less must the model say where a rule that blocks speaks of the same words: of the texts of strangers between, about
// half are violations, and the plainest of all are among them.
inline constexpr double rule_credit = 1.0;

// What is taken off the score of a text of so many letters: of many passages one looks bad by chance. Without it the
// longest lawful texts were stopped ten times as often as the shortest. A line more costs little, and padding no more than
// `chance_of` the letters from which on it stays the same.
double chance_of(std::uint32_t letters);

class Model {
 public:
  // Throws std::runtime_error when the bytes are not a whole model, or could hold by a
  // score that is too low for the networks to be asked.
  static Model parse(std::span<const std::byte> bytes);
  static std::string serialize(const ModelTables& tables);

  std::string_view version() const { return version_; }  // "model-" and the CRC-32 of its fields: "model-0f3a9c21"
  const Thresholds& thresholds(Audience audience) const;
  const LinearModel& linear() const { return linear_; }
  const Networks& networks() const { return networks_; }

 private:
  Model(ModelTables tables, std::string version);

  std::string version_;
  Thresholds group_;
  Thresholds one_;
  Thresholds staff_;
  LinearModel linear_;
  Networks networks_;
};

// The one that is part of the program: read once, since its networks' rows take megabytes and some 50 ms.
const Model& built_in_model();

}  // namespace jiaxin::policy
