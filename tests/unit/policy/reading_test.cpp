#include "policy/reading/reading.hpp"

#include <gtest/gtest.h>

#include "policy/pack/packs.hpp"
#include "policy/reading/numbers.hpp"
#include "policy/reading/stance.hpp"
#include "policy/text/utf8.hpp"

namespace jiaxin::policy {
namespace {

using enum Concept;

const FoldTable& folds() {
  static const FoldTable table;
  return table;
}

const CueTrie& cues() {
  static const CueTrie all = [] {
    Cues words;
    const Packs national;
    for (const Word& word : national.all().front().words) words[word.letters].add(word.meaning);
    return CueTrie(words);
  }();
  return all;
}

Normalised letters(std::string_view text) { return normalise(decode_utf8(text), folds()); }

NumberMatch number(std::string_view text) { return read_number(letters(text), 0); }

ConceptSet live(std::string_view text) {
  const Normalised normal = letters(text);
  const Reading reading = read(normal, cues());
  Heading heading;
  ConceptSet all;
  for (const Sentence& sentence : reading.sentences) all |= take_stance(normal, reading, sentence, heading).live;
  return all;
}

ConceptSet live_at_its_end(std::string_view text) {
  const Normalised normal = letters(text);
  const Reading reading = read(normal, cues());
  Heading heading;
  ConceptSet last;
  for (const Sentence& sentence : reading.sentences) last = take_stance(normal, reading, sentence, heading).live;
  return last;
}

TEST(Reading, TakesTheLongestWordSoThatHarmlessCompoundsHideCues) {
  EXPECT_TRUE(live("写作业").has(homework));
  EXPECT_FALSE(live("作业本").has(homework));
  EXPECT_FALSE(live("高空作业车").has(homework));
}

TEST(Reading, ReadsAWordWrittenApart) {
  EXPECT_TRUE(live("作 业").has(homework));
  EXPECT_TRUE(live("作。业。").has(homework));
}

TEST(Reading, DoesNotJoinTheEndOfOneClauseToTheNext) { EXPECT_FALSE(live("一起合作，业主群见").has(homework)); }

TEST(Reading, ReadsLatinWordsWholeOnly) {
  EXPECT_TRUE(live("今晚zy").has(disguised));
  EXPECT_FALSE(live("crazy").has(disguised));
}

TEST(Reading, SplitsSentencesAtStopsLinesAndListMarkers) {
  EXPECT_EQ(read(letters("一起走。一起唱！"), cues()).sentences.size(), 2u);
  EXPECT_EQ(read(letters("语文 1.生字 2.课文"), cues()).sentences.size(), 3u);
  EXPECT_EQ(read(letters("一、安全\n二、健康"), cues()).sentences.size(), 2u);
  EXPECT_EQ(read(letters("长3.5公里"), cues()).sentences.size(), 1u);
}

TEST(Numbers, KnowPlacesAmountsAndTimes) {
  EXPECT_TRUE(number("第5课").meaning.has(place));
  EXPECT_TRUE(number("第十二单元").meaning.has(place));
  EXPECT_TRUE(number("P23-24").meaning.has(place));
  EXPECT_TRUE(number("Unit 3").meaning.has(place));
  EXPECT_TRUE(number("23至24页").meaning.has(place));
  EXPECT_TRUE(number("两遍").meaning.has(repeat));
  EXPECT_TRUE(number("20分钟").meaning.has(duration));
  EXPECT_TRUE(number("3名").meaning.has(neutral));
  EXPECT_TRUE(number("第3名").meaning.has(rank));
  EXPECT_TRUE(number("98分").meaning.has(score_number));
  EXPECT_FALSE(number("十分").meaning.has(score_number));
  EXPECT_EQ(number("第二课堂").meaning, ConceptSet(neutral));
  EXPECT_EQ(number("2026").length, 0u);
}

TEST(Stance, WhatIsForbiddenIsNotMeant) {
  EXPECT_FALSE(live("严禁要求家长批改作业").has(check));
  EXPECT_FALSE(live("不得布置作业，将批改作业交给家长").has(check));
}

TEST(Stance, AProhibitionEndsWhereAConcreteTaskBegins) {
  EXPECT_TRUE(live("不得马虎，抄写第5课").has(strong_task));
  EXPECT_TRUE(live("今天没有作业，背诵课文").has(strong_task));
}

TEST(Stance, ADoubleNegationIsARequest) { EXPECT_TRUE(live("不得不抄写课文").has(strong_task)); }

TEST(Stance, WhatTheStaffDoIsNotAskedOfFamilies) {
  EXPECT_FALSE(live("教师要批改作业").has(check));
  EXPECT_TRUE(live("老师请家长批改作业").has(check));
}

TEST(Stance, AListStandsUnderItsHeading) {
  EXPECT_TRUE(live("作业：\n1.练字一页").has(heading));
  EXPECT_FALSE(live("作业：\n1.练字一页。祝大家周末愉快").empty());
}

TEST(Stance, NumbersUnderAHeadingThatSaysWhatTheyAreAreOfThat) {
  EXPECT_TRUE(live_at_its_end("校服尺码：\n王子涵140\n李思远150").has(number_of_thing));
  EXPECT_TRUE(live_at_its_end("姓名,房间\n王子涵,302\n李思远,304").has(number_of_thing));
  EXPECT_FALSE(live_at_its_end("校服尺码已经统计完了。\n王子涵140\n李思远150").has(number_of_thing));
  EXPECT_TRUE(live_at_its_end("座位：\n王子涵：302\n李思远：304").has(number_of_thing));
  EXPECT_FALSE(live_at_its_end("王子涵98\n李思远95").has(number_of_thing));
  for (const auto marks : {"学号 姓名 语文 数学\n王子涵98\n李思远95", "期中座位表\n王子涵98\n李思远95",
                           "校车明早7点半到\n王子涵98\n李思远95", "1.座位明早7点半重新排\n2.王子涵98，李思远95",
                           "座位：\n语文：\n王子涵98，李思远95", "王子涵98，李思远95，有疑问请电话联系"})
    EXPECT_FALSE(live_at_its_end(marks).has(number_of_thing)) << marks;
}

}  // namespace
}  // namespace jiaxin::policy
