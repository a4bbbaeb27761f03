#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "policy/pack/pack.hpp"
#include "policy/reading/reading.hpp"
#include "policy/reading/stance.hpp"
#include "policy/terms/step_budget.hpp"

// Lays the patterns and excuses over every sentence. Pure; linear in the text for a fixed rule pack.
namespace jiaxin::policy {

struct Hit {
  const Rule* rule = nullptr;
  Outcome outcome = Outcome::hold;
  std::uint32_t begin = 0;  // letters, half-open
  std::uint32_t end = 0;
  bool counts_alone = false;  // whatever the model thinks: a region's or a school's rule, or a default of the base
};

class Scales {
 public:
  // The packs must outlive this. Throws std::runtime_error when a pattern names a rule that does not exist.
  explicit Scales(std::span<const Pack> packs);

  // `stances`: one a sentence. Throws StepsExceeded.
  std::vector<Hit> weigh(const Reading& reading, const std::vector<Stance>& stances, const Context& context,
                         StepBudget& steps) const;
  const Rule& rule(std::string_view id) const;

 private:
  friend class Weighing;
  struct Bound {
    const Pattern* pattern;
    const Rule* rule;
    Outcome in_group;
    Outcome direct;
    bool counts_alone;
    bool learning;  // V1, V2, V3 or V6
  };
  Outcome milder(Outcome outcome, const Rule& rule, const ConceptSet& live) const;

  std::span<const Pack> packs_;
  std::vector<Bound> patterns_;
};

}  // namespace jiaxin::policy
