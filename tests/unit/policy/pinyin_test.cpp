#include "policy/text/pinyin.hpp"

#include <gtest/gtest.h>

namespace jiaxin::policy {
namespace {

TEST(Pinyin, CharactersThatSoundAlikeShareASyllable) {
  EXPECT_EQ(spelling(syllable(U'作')), "zuo");
  EXPECT_EQ(syllable(U'作'), syllable(U'座'));
  EXPECT_EQ(syllable(U'业'), syllable(U'页'));
  EXPECT_NE(syllable(U'作'), syllable(U'业'));
  EXPECT_EQ(spelling(syllable(U'绿')), "lu");
}

TEST(Pinyin, WhatIsNoChineseCharacterHasNone) {
  for (const char32_t c : {U'a', U'1', U'。', U'あ', U'\U00020000', U'\U0010FFFF'}) EXPECT_EQ(syllable(c), 0);
  EXPECT_EQ(spelling(0), "");
}

TEST(Pinyin, NearlyEveryCommonCharacterHasOne) {
  int silent = 0;
  for (char32_t c = 0x4E00; c <= 0x9FA5; ++c) silent += syllable(c) == 0 ? 1 : 0;
  EXPECT_LT(silent, 100);
}

TEST(Pinyin, TheLongestSpelledSyllableWins) {
  const SyllableMatch first = longest_syllable(U"zuoye", 0);
  EXPECT_EQ(spelling(first.syllable), "zuo");
  EXPECT_EQ(first.length, 3u);
  EXPECT_EQ(spelling(longest_syllable(U"zuoye", 3).syllable), "ye");
  EXPECT_EQ(longest_syllable(U"zhuangs", 0).length, 6u);
  EXPECT_EQ(longest_syllable(U"zuo业", 0).syllable, syllable(U'作'));
}

TEST(Pinyin, NoSyllableStartsWhereNoneIsSpelled) {
  EXPECT_EQ(longest_syllable(U"业", 0).length, 0u);
  EXPECT_EQ(longest_syllable(U"v", 0).length, 0u);
  EXPECT_EQ(longest_syllable(U"ye", 2).length, 0u);
}

}  // namespace
}  // namespace jiaxin::policy
