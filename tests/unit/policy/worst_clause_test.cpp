#include <gtest/gtest.h>

#include "policy/analysis.hpp"
#include "policy/model/scores.hpp"
#include "policy/pack/packs.hpp"
#include "unit/policy/corpus.hpp"

namespace jiaxin::policy {
namespace {

double worst_clause(const std::string& text) {
  static const Packs packs;
  static const Analyst analyst(packs.all());
  const Context context{Kind::notice, Sender::head_teacher, ""};
  StepBudget steps(1U << 26);
  const Analysis found = analyst.analyse(text, context, steps);
  return suspicions(
             built_in_model(), found.understood(), context, found.rule_hits(), 0, [](const Passage&) { return 0.0; },
             built_in_model().thresholds(Audience::families))
      .worst_clause;
}

bool read_by_clauses(const std::string& text) {
  const auto forms = shared_filter().explain(text, {Kind::notice, Sender::school, ""}).other_forms;
  return std::any_of(forms.begin(), forms.end(), [](const auto& form) { return form.kind == FormKind::clauses; });
}

const std::string task = "，今晚抄写第七课生字两遍，",
                  lawful = "天气变冷请给孩子多穿一件外套，围巾帽子手套都戴上，水杯里装热水，慢慢走不要跑";

TEST(WorstClause, WhatStandsAroundItTakesNothingOff) {
  const double alone = worst_clause(lawful + task + lawful);
  EXPECT_GT(alone, built_in_model().thresholds(Audience::families).hold + worth_clauses);
  for (const std::size_t times : {8, 64}) {
    std::string padding;
    for (std::size_t nth = 0; nth < times; ++nth) padding += lawful + "，第" + std::to_string(nth + 11) + "天，";
    EXPECT_GT(worst_clause(padding + task + padding), alone - 1) << times;
  }
}

TEST(WorstClause, ALongSentenceIsReadClauseByClauseWhereOneLooksBad) {
  EXPECT_FALSE(read_by_clauses(lawful));
  EXPECT_TRUE(read_by_clauses(lawful + task + lawful));
  EXPECT_FALSE(read_by_clauses(task));
}

}  // namespace
}  // namespace jiaxin::policy
