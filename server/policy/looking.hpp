#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "policy/judging.hpp"
#include "policy/text/forms.hpp"

// The ways in which one level of packs looks at a text. Who wants to get by a filter says things in answers, over several
// messages, or between many harmless clauses: one look does not see all of it.
namespace jiaxin::policy {

// Keeps references to all that it is given. One thread.
class Looking {
 public:
  Looking(const Analyst& analyst, const Model& model, std::string_view text, const Context& context, StepBudget& steps);

  // As it was written, then in other forms until it is blocked. Makes the verdict harder, never milder; throws StepsExceeded.
  void run(Verdict& verdict) const;

  // Under the homework that was asked for, as a statement with what it answers, and those of text/forms. They are seen without what was said before.
  std::vector<Form> other_forms() const;
  const Context& alone() const { return alone_; }  // the context without what was said before

 private:
  void as_written(const Context& context, Verdict& verdict) const;
  void otherwise(const Form& form, Verdict& verdict) const;
  std::optional<float> asked_before() const;

  const Analyst& analyst_;
  const Model& model_;
  const std::string_view text_;
  const Context& context_;
  Context alone_;
  StepBudget& steps_;
};

}  // namespace jiaxin::policy
