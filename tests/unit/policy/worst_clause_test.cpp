#include <gtest/gtest.h>

#include <cmath>

#include "policy/analysis.hpp"
#include "policy/model/scores.hpp"
#include "policy/pack/packs.hpp"
#include "unit/policy/corpus.hpp"

namespace jiaxin::policy {
namespace {

const Context context{Kind::notice, Sender::head_teacher, ""};

const Analyst& analyst() {
  static const Packs packs;
  static const Analyst one(packs.all());
  return one;
}

Analysis analysed(const std::string& text) {
  StepBudget steps(1U << 26);
  return analyst().analyse(text, context, steps);
}

double worst_clause(
    const std::string& text, const Credit& credit = [](const Passage&) { return 0.0; }) {
  const Analysis found = analysed(text);
  return suspicions(built_in_model(), found.understood(), context, found.rule_hits(), 0, credit,
                    built_in_model().thresholds(Audience::families))
      .worst_clause;
}

// How much more it asks of clauses, or nothing when they are not read by themselves.
std::optional<long> asked_of_clauses(const std::string& text, const Context& circumstances = context) {
  const auto explained = shared_filter().explain(text, circumstances);
  for (const auto& form : explained.other_forms)
    if (form.kind == FormKind::clauses) return std::lround(form.weighed.hold_from - explained.weighed->hold_from);
  return std::nullopt;
}

const std::string task = "，今晚抄写第七课生字两遍，",
                  lawful = "最近天气越来越冷，早晚温差比较大，请给孩子多穿一件衣服，注意保暖，上学路上小心";

TEST(WorstClause, WhatStandsAroundItTakesNothingOff) {
  const double alone = worst_clause(lawful + task + lawful);
  EXPECT_GT(alone, built_in_model().thresholds(Audience::families).hold);
  for (const std::size_t times : {8, 64}) {
    std::string padding;
    for (std::size_t nth = 0; nth < times; ++nth) padding += lawful + "，第" + std::to_string(nth + 11) + "天，";
    EXPECT_GT(worst_clause(padding + task + padding), alone - 1) << times;
  }
}

TEST(WorstClause, OfALawfulTextItIsFarFromAHold) {
  EXPECT_LT(worst_clause(lawful), built_in_model().thresholds(Audience::families).hold);
}

TEST(WorstClause, WhereNothingIsWeighedNoneLooksBetter) {
  EXPECT_EQ(worst_clause(task, [](const Passage&) { return -std::numeric_limits<double>::infinity(); }),
            std::numeric_limits<double>::infinity());
}

TEST(WorstClause, AClauseIsWeighedThoughItsPassageIsLeftOut) {
  const std::string text = "今晚抄写第七课生字两遍。明天天气好。";
  const auto only_last = [](const Passage& passage) {
    return passage.first_sentence == 1 ? 0 : -std::numeric_limits<double>::infinity();
  };
  EXPECT_EQ(worst_clause(text, only_last), worst_clause(text));
}

TEST(WorstClause, ALongSentenceIsReadClauseByClauseWhereOneLooksBad) {
  EXPECT_EQ(asked_of_clauses(lawful), std::nullopt);
  EXPECT_EQ(asked_of_clauses(task), std::nullopt);
  EXPECT_EQ(asked_of_clauses(lawful + task + lawful), clauses_otherwise);
}

TEST(WorstClause, WhatCouldExcuseItAsksForMore) {
  for (const char* excuse :
       {"，昨天的字不用抄", "，老师在课上讲过", "，严禁攀比", "，孩子们带伞了吗？", "，请记住“平安”二字"}) {
    EXPECT_TRUE(analysed(lawful + excuse).may_excuse()) << excuse;
    EXPECT_EQ(asked_of_clauses(lawful + task + lawful + excuse), clauses_where_excused) << excuse;
  }
  for (const char* none : {"，同时带伞", "，天冷了", "，下面是菜单"})
    EXPECT_EQ(asked_of_clauses(lawful + task + lawful + none), clauses_otherwise) << none;
  Context after = context;
  after.earlier.push_back({.same_sender = true, .minutes_ago = 1, .text = "孩子们带伞了吗？不用带。"});
  EXPECT_EQ(asked_of_clauses(lawful + task + lawful, after), clauses_otherwise);
}

}  // namespace
}  // namespace jiaxin::policy
