#pragma once

#include <functional>
#include <limits>
#include <vector>

#include "policy/model/model.hpp"
#include "policy/model/suspicion.hpp"

// Lays the model over a text. Pure; linear: every sign is weighed once, passages are sums of their sentences. Networks
// look only at passages that leave a doubt, and at none where the signs of one passage are sure; at each sentence once.
namespace jiaxin::policy {

// What is added to a passage's score before passages are compared; minus infinity leaves it out.
using Credit = std::function<double(const Passage&)>;

struct Suspected {
  std::vector<Suspicion> passages;  // as worth_telling
  // The score of the clause that looks worst by the signs that stand within it; where nothing was weighed no clause is known
  // to look better.
  double worst_clause = std::numeric_limits<double>::infinity();
};

// Nothing when no passage counts that reaches beyond `from_letter`. `from`: those of the audience; letters and type are
// looked for only where a hold is reached.
Suspected suspicions(const Model& model, const Understood& understood, const Context& context,
                     const std::vector<RuleHit>& hits, std::uint32_t from_letter, const Credit& credit,
                     const Thresholds& from);

}  // namespace jiaxin::policy
