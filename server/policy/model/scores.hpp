#pragma once

#include <array>
#include <functional>
#include <optional>
#include <vector>

#include "policy/model/model.hpp"
#include "policy/terms/verdict.hpp"

// Lays the model over a text. Pure; linear: every sign is weighed once, passages are sums of their sentences. Patterns are
// laid over the passages only whose signs leave a doubt, each sentence at most once.
namespace jiaxin::policy {

// The passage that speaks most for a violation.
struct Suspicion {
  Passage passage;
  double score = 0;
  double credited = 0;  // with the credit of the passage
  Violation type = Violation::v1;
  std::uint32_t begin = 0;  // letters that speak most for it, in whole clauses, half-open
  std::uint32_t end = 0;
};

// What is added to a passage's score before passages are compared; minus infinity leaves it out.
using Credit = std::function<double(const Passage&)>;

// Nothing when no passage that counts reaches beyond `from_letter`. The letters and the type are looked for only from a
// credited score of `worth_explaining` on.
std::optional<Suspicion> most_suspicious(const Model& model, const Understood& understood, const Context& context,
                                         const std::vector<RuleHit>& hits, std::uint32_t from_letter,
                                         const Credit& credit, double worth_explaining);

}  // namespace jiaxin::policy
