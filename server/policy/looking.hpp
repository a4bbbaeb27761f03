#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "policy/analysis.hpp"
#include "policy/model/model.hpp"
#include "policy/model/scores.hpp"
#include "policy/terms/item.hpp"
#include "policy/terms/step_budget.hpp"
#include "policy/terms/verdict.hpp"
#include "policy/text/forms.hpp"

// The ways in which one level of packs looks at a text. Who wants to get by a filter says things in answers, over several
// messages, or between many harmless clauses: one look does not see all of it.
namespace jiaxin::policy {

// Keeps references to all that it is given. One thread.
class Looking {
 public:
  Looking(const Analyst& analyst, const Model& model, std::string_view text, const Context& context, StepBudget& steps);

  using ReadAs = std::uint64_t;  // as Analysis::how_it_is_read
  // As it was written, then in other forms until it is blocked. Makes the verdict harder, never milder. `above`: how the
  // level above read it; what this one reads in the same way it need not show to the model again. Returns how this one
  // read it. Throws StepsExceeded.
  ReadAs run(Verdict& verdict, std::optional<ReadAs> above) const;

  // Those in which it is read too, without what was said before.
  std::vector<Form> other_forms() const;
  const Context& alone() const { return alone_; }  // the context without what was said before

 private:
  struct Alone {  // of the text without what was said before
    double worst_clause = Suspected{}.worst_clause;
    bool may_excuse = false;  // as Judging's
    ReadAs read_as = 0;       // with what was said before
    bool is_new = true;       // the level above read it otherwise, or there is none
  };
  Alone as_written(Verdict& verdict, std::optional<ReadAs> above) const;
  std::vector<Form> other_forms(const Alone& alone) const;
  std::optional<Form> by_clauses(const Alone& alone) const;
  void otherwise(const Form& form, Verdict& verdict) const;

  const Analyst& analyst_;
  const Model& model_;
  const std::string_view text_;
  const Context& context_;
  Context alone_;
  StepBudget& steps_;
};

}  // namespace jiaxin::policy
