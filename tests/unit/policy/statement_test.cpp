#include "policy/text/statement.hpp"

#include "policy/text/utf8.hpp"
#include "unit/policy/corpus.hpp"

namespace jiaxin::policy {
namespace {

Normalised letters_said_in(const std::string& text) {
  static const FoldTable table;
  return normalise(decode_utf8(text), table);
}

std::string statement(const std::string& question, const std::string& answer) {
  return encode_utf8(as_statement(letters_said_in(question), letters_said_in(answer)).value_or(U""));
}

TEST(Statement, HasTheAnswerInPlaceOfTheQuestionWord) {
  EXPECT_EQ(statement("老师好！单词背到哪里？", "第三段"), "单词背到第三段");
  EXPECT_EQ(statement("今天写啥", "同昨"), "今天写同昨");
  EXPECT_EQ(statement("生字抄几遍，明天收吗？", "三遍"), "生字抄三遍");
  EXPECT_EQ(statement("作業是什麼？孩子發燒了。", "第5課"), "作业第5课");
  EXPECT_EQ(statement("单词背到哪里？这几天孩子发烧了，请假几天了。", "🌸 第 三 段 🌸"), "单词背到第三段");
}

TEST(Statement, IsWhatWasAskedWhereTheAnswerAgrees) {
  EXPECT_EQ(statement("第八课要背吗？", "要"), "第八课要背，要");
  for (const char* yes : {"对", "嗯嗯", "是的。", "OK", "没错", "好的～"})
    EXPECT_EQ(statement("第八课要背吗？", yes), "第八课要背") << yes;
  EXPECT_EQ(statement("第八课背不背？", "背，明天查"), "第八课背，背，明天查");
  EXPECT_EQ(statement("孩子病了，练习册要不要写呢？？", "对的"), "练习册要写");
  EXPECT_EQ(statement("有沒有作業？", "有"), "有作业，有");
}

TEST(Statement, IsNothingWithoutQuestionOrAssent) {
  EXPECT_EQ(statement("第八课要背吗？", "不用"), "");
  EXPECT_EQ(statement("第八课要背吗？", "要是累了就不背"), "");
  EXPECT_EQ(statement("单词背到哪里？", "没有要求"), "");
  EXPECT_EQ(statement("单词背到哪里？", "收到，谢谢"), "");
  EXPECT_EQ(statement("大家辛苦了。", "要"), "");
  EXPECT_EQ(statement("", "要"), "");
  for (const char* nothing : {"", "。", "？", " "}) EXPECT_EQ(statement("第八课要背吗？", nothing), "");
  EXPECT_EQ(statement("今天写啥", "这是一段很长很长的话，说的是别的许多许多事情，并不是回答"), "");
}

TEST(Statement, AnswersThatSayNothing) {
  for (const char* nothing : {"嗯", "好的，收到", "同问", "+1", "1", "谢谢！", "👍👍", ""})
    EXPECT_TRUE(says_nothing_itself(letters_said_in(nothing))) << nothing;
  for (const char* something : {"第一课", "没有", "不用", "好的，第五课", "11页"})
    EXPECT_FALSE(says_nothing_itself(letters_said_in(something))) << something;
}

TEST(Statement, TheFilterJudgesWhatQuestionAndAnswerSay) {
  Context context{Kind::notice, Sender::head_teacher, ""};
  for (const auto& [question, answer] : std::vector<std::pair<std::string, std::string>>{
           {"第八课生字要抄吗？", "要"}, {"单词背到哪里？", "第三段"}, {"第八课生字要抄吗？", "👌"}}) {
    context.reply_to = question;
    EXPECT_EQ(shared_filter().judge(answer, {Kind::notice, Sender::head_teacher, ""}).outcome, Outcome::allow)
        << answer;
    const Verdict verdict = shared_filter().judge(answer, context);
    EXPECT_NE(verdict.outcome, Outcome::allow) << question << answer;
    for (const Finding& finding : verdict.findings) {
      EXPECT_EQ(finding.quote, answer);
      EXPECT_EQ(finding.end, decode_utf8(answer).size());
    }
  }
  for (const auto& [question, answer] : std::vector<std::pair<std::string, std::string>>{
           {"春游要带水杯吗？", "要"},
           {"几点放学？", "四点半"},
           {"第八课生字要抄吗？", "不用，在学校抄过了"},
           {"孩子说没作业，对吗？", "对"},
           {"是不是周三没有作业？", "嗯嗯"},
           {"作业不用拍照了，是吗？", "是的"},
           {"作业都在学校写完了是吗？", "对的"},
           {"作业是什么？", "好的"},
           {"今天有作业吗？", "+1"},
           {"家长请今晚督促孩子抄第五课生字两遍拍照发群里，今天几点放学？", "四点半"},
           {"今天作业是什么？", ""},
           {"今天作业是什么？", "👍"},
           {"家长会在几楼？", "三楼"},
           {"回执交给谁？", "交给班主任"}}) {
    context.reply_to = question;
    EXPECT_EQ(shared_filter().judge(answer, context).outcome, Outcome::allow) << question << answer;
  }
}

}  // namespace
}  // namespace jiaxin::policy
