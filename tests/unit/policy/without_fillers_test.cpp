#include "policy/text/without_fillers.hpp"

#include <gtest/gtest.h>

#include "policy/text/utf8.hpp"
#include "unit/policy/corpus.hpp"

namespace jiaxin::policy {
namespace {

std::u32string between_all(std::u32string_view text, const std::u32string& filler) {
  std::u32string filled;
  for (const char32_t point : text) (filled += point) += filler;
  return filled;
}

TEST(WithoutFillers, OneToThreeLettersAfterEachAreTakenAway) {
  for (const std::u32string filler : {U"啦", U"笑", U"哈哈", U"ha", U"哈哈哈", U"(x)"}) {
    const std::u32string task = U"今晚抄第五课", gone(filler.size(), U'\u200b');
    EXPECT_EQ(without_fillers(U"好的。" + between_all(task, filler)), U"好的。" + between_all(task, gone));
  }
}

TEST(WithoutFillers, AlsoAfterEveryTwo) {
  const std::u32string gone(3, U'\u200b');
  EXPECT_EQ(without_fillers(U"今晚哈哈哈抄写哈哈哈第五哈哈哈课词哈哈哈"),
            U"今晚" + gone + U"抄写" + gone + U"第五" + gone + U"课词" + gone);
}

TEST(WithoutFillers, SignsBetweenWordsAreNone) {
  EXPECT_EQ(without_fillers(U"明日课表：语文、数学、英语、物理、体育、班会。"), std::nullopt);
}

TEST(WithoutFillers, LessThanFourAreWords) {
  EXPECT_EQ(without_fillers(U"好啦走啦吃啦"), std::nullopt);
  EXPECT_EQ(without_fillers(U"哈哈哈哈哈哈哈哈哈"), std::nullopt);
  EXPECT_EQ(without_fillers(U"好"), std::nullopt);
  EXPECT_EQ(without_fillers(U""), std::nullopt);
}

TEST(WithoutFillers, TheFilterSeesWhatStandsBetweenThem) {
  for (const std::u32string filler : {U"啦", U"笑", U"哈哈"})
    for (const std::u32string_view task : {U"明早抽背第六课", U"明天默写第三单元"}) {
      expect_seen_only_as(FormKind::without_fillers, encode_utf8(between_all(task, filler)));
    }
  for (const char* text : {"小红小明小刚小丽今天去植物园", "不吵不闹不抢不跑，大家都做到了", "一天一天一天一天长大了"})
    EXPECT_EQ(shared_filter().judge(text, {Kind::notice, Sender::head_teacher, ""}).outcome, Outcome::allow) << text;
}

}  // namespace
}  // namespace jiaxin::policy
