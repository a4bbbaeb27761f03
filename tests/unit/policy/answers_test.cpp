#include <algorithm>

#include "policy/filter.hpp"
#include "policy/text/utf8.hpp"
#include "unit/policy/corpus.hpp"

namespace jiaxin::policy {
namespace {

const Context to_group{Kind::notice, Sender::head_teacher, ""};
const Context to_one{Kind::direct, Sender::subject_teacher, ""};

Outcome answered(const std::string& question, const std::string& answer, Context context) {
  context.reply_to = question;
  return shared_filter().judge(answer, context).outcome;
}

TEST(Answers, AreReadUnderTheHomeworkTheyWereAskedFor) {
  for (const Context& context : {to_group, to_one})
    for (const char* question : {"今天作业是什么？", "老师，孩子忘抄了，语文作业有哪些", "有知道数学作业的吗？"})
      for (const char* answer : {"第5课", "和昨天一样", "语文第7课三遍", "第14页", "卷子反面"})
        EXPECT_NE(answered(question, answer, context), Outcome::allow) << question << answer;
}

TEST(Answers, MayComeAfterSomebodyElsesQuestion) {
  Context context = to_group;
  context.earlier = {{false, 3, "今天作业是什么？"}};
  EXPECT_NE(shared_filter().judge("语文第7课三遍", context).outcome, Outcome::allow);
  EXPECT_NE(shared_filter().judge("生字", context).outcome, Outcome::allow);
  context.earlier = {{false, 30, "今天作业是什么？"}};
  EXPECT_EQ(shared_filter().judge("生字", context).outcome, shared_filter().judge("生字", to_group).outcome);
}

TEST(Answers, ThatNameNoHomeworkPass) {
  for (const Context& context : {to_group, to_one})
    for (const char* answer :
         {"今天没有", "收到", "请看学校公示栏", "群里不说这个", "已经在学校写完了", "好好休息，作业不用补。",
          "打电话问老师吧", "周三无作业日", "不用签，学校不要求家长签字。"})
      EXPECT_EQ(answered("今天作业是什么？", answer, context), Outcome::allow) << answer;
}

TEST(Answers, ToOtherQuestionsAreReadByThemselves) {
  for (const char* question : {"春游坐第几辆车？", "家长会在几楼？", "作业公示栏换了地方，收到请回复", ""})
    EXPECT_EQ(answered(question, "第5页", to_one), shared_filter().judge("第5页", to_one).outcome) << question;
}

TEST(Answers, AreQuotedAsTheyWereWritten) {
  Context context = to_group;
  context.reply_to = "今天作业是什么？";
  const Verdict verdict = shared_filter().judge("第5课", context);
  ASSERT_FALSE(verdict.findings.empty());
  EXPECT_EQ(verdict.findings[0].quote, "第5课");
  EXPECT_EQ(verdict.findings[0].start, 0u);
  EXPECT_EQ(verdict.findings[0].end, 3u);
}

TEST(Answers, AreExplained) {
  Context context = to_group;
  context.reply_to = "今天作业是什么？";
  const Explanation explanation = shared_filter().explain("第5课", context);
  ASSERT_EQ(explanation.other_forms.size(), 2u);
  EXPECT_EQ(explanation.other_forms[1].kind, FormKind::statement);
  EXPECT_EQ(explanation.other_forms[0].kind, FormKind::answer);
  EXPECT_EQ(explanation.other_forms[0].weighed.passage, "作业：第5课");
  EXPECT_GT(explanation.other_forms[0].weighed.hold_from, explanation.weighed->hold_from);
  EXPECT_GE(explanation.other_forms[0].weighed.score, explanation.other_forms[0].weighed.hold_from);
  EXPECT_TRUE(shared_filter().explain("明天体检", to_group).other_forms.empty());
}

}  // namespace
}  // namespace jiaxin::policy
