#include "policy/text/statement.hpp"

#include "policy/text/utf8.hpp"
#include "unit/policy/corpus.hpp"

namespace jiaxin::policy {
namespace {

std::string statement(const std::string& question, const std::string& answer) {
  const auto made = as_statement(decode_utf8(question), decode_utf8(answer));
  return made ? encode_utf8(made->points) : "";
}

TEST(Statement, HasTheAnswerInPlaceOfTheQuestionWord) {
  EXPECT_EQ(statement("老师好！单词背到哪里？", "第三段"), "单词背到第三段");
  EXPECT_EQ(statement("今天写啥", "同昨"), "今天写同昨");
  EXPECT_EQ(statement("生字抄几遍，明天收吗？", "三遍"), "生字抄三遍，明天收吗");
  EXPECT_EQ(statement("作業是什麼？孩子發燒了。", "第5課"), "作業第5課");
}

TEST(Statement, IsWhatWasAskedWhereTheAnswerAgrees) {
  EXPECT_EQ(statement("第八课要背吗？", "要"), "第八课要背，要");
  EXPECT_EQ(statement("第八课背不背？", "背，明天查"), "第八课背，背，明天查");
  EXPECT_EQ(statement("练习册要不要写呢？？", "对的"), "练习册要写，对的");
}

TEST(Statement, IsNothingWithoutQuestionOrAssent) {
  EXPECT_EQ(statement("第八课要背吗？", "不用"), "");
  EXPECT_EQ(statement("第八课要背吗？", "要是累了就不背"), "");
  EXPECT_EQ(statement("单词背到哪里？", "没有要求"), "");
  EXPECT_EQ(statement("大家辛苦了。", "要"), "");
  EXPECT_EQ(statement("", "要"), "");
  EXPECT_EQ(statement("第八课要背吗？", ""), "");
  EXPECT_EQ(statement("今天写啥", "这是一段很长很长的话，说的是别的许多许多事情，并不是回答"), "");
}

TEST(Statement, MarksWhatTheAnswerDidNotSay) {
  const auto made = as_statement(U"单词背到哪里？", U"第三段");
  ASSERT_TRUE(made);
  EXPECT_EQ(made->put_in, (std::vector<std::uint32_t>{0, 1, 2, 3}));
}

TEST(Statement, TheFilterJudgesWhatQuestionAndAnswerSay) {
  Context context{Kind::notice, Sender::head_teacher, ""};
  for (const auto& [question, answer] : std::vector<std::pair<std::string, std::string>>{
           {"第八课生字要抄吗？", "要"}, {"生字抄几遍？", "三遍"}, {"语文练习册今晚写到哪页？", "32页"}}) {
    context.reply_to = question;
    const Verdict verdict = shared_filter().judge(answer, context);
    EXPECT_NE(verdict.outcome, Outcome::allow) << question << answer;
    for (const Finding& finding : verdict.findings) {
      EXPECT_FALSE(finding.quote.empty());
      EXPECT_NE(answer.find(finding.quote), std::string::npos) << finding.quote;
    }
  }
  for (const auto& [question, answer] :
       std::vector<std::pair<std::string, std::string>>{{"春游要带水杯吗？", "要"},
                                                        {"几点放学？", "四点半"},
                                                        {"第八课生字要抄吗？", "不用，在学校抄过了"},
                                                        {"家长会在几楼？", "三楼"},
                                                        {"回执交给谁？", "交给班主任"}}) {
    context.reply_to = question;
    EXPECT_EQ(shared_filter().judge(answer, context).outcome, Outcome::allow) << question << answer;
  }
}

}  // namespace
}  // namespace jiaxin::policy
