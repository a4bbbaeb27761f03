#include "policy/rules.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "policy/reading/lexicon.hpp"
#include "policy/weigh.hpp"

namespace jiaxin::policy {
namespace {

TEST(Rules, EveryRuleExplainsItselfInBothLanguagesAndNamesItsSource) {
  for (const Rule& rule : national_rules()) {
    EXPECT_TRUE(rule.id.starts_with("national/")) << rule.id;
    EXPECT_FALSE(rule.reason.empty() || rule.reason_en.empty()) << rule.id;
    EXPECT_FALSE(rule.way_on.empty() || rule.way_on_en.empty()) << rule.id;
    EXPECT_FALSE(rule.source.empty()) << rule.id;
  }
}

TEST(Rules, HaveUniqueIds) {
  std::set<std::string_view> ids;
  for (const Rule& rule : national_rules()) EXPECT_TRUE(ids.insert(rule.id).second) << rule.id;
}

TEST(Rules, EveryPatternNamesARuleAndIsNeverMilderInAGroup) {
  EXPECT_NO_THROW(Scales());
  for (const auto table : {learning_patterns(), social_patterns()}) {
    for (const Pattern& pattern : table) EXPECT_GE(pattern.in_group, pattern.direct) << pattern.rule;
  }
}

TEST(Rules, AnUnknownRuleIsAnError) { EXPECT_THROW(Scales().rule("national/nothing"), std::runtime_error); }

TEST(Lexicon, NoWordIsBothHarmlessAndACue) {
  std::map<std::string, bool> harmless;
  for (const auto table :
       {learning_words(), phone_words(), family_words(), speech_words(), neutral_words(), english_words()}) {
    for (const Words& line : table) {
      std::string_view rest = line.words;
      while (!rest.empty()) {
        const std::string word(rest.substr(0, rest.find(' ')));
        const bool neutral = line.meaning == Concept::neutral;
        const auto [known, fresh] = harmless.emplace(word, neutral);
        EXPECT_TRUE(fresh || word.empty() || known->second == neutral) << word;
        rest = rest.size() > word.size() ? rest.substr(word.size() + 1) : std::string_view{};
      }
    }
  }
}

}  // namespace
}  // namespace jiaxin::policy
