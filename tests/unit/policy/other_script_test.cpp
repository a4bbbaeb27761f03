#include "policy/other_script.hpp"

#include <gtest/gtest.h>

#include "policy/filter.hpp"

namespace jiaxin::policy {
namespace {

constexpr const char* unread[] = {
    "오늘 숙제는 국어 책 5과를 두 번 쓰기입니다.",
    "བོད་ཡིག་སློབ་ཚན་ལྔ་པ་ཚར་གཉིས་འབྲི་རོགས།",
    "بۈگۈن ئاخشام بەشىنچى دەرسنى ئىككى قېتىم كۆچۈرۈڭ",
    "ᠮᠣᠩᠭᠣᠯ ᠬᠡᠯᠡ ᠶᠢᠨ ᠬᠢᠴᠢᠶᠡᠯ ᠪᠢᠴᠢ",
    "Спишите урок пять два раза",
};

Verdict judged(std::string_view text, Audience audience = Audience::families) {
  static const Filter filter;
  Context context;
  context.audience = audience;
  return filter.judge(text, context);
}

TEST(OtherScript, WhatCannotBeReadIsHeldInAGroup) {
  for (const auto* text : unread) {
    EXPECT_NE(judged(text).outcome, Outcome::allow) << text;
    EXPECT_EQ(judged(text, Audience::staff).outcome, Outcome::allow) << text;
  }
}

TEST(OtherScript, SaysWhereItStandsAndWhatToDo) {
  const auto verdict = judged("明天运动会。오늘은 운동회입니다.");
  ASSERT_EQ(verdict.outcome, Outcome::hold);
  ASSERT_EQ(verdict.findings.size(), 1u);
  const Finding& finding = verdict.findings[0];
  EXPECT_EQ(finding.rule, "national/other-script");
  EXPECT_EQ(finding.quote, "오늘은 운동회입니다");
  EXPECT_EQ(finding.start, 6u);
  EXPECT_EQ(finding.end, 16u);
  EXPECT_FALSE(finding.way_on.empty());
}

TEST(OtherScript, AFewLettersAreDecoration) {
  for (const auto* text : {"家の味道，周五食堂见。", "今天升温Δ3℃，注意减衣。", "明天运动会，加油ヽ(✿ﾟ▽ﾟ)ノ",
                           "ㄅㄆㄇㄈ已经在课堂上学完。", "Tomorrow is sports day, café closes at 5."})
    EXPECT_EQ(judged(text).outcome, Outcome::allow) << text;
}

TEST(OtherScript, SixLettersAreEnough) {
  EXPECT_FALSE(other_script(U""));
  EXPECT_FALSE(other_script(U"αβγδε"));
  EXPECT_TRUE(other_script(U"αβγδεζ"));
}

}  // namespace
}  // namespace jiaxin::policy
