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

TEST(WithoutFillers, OneOrTwoLettersAfterEachAreTakenAway) {
  for (const std::u32string filler : {U"啦", U"笑", U"哈哈", U"ha"}) {
    const std::u32string task = U"今晚抄第五课", gone(filler.size(), U'\u200b');
    EXPECT_EQ(without_fillers(U"好的。" + between_all(task, filler)), U"好的。" + between_all(task, gone));
  }
}

TEST(WithoutFillers, LessThanFourAreWords) {
  EXPECT_EQ(without_fillers(U"好啦走啦吃啦"), std::nullopt);
  EXPECT_EQ(without_fillers(U"哈哈哈哈哈哈哈哈哈"), std::nullopt);
  EXPECT_EQ(without_fillers(U"好"), std::nullopt);
  EXPECT_EQ(without_fillers(U""), std::nullopt);
}

TEST(WithoutFillers, TheFilterSeesWhatStandsBetweenThem) {
  for (const std::u32string filler : {U"啦", U"笑", U"哈哈", U"呀"})
    for (const std::u32string_view task : {U"今晚把第五课生字抄两遍", U"背课文发群里家长签字"}) {
      const std::string text = encode_utf8(between_all(task, filler));
      const Verdict verdict = shared_filter().judge(text, {Kind::notice, Sender::head_teacher, ""});
      ASSERT_NE(verdict.outcome, Outcome::allow) << text;
      for (const Finding& finding : verdict.findings)
        EXPECT_EQ(encode_utf8(decode_utf8(text).substr(finding.start, finding.end - finding.start)), finding.quote);
    }
  for (const char* text : {"小红小明小刚小丽今天去植物园", "不吵不闹不抢不跑，大家都做到了", "一天一天一天一天长大了"})
    EXPECT_EQ(shared_filter().judge(text, {Kind::notice, Sender::head_teacher, ""}).outcome, Outcome::allow) << text;
}

}  // namespace
}  // namespace jiaxin::policy
