#include "policy_judge.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "policy/filter.hpp"

namespace jiaxin::cli {
namespace {

namespace json = boost::json;

struct Answers {
  int exit_code;
  std::vector<json::value> lines;
};

Answers run(const std::string& input) {
  std::istringstream in(input);
  std::ostringstream out;
  static const policy::Filter filter;
  Answers result{judge_lines(filter, in, out), {}};
  std::istringstream printed(out.str());
  for (std::string line; std::getline(printed, line);) result.lines.push_back(json::parse(line));
  return result;
}

std::string line(std::string_view id, std::string_view kind, std::string_view sender, std::string_view text) {
  return json::serialize(json::object{{"id", id}, {"kind", kind}, {"sender", sender}, {"grade", "3"}, {"text", text}}) +
         "\n";
}

void expect_bad(const std::string& bad, std::string_view why) {
  const Answers result =
      run(line("a", "notice", "school", "你好") + bad + "\n" + line("c", "notice", "school", "你好"));
  EXPECT_EQ(result.exit_code, 1) << why;
  ASSERT_EQ(result.lines.size(), 3u) << why;
  EXPECT_EQ(result.lines[1].at("line"), 2) << why;
  EXPECT_FALSE(result.lines[1].at("error").as_string().empty()) << why;
  EXPECT_EQ(result.lines[1].as_object().size(), 2u) << why;
  EXPECT_EQ(result.lines[2].at("id"), "c") << why;
}

TEST(PolicyJudge, AnswersEachLineInOrder) {
  const Answers result = run(line("1", "notice", "subject_teacher", "今晚抄写第5课生字两遍") +
                             line("2", "direct", "guardian", "老师，孩子请假一天") +
                             line("3", "notice", "head_teacher", "表扬张三同学，今天主动扫地。"));
  EXPECT_EQ(result.exit_code, 0);
  ASSERT_EQ(result.lines.size(), 3u);
  EXPECT_EQ(result.lines[0].at("id"), "1");
  EXPECT_EQ(result.lines[0].at("verdict"), "block");
  EXPECT_EQ(result.lines[1].at("verdict"), "allow");
  EXPECT_TRUE(result.lines[1].at("findings").as_array().empty());
  EXPECT_EQ(result.lines[2].at("verdict"), "hold");
}

TEST(PolicyJudge, AFindingHasExactlyTheSixKeys) {
  const Answers result = run(line("1", "notice", "school", "通知：今晚抄写第5课"));
  const json::object& finding = result.lines.at(0).at("findings").at(0).as_object();
  EXPECT_EQ(finding.size(), 6u);
  EXPECT_EQ(finding.at("rule"), "national/assign-task");
  EXPECT_EQ(finding.at("type"), "V1");
  EXPECT_EQ(finding.at("quote"), "抄写第5课");
  EXPECT_EQ(finding.at("start"), 5);
  EXPECT_EQ(finding.at("end"), 10);
  EXPECT_FALSE(finding.at("reason").as_string().empty());
}

TEST(PolicyJudge, EveryCombinationIsValid) {
  for (const char* kind : {"notice", "letter", "form", "direct"}) {
    for (const char* sender : {"school", "head_teacher", "subject_teacher", "guardian"}) {
      EXPECT_EQ(run(line("x", kind, sender, "你好")).exit_code, 0) << kind << sender;
    }
  }
}

TEST(PolicyJudge, IgnoresOtherKeys) {
  EXPECT_EQ(run(R"({"id":"1","kind":"form","sender":"school","grade":"","text":"","more":[1,{"a":null}]})").exit_code,
            0);
}

TEST(PolicyJudge, ABadLineIsReportedInItsPlaceAndTheRestIsJudged) {
  expect_bad("", "blank");
  expect_bad("   ", "blank");
  expect_bad("nonsense", "not JSON");
  expect_bad("[1]", "not an object");
  expect_bad(R"({"id":"1","kind":"notice","sender":"school","grade":""})", "text is missing");
  expect_bad(R"({"id":1,"kind":"notice","sender":"school","grade":"","text":""})", "id is a number");
  expect_bad(R"({"id":"1","kind":"poster","sender":"school","grade":"","text":""})", "unknown kind");
  expect_bad(R"({"id":"1","kind":"notice","sender":"pupil","grade":"","text":""})", "unknown sender");
  expect_bad(R"({"id":"1","kind":"notice","sender":"school","grade":"10","text":""})", "unknown grade");
  expect_bad(R"({"id":"1","kind":"notice","sender":"school","grade":3,"text":""})", "grade is a number");
  expect_bad(R"({"id":"1","kind":"notice","sender":"school","grade":"","text":"\ud800"})", "lone surrogate");
  expect_bad("{\"id\":\"1\",\"kind\":\"notice\",\"sender\":\"school\",\"grade\":\"\",\"text\":\"\xff\"}",
             "broken UTF-8");
  expect_bad(R"({"id":"1","kind":"notice","sender":"school","grade":"","text":""} {})", "two values");
  expect_bad(std::string(100000, '['), "too deep");
}

TEST(PolicyJudge, AllThatIsWrongIsToldAtOnce) {
  const Answers result = run(R"({"id":"1","kind":"poster","sender":"school","stage":5,"text":""})");
  EXPECT_EQ(result.lines.at(0).at("error"), R"("kind" must be one of notice, letter, form, direct; missing "grade"; )"
                                            R"("stage" must be a string)");
}

TEST(PolicyJudge, AWordForTheAudienceThatIsNotKnownIsReadAsAGroup) {
  const auto verdict = [](std::string_view audience) {
    return run(R"({"id":"1","kind":"notice","sender":"head_teacher","grade":"3","text":"小明数学87分，语文92分。","audience":")" +
               std::string(audience) + R"("})")
        .lines.at(0)
        .at("verdict");
  };
  for (const auto one : {"one", "guardian", "one_guardian", "direct"}) EXPECT_EQ(verdict(one), "allow") << one;
  for (const auto group : {"families", "group", "class", "parents", "", "neighbours"})
    EXPECT_NE(verdict(group), "allow") << group;
}

TEST(PolicyJudge, AnEarlierMessageInTheSendersRoleIsHisOwn) {
  const auto verdict = [](std::string_view earlier_sender) {
    return run(R"({"id":"1","kind":"notice","sender":"subject_teacher","grade":"3","text":"第6课","earlier":[)"
               R"({"sender":")" +
               std::string(earlier_sender) + R"(","minutes_ago":1,"text":"今晚数学作业"}]})")
        .lines.at(0)
        .at("verdict");
  };
  EXPECT_NE(verdict("same"), "allow");
  EXPECT_NE(verdict("subject_teacher"), "allow");
  EXPECT_EQ(verdict("guardian"), "allow");
}

TEST(PolicyJudge, AByteOrderMarkBeforeTheFirstLineIsNoError) {
  EXPECT_EQ(run("\xEF\xBB\xBF" + line("1", "notice", "school", "你好")).exit_code, 0);
}

TEST(PolicyJudge, TakesATextOfAMebibyteAndRefusesALongerOne) {
  EXPECT_EQ(run(line("1", "letter", "school", std::string(1 << 20, 'a'))).exit_code, 0);
  std::string longer = line("1", "letter", "school", std::string((1 << 20) + 1, 'a'));
  longer.pop_back();
  expect_bad(longer, "too long");
}

TEST(PolicyJudge, RefusesALineLongerThanItsBound) { expect_bad(std::string((8 << 20) + 1, ' '), "endless line"); }

TEST(PolicyJudge, TakesAnEscapedMebibyte) {
  std::string text;
  for (int i = 0; i < (1 << 20) / 3; ++i) text += "\\u5bb6";
  EXPECT_EQ(run(R"({"id":"1","kind":"letter","sender":"school","grade":"","text":")" + text + "\"}").exit_code, 0);
}

TEST(PolicyJudge, TheLastLineNeedsNoNewlineAndCrLfIsFine) {
  std::string two = line("1", "notice", "school", "你好");
  two.insert(two.size() - 1, "\r");
  two += line("2", "notice", "school", "你好");
  two.pop_back();
  const Answers result = run(two);
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.lines.size(), 2u);
}

TEST(PolicyJudge, NoInputIsNoOutput) {
  const Answers result = run("");
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_TRUE(result.lines.empty());
}

}  // namespace
}  // namespace jiaxin::cli
