#include "file_policy/file_judge.hpp"

#include <gmock/gmock.h>

namespace jiaxin::file_policy {
namespace {

using extraction::Doubt;
using extraction::Extraction;
using extraction::Means;
using policy::Outcome;

constexpr const char* harmless = "明天运动会，请穿校服。";
constexpr const char* homework = "今天数学作业：口算第12页。";

policy::Verdict verdict(std::string_view name, const Extraction& extraction, policy::Kind kind = policy::Kind::notice) {
  static const policy::Filter filter;
  return judge(filter, name, extraction, {kind, policy::Sender::head_teacher, "3"});
}

TEST(FileJudge, JudgesTheText) {
  EXPECT_EQ(verdict("a.pdf", {harmless, Means::text, {}}).outcome, Outcome::allow);
  EXPECT_EQ(verdict("a.pdf", {homework, Means::ocr, {}}).outcome, Outcome::block);
}

TEST(FileJudge, JudgesTheName) {
  const auto found = verdict("今天数学作业：口算第12页.docx", {harmless, Means::text, {}});
  EXPECT_EQ(found.outcome, Outcome::block);
}

TEST(FileJudge, LinesOffAPictureMayBreakAnywhere) {
  const std::string chat = "家长好，今天的数学作业是课\n本第56页第3题，请督\n促孩子完成。";
  const auto found = verdict("a.png", {chat, Means::ocr, {}});
  EXPECT_EQ(found.outcome, Outcome::block);
  ASSERT_FALSE(found.findings.empty());
  EXPECT_NE(chat.find(found.findings[0].quote), std::string::npos) << found.findings[0].quote;
  EXPECT_EQ(verdict("a.png", {"明天运动会，请\n穿校服。", Means::ocr, {}}).outcome, Outcome::allow);
}

TEST(FileJudge, HoldsWhatMayNotBeAll) {
  const auto found = verdict("通知.pdf", {harmless, Means::text, {Doubt::not_all_read, Doubt::broken}});
  EXPECT_EQ(found.outcome, Outcome::hold);
  ASSERT_EQ(found.findings.size(), 2u);
  const auto& finding = found.findings[0];
  EXPECT_EQ(finding.rule, "national/unreadable-file/not-all-read");
  EXPECT_EQ(finding.quote, "通知");
  EXPECT_EQ(finding.start, 12u);
  EXPECT_EQ(finding.end, 14u);
  for (const auto& text : {finding.reason, finding.reason_en, finding.way_on, finding.way_on_en})
    EXPECT_FALSE(text.empty());
}

TEST(FileJudge, ADoubtDoesNotSoftenABlock) {
  EXPECT_EQ(verdict("a.jpg", {homework, Means::ocr, {Doubt::unsure}}).outcome, Outcome::block);
}

TEST(FileJudge, DoubtsHoldGroupSendsOnly) {
  const Extraction nothing{"", Means::none, {Doubt::unknown_kind}};
  for (const auto kind : {policy::Kind::notice, policy::Kind::letter, policy::Kind::form})
    EXPECT_EQ(verdict("a.gif", nothing, kind).outcome, Outcome::hold);
  const auto direct = verdict("a.gif", nothing, policy::Kind::direct);
  EXPECT_EQ(direct.outcome, Outcome::allow);
  EXPECT_TRUE(direct.findings.empty());
}

TEST(FileJudge, WhoReadsItDecidesNotWhatItIsCalled) {
  const Extraction nothing{"", Means::none, {Doubt::unknown_kind}};
  policy::Context context{policy::Kind::notice, policy::Sender::head_teacher, "3"};
  context.audience = policy::Audience::one;
  const policy::Filter filter;
  EXPECT_EQ(judge(filter, "a.gif", nothing, context).outcome, Outcome::allow);
  context.audience = policy::Audience::staff;
  EXPECT_EQ(judge(filter, "a.gif", nothing, context).outcome, Outcome::hold);
}

TEST(FileJudge, EveryDoubtIsToldInBothLanguages) {
  for (std::uint8_t value = 1; extraction::doubt_of(value); ++value) {
    const auto& text = extraction::describe(static_cast<Doubt>(value));
    EXPECT_FALSE(text.id.empty() || text.zh.empty() || text.en.empty()) << int{value};
  }
}

}  // namespace
}  // namespace jiaxin::file_policy
