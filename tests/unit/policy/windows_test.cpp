#include "policy/text/windows.hpp"

#include <gtest/gtest.h>

#include "policy/text/utf8.hpp"
#include "unit/policy/corpus.hpp"

namespace jiaxin::policy {
namespace {

constexpr std::u32string_view run_on =
    U"最近天气变冷了早晚温差挺大的大家记得给孩子带件外套今晚把第七课生字抄两遍食堂这周菜单我也发了";

// What is left when the line ends that were put in are taken out.
std::u32string written(const Windows& windows) {
  std::u32string left;
  for (std::size_t at = 0; at < windows.points.size(); ++at)
    if (std::find(windows.put_in.begin(), windows.put_in.end(), at) == windows.put_in.end()) left += windows.points[at];
  return left;
}

TEST(Windows, ALongClauseIsCutIntoPiecesOfLikeLength) {
  for (const std::size_t first : {window_width, window_width / 2}) {
    const auto windows = in_windows(run_on, first);
    ASSERT_TRUE(windows);
    EXPECT_EQ(windows->points.find(U'\n'), first / 3);
    EXPECT_EQ(written(*windows), run_on);
    for (const std::uint32_t at : windows->put_in) EXPECT_EQ(windows->points[at], U'\n');
    for (std::size_t nth = 1; nth < windows->put_in.size(); ++nth)
      EXPECT_EQ(windows->put_in[nth], windows->put_in[nth - 1] + 1 + window_width / 3);
  }
}

TEST(Windows, ShortClausesStayAsTheyAre) {
  EXPECT_EQ(in_windows(U"各位家长请于本周五下午三点前到学校门口，传达室领取孩子的体检报告和疫苗接种证。", 72),
            std::nullopt);
  EXPECT_EQ(in_windows(U"", 72), std::nullopt);
  EXPECT_EQ(in_windows(U"老师不得在群里发布“今晚把第七课生字抄两遍背诵课文并录视频上传请家长签字”之类的消息", 72),
            std::nullopt);
  const std::u32string both = U"好，收到。" + std::u32string(run_on) + U"。谢谢";
  const auto windows = in_windows(both, 72);
  ASSERT_TRUE(windows);
  EXPECT_EQ(written(*windows), both);
  EXPECT_EQ(windows->put_in.front(), 5u + 24u);
}

TEST(Windows, LatinWordsStayWhole) {
  const std::u32string english(
      U"please remember that tomorrow the weather will be colder than today so bring a coat and gloves for everyone");
  const auto windows = in_windows(english, 72);
  ASSERT_TRUE(windows);
  for (const std::uint32_t at : windows->put_in)
    EXPECT_TRUE(windows->points[at - 1] == U' ' || windows->points[at + 1] == U' ');
}

TEST(Windows, TheFilterSeesATaskInThem) {
  for (
      const char* text :
      {"最近天气变冷了早晚温差挺大的大家记得给孩子带件外套背熟第三课明早抽查水杯记得写名字丢了好几个了在失物招领处自己来认一下",
       "操场这几天在铺新跑道放学请从东门走别让孩子翻围栏背熟第三课明早抽查水杯记得写名字丢了好几个了在失物招领处自己来认一下",
       "操场这几天在铺新跑道放学请从东门走别让孩子翻围栏口算一页家长批水杯记得写名字丢了好几个了在失物招领处自己来认一下"})
    expect_seen_only_as(FormKind::windows, text);
}

}  // namespace
}  // namespace jiaxin::policy
