#include "unit/policy/corpus.hpp"

namespace jiaxin::policy {
namespace {

struct Twins {
  std::string_view lawful;
  std::string_view unlawful;
};

TEST(PolicyTwins, OneWordDecides) {
  constexpr Twins pairs[] = {
      {"今天没有作业", "今天没有作业，只需背诵第5课"},
      {"明天带语文书和练习册", "明天交语文练习册第10页"},
      {"请在回执上签字", "请在试卷上签字"},
      {"请家长检查孩子的书包", "请家长检查孩子的作业"},
      {"不得要求家长打印试卷", "请家长打印试卷"},
      {"我校不用手机布置作业", "今晚用手机完成作业第5题"},
      {"为志愿者点赞", "请点赞并截图"},
      {"关注孩子的情绪", "关注公众号"},
      {"运动会我班年级第一名", "语文考试我班年级第一名"},
      {"孩子们在课堂上背诵了第5课", "孩子们今晚在家背诵第5课"},
      {"学校不收班费", "请交班费50元"},
      {"教室照明合格率100%", "数学考试合格率100%"},
      {"明天检查卫生", "明天检查背诵"},
      {"作业本已发下去", "作业已发群里，请提交"},
      {"课后服务第一时段为作业辅导", "请家长今晚辅导作业"},
      {"No homework today", "Homework today: read pages 3-5"},
      {"手工课带彩纸", "用彩纸做一份手抄报，明天带来"},
  };
  for (const Twins& pair : pairs) {
    EXPECT_EQ(name(outcome(pair.lawful)), "allow") << pair.lawful;
    EXPECT_NE(name(outcome(pair.unlawful)), "allow") << pair.unlawful;
  }
}

TEST(PolicyTwins, GroupAndDirectDifferWhereTheRulesSaySo) {
  EXPECT_EQ(outcome("小明这次数学考了92分", Kind::direct), Outcome::allow);
  EXPECT_NE(outcome("小明这次数学考了第3名", Kind::direct), Outcome::allow);
  EXPECT_EQ(outcome("别的孩子都写完了，您家的呢"), Outcome::block);
  EXPECT_EQ(outcome("别的孩子都写完了，您家的呢", Kind::direct), Outcome::hold);
  EXPECT_EQ(outcome("今晚抄写第5课", Kind::direct), Outcome::block);
}

TEST(PolicyTwins, AGuardianMayAskButNotAnswerWithTheTask) {
  EXPECT_EQ(outcome("今天作业是什么？", Kind::notice, Sender::guardian), Outcome::allow);
  EXPECT_NE(outcome("今天作业是抄写第5课", Kind::notice, Sender::guardian), Outcome::allow);
  EXPECT_EQ(outcome("今天作业是抄写第5课吗？", Kind::direct, Sender::guardian), Outcome::allow);
}

TEST(PolicyTwins, RemindingOfHomeworkAndSleepDependsOnWhoWrites) {
  constexpr std::string_view text = "请提醒孩子早点完成作业早睡";
  EXPECT_EQ(outcome(text, Kind::letter, Sender::school), Outcome::allow);
  EXPECT_EQ(outcome(text, Kind::notice, Sender::subject_teacher), Outcome::hold);
}

TEST(PolicyDisguise, SpellingDoesNotHideATask) {
  constexpr Text texts[] = {
      {"作 业：语文第5课"},
      {"作.业：语文第5课"},
      {"作\u200b业：语文第5课"},
      {"作😀业：语文第5课"},
      {"昨业：语文第5课"},
      {"座业：语文第5课"},
      {"做业：语文第5课"},
      {"zuoye：语文第5课"},
      {"ZUO YE：第5课"},
      {"zuò yè：第5课"},
      {"zy：第5课"},
      {"ｚｙ：第５课"},
      {"作業：語文第5課"},
      {"🏠📝：第5课生字"},
      {"抄\n写\n第5课"},
      {"抄*写*第*5*课"},
      {"chaoxie 第5课"},
      {"shuxue P23 tonight zuoye"},
      {"数练Р23"},
      {"作\u0336业\u0336：第5课"},
      {"𝐳𝐲：第5课"},
      {"语文①第5课生字②背课文"},
      {"背 诵 课 文 ， 明 天 抽 背"},
  };
  expect_all(texts, Outcome::block);
}

}  // namespace
}  // namespace jiaxin::policy
