#pragma once

#include <string_view>
#include <vector>

#include "policy/analysis.hpp"
#include "policy/model/model.hpp"
#include "policy/model/scores.hpp"
#include "policy/model/suspicion.hpp"
#include "policy/terms/item.hpp"
#include "policy/terms/step_budget.hpp"
#include "policy/terms/verdict.hpp"

// One text, as it stands, judged by one level of packs and the model.
namespace jiaxin::policy {

// Adds it, unless it is told already: of one rule no two findings share letters.
void add_untold(Finding finding, std::vector<Finding>& findings);

// Keeps references to all that it is given. One thread.
class Judging {
 public:
  // Throws StepsExceeded.
  Judging(const Analyst& analyst, const Model& model, std::string_view text, const Context& context, StepBudget& steps);

  bool has_something_before() const { return found_.own_letter > 0; }
  bool may_excuse() const { return found_.may_excuse(); }
  std::uint64_t how_it_is_read() const { return found_.how_it_is_read(); }
  // What a region's or a school's own rules say, and that what cannot be read is held in group sends.
  Outcome rules_alone(std::vector<Finding>& findings) const;
  struct ByModel {
    Outcome outcome = Outcome::allow;
    double worst_clause = Suspected{}.worst_clause;
  };
  // Nothing where what was said before can have given the text no other meaning: that is left to a look at it alone.
  ByModel by_model(const Thresholds& from, std::vector<Finding>& findings) const;

 private:
  Outcome what_it_cannot_read(std::vector<Finding>& findings) const;
  bool needs_what_was_said() const;
  Outcome decide(const Suspicion& suspicion, const Thresholds& from, std::vector<Finding>& findings) const;
  Outcome explain_by_rules(const Suspicion& worst, std::vector<Finding>& findings) const;
  double credit(const Passage& passage) const;
  bool is_own_result(const Suspicion& suspicion) const;
  bool speaks_of_absence() const;
  bool only_held(const std::vector<Finding>& findings) const;
  Finding finding(const Rule& rule, std::uint32_t begin, std::uint32_t end) const;

  const Analyst& analyst_;
  const Model& model_;
  const Context& context_;
  const Analysis found_;
};

}  // namespace jiaxin::policy
