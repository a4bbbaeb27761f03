#include "policy/model/places.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "policy/analysis.hpp"
#include "policy/model/latin_word.hpp"
#include "policy/model/word_classes.hpp"
#include "policy/pack/packs.hpp"
#include "policy/text/pinyin.hpp"

namespace jiaxin::policy {
namespace {

Analysis analyse(std::string_view text) {
  static const Packs packs;
  static const Analyst analyst(packs.all());
  StepBudget steps;
  return analyst.analyse(text, {}, steps);
}

Places places(std::string_view text) { return places_of(analyse(text).understood()); }

std::u32string signs(std::string_view text) {
  std::u32string all;
  for (const Place& place : places(text).all) all += place.sign;
  return all;
}

TEST(Places, AreLettersAndWhatSeparatesThem) {
  EXPECT_EQ(signs("今晚，背第3课！带伞"), U"今晚,背第0课。带伞");
  EXPECT_EQ(signs("写完了吗？"), U"写完了吗?");
  EXPECT_EQ(signs(""), U"");
}

TEST(Places, EveryLetterIsFoundAgain) {
  const Places found = places("今晚，背书");
  ASSERT_EQ(found.of_letter.size(), 5u);
  EXPECT_EQ(found.all[found.of_letter[2]].sign, U'背');
  EXPECT_EQ(found.of_letter[4], found.all.size());
}

TEST(Places, AKnownWordInLatinLettersBecomesOne) {
  const auto letters = places("Please read P23 with 妈妈").all;
  const SpelledWord please = word_at(letters, 0), read = word_at(letters, 7);
  EXPECT_EQ(please.letters, 6u);
  EXPECT_EQ(read.letters, 4u);
  EXPECT_EQ(please.sign, word_at(places("ＰＬＥＡＳＥ!").all, 0).sign);
  EXPECT_GE(please.sign, first_word_sign);
  EXPECT_NE(please.sign, read.sign);

  const std::vector<std::uint32_t> known{std::min(please.sign, read.sign), std::max(please.sign, read.sign)};
  const auto joined = join_words(letters, known);
  std::u32string signs;
  for (const Place& place : joined) signs += place.sign;
  EXPECT_EQ(signs, char32_t{please.sign} + std::u32string(U" ") + char32_t{read.sign} + U" p00 with 妈妈");
  EXPECT_EQ(joined[2].sound, 0);
  EXPECT_EQ(joined.back().sound, letters.back().sound);
}

TEST(Places, NoWordBeginsInsideAnotherOrIsALetterAlone) {
  const auto letters = places("read A 3b").all;
  EXPECT_EQ(word_at(letters, 1).letters, 0u);
  EXPECT_EQ(word_at(letters, 4).letters, 0u);  // the gap
  EXPECT_EQ(word_at(letters, 5).letters, 0u);
  EXPECT_EQ(word_at(letters, 8).letters, 0u);
}

TEST(Places, OfASentenceEndWithItsLastLetterOrItsQuestion) {
  const auto of_first = [](std::string_view text) {
    const Analysis found = analyse(text);
    const Places all = places_of(found.understood());
    std::u32string signs;
    for (const Place& place : places_in(all, found.understood(), 0)) signs += place.sign;
    return signs;
  };
  EXPECT_EQ(of_first("今晚，背书。带伞"), U"今晚,背书");
  EXPECT_EQ(of_first("今晚，背书\n带伞"), U"今晚,背书");
  EXPECT_EQ(of_first("背了吗？带伞"), U"背了吗?");
  EXPECT_EQ(of_first("背了吗？\n带伞"), U"背了吗?");
}

TEST(Places, OfALaterSentenceBeginWithItsFirstLetter) {
  const Analysis found = analyse("今晚，背书。\n带伞");
  const Places all = places_of(found.understood());
  const auto second = places_in(all, found.understood(), 1);
  ASSERT_EQ(second.size(), 2u);
  EXPECT_EQ(second[0].sign, U'带');
}

TEST(Places, NoSoundRunsOverTheEndOfASentence) {
  const auto last_of_second = [](std::string_view text) {
    const Analysis found = analyse(text);
    const Places all = places_of(found.understood());
    return places_in(all, found.understood(), 1).front().sound;
  };
  EXPECT_EQ(last_of_second("收到\nang du ke wen"), last_of_second("收到l\nang du ke wen"));
}

TEST(Places, HomophonesAndTypedPinyinSoundAlike) {
  const auto sound = places("作").all.front().sound;
  EXPECT_NE(sound, 0);
  EXPECT_EQ(places("座").all.front().sound, sound);
  for (const Place& place : places("zuo").all) EXPECT_EQ(place.sound, sound);
  EXPECT_EQ(places("8").all.front().sound, 0);
}

TEST(Places, TheFirstLetterOfAKnownWordDiffersFromTheOthers) {
  const auto found = places("回执").all;
  ASSERT_EQ(found.size(), 2u);
  EXPECT_NE(found[0].word_class, 0);
  EXPECT_EQ(found[0].word_class % 2, 0);
  EXPECT_EQ(found[1].word_class, found[0].word_class + 1);
  EXPECT_LE(found[0].word_class / 2, known_word_classes().names().size());
}

TEST(Places, AWordThatIsDeniedDiffersFromOneThatIsMeant) {
  const auto meant = places("今晚抄写生字").all[2].meaning;
  const auto denied = places("今晚不用抄写生字").all[4].meaning;
  EXPECT_NE(meant, 0);
  EXPECT_NE(denied, 0);
  EXPECT_NE(meant, denied);
  EXPECT_LT(meant, place_meanings);
}

}  // namespace
}  // namespace jiaxin::policy
