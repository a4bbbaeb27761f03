#include "policy/text/cut_long.hpp"

#include <gtest/gtest.h>

namespace jiaxin::policy {
namespace {

constexpr const char* long_one = "最近天气越来越冷，早晚要多穿一点，过马路要看红绿灯，今晚抄写第七课，食堂的饭菜很丰富";

TEST(CutLongSentences, CommasOfALongSentenceBecomeSemicolons) {
  EXPECT_EQ(cut_long_sentences(long_one),
            "最近天气越来越冷；早晚要多穿一点；过马路要看红绿灯；今晚抄写第七课；食堂的饭菜很丰富");
  EXPECT_EQ(cut_long_sentences(
                "please bring a coat, a cup of water, two pairs of socks, a towel, and copy lesson seven twice"),
            "please bring a coat; a cup of water; two pairs of socks; a towel; and copy lesson seven twice");
}

TEST(CutLongSentences, ShortOnesStayAsTheyAre) {
  EXPECT_EQ(cut_long_sentences("明天体检，穿校服，带水杯。"), std::nullopt);
  EXPECT_EQ(cut_long_sentences(""), std::nullopt);
  const std::string both = std::string("好，收到，谢谢。") + long_one + "\n好，收到，谢谢";
  const auto cut = cut_long_sentences(both);
  ASSERT_TRUE(cut);
  EXPECT_EQ(cut->size(), both.size());
  EXPECT_TRUE(cut->starts_with("好，收到，谢谢。"));
  EXPECT_TRUE(cut->ends_with("好，收到，谢谢"));
}

TEST(CutLongSentences, OneCommaIsNoChain) {
  EXPECT_EQ(
      cut_long_sentences("各位家长请于本周五下午三点前到学校门口的传达室领取孩子的体检报告和疫苗接种证，谢谢配合"),
      std::nullopt);
}

TEST(CutLongSentences, BrokenBytesAreNoHarm) {
  const std::string broken = std::string(100, '\xef') + ",\xbc," + std::string(50, '\xe3');
  const auto cut = cut_long_sentences(broken);
  ASSERT_TRUE(cut);
  EXPECT_EQ(cut->size(), broken.size());
}

}  // namespace
}  // namespace jiaxin::policy
