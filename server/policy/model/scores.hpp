#pragma once

#include <array>
#include <optional>
#include <vector>

#include "policy/model/linear_model.hpp"

// Lays the model over a text. Pure; linear: every sign is weighed once, passages are sums of their sentences.
namespace jiaxin::policy {

// The passage that speaks most for a violation.
struct Suspicion {
  Passage passage;
  double score = 0;
  Violation type = Violation::v1;
  std::uint32_t begin = 0;  // letters that speak most for it, in whole clauses, half-open
  std::uint32_t end = 0;
};

// Nothing when no passage reaches beyond `from_letter`. The letters and the type are looked for only from
// `worth_explaining` on.
std::optional<Suspicion> most_suspicious(const LinearModel& model, const Understood& understood, const Context& context,
                                         const std::vector<RuleHit>& hits, std::uint32_t from_letter,
                                         double worth_explaining);

}  // namespace jiaxin::policy
