#include "policy/text/without_fillers.hpp"

#include <gtest/gtest.h>

#include "policy/text/utf8.hpp"
#include "unit/policy/corpus.hpp"

namespace jiaxin::policy {
namespace {

constexpr const char* unseen = "\u200b";

std::string between_all(std::u32string_view text, const std::string& filler) {
  std::string filled;
  for (const char32_t point : text) filled += encode_utf8(std::u32string(1, point)) + filler;
  return filled;
}

TEST(WithoutFillers, OneOrTwoLettersAfterEachAreTakenAway) {
  for (const std::string filler : {"啦", "笑", "哈哈", "ha"}) {
    const std::u32string task = U"今晚抄第五课";
    std::string gone;
    for (std::size_t at = 0; at < decode_utf8(filler).size(); ++at) gone += unseen;
    EXPECT_EQ(without_fillers("好的。" + between_all(task, filler)), "好的。" + between_all(task, gone)) << filler;
  }
}

TEST(WithoutFillers, LessThanFourAreWords) {
  EXPECT_EQ(without_fillers("好啦走啦吃啦"), std::nullopt);
  EXPECT_EQ(without_fillers("哈哈哈哈哈哈哈哈哈"), std::nullopt);
  EXPECT_EQ(without_fillers("好"), std::nullopt);
  EXPECT_EQ(without_fillers(""), std::nullopt);
}

TEST(WithoutFillers, TheFilterSeesWhatStandsBetweenThem) {
  for (const std::string filler : {"啦", "笑", "哈哈", "呀"})
    for (const std::u32string_view task : {U"今晚把第五课生字抄两遍", U"背课文发群里家长签字"}) {
      const std::string text = between_all(task, filler);
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
