#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "policy/model/features.hpp"
#include "policy/terms/verdict.hpp"

// Passages that speak for a violation, and which of them are told. Pure.
namespace jiaxin::policy {

struct Suspicion {
  Passage passage;
  double score = 0;     // less the chance of the whole text's length; of signs alone where these block
  double credited = 0;  // with the credit of the passage
  Violation type = Violation::v1;
  std::uint32_t begin = 0;  // letters that speak most for it, in whole clauses, half-open
  std::uint32_t end = 0;
  bool told = true;  // false: the worst, but narrower ones that are worth a hold tell of its sentences
};

inline constexpr std::size_t most_suspicions = 8;

// The worst of them first, then others worth a hold, credited with `hold` or more: sentences that look bad alone, then
// wider passages that share none with those. At most `most_suspicions` are told. `all` holds at least one.
std::vector<Suspicion> worth_telling(const std::vector<Suspicion>& all, double hold);

}  // namespace jiaxin::policy
