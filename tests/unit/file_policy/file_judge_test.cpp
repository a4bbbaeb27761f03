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

TEST(FileJudge, ANameThatADeviceGaveSaysNothing) {
  for (const auto name : {"微信图片_20261127101010.png",
                          "Sheet1.txt",
                          "微信图片_20261127101010_12.jpg",
                          "微信截图_20261127101010.png",
                          "QQ图片20261127101112.png",
                          "QQ截图20261127101112.png",
                          "企业微信截图_1764210000123.png",
                          "企业微信20261127-101112.png",
                          "钉钉图片20261127.png",
                          "屏幕截图 2026-11-27 101112.png",
                          "屏幕截图(1).png",
                          "截图1.png",
                          "截屏2026-11-27 10.11.12.png",
                          "截屏2026-11-27 上午10.11.12.png",
                          "Screenshot 2026-11-27 at 10.11.12.png",
                          "Screenshot_20261127_101112_com.tencent.mm.jpg",
                          "扫描全能王 2026-11-27 10.11.pdf",
                          "CamScanner 11-27-2026 10.11.pdf",
                          "IMG_20261127_101112.jpg",
                          "IMG_0023.HEIC",
                          "mmexport1764210000123.jpg",
                          "wx_camera_1764210000123.jpg",
                          "DSC00012.JPG",
                          "Photo 2026-11-27, 10 11 12.jpg",
                          "微信视频20261127.mp4",
                          "录音1.m4a",
                          "扫描件1.pdf",
                          "附件1.docx",
                          "新建 Microsoft Word 文档 (2).docx",
                          "文档1.docx",
                          "工作簿1.xlsx",
                          "演示文稿1.pptx",
                          "未命名.pdf",
                          "拼图_20261127.jpg",
                          "Screenshot_2026_1127_101112.png"})
    EXPECT_EQ(verdict(name, {"周五下午两点开家长会，请准时参加。", Means::ocr, {}}).outcome, Outcome::allow) << name;
}

TEST(FileJudge, ANameBesideADevicesWordsStillCounts) {
  for (const auto name :
       {"微信图片 今晚抄写第5课生字两遍.png", "今晚数学作业 截图.png", "扫描件：口算第12页，明天交.pdf"})
    EXPECT_NE(verdict(name, {harmless, Means::text, {}}).outcome, Outcome::allow) << name;
  EXPECT_EQ(verdict("微信图片_20261127.png", {homework, Means::ocr, {}}).outcome, Outcome::block);
}

TEST(FileJudge, WhatMayBeMisreadIsBlockedOnlyByARule) {
  const char* veiled = "红色的孩子今晚把黄纸两面都写满，老师明早要看";
  const auto read = verdict("a.png", {veiled, Means::ocr, {}});
  ASSERT_EQ(read.outcome, Outcome::block);
  for (const auto& finding : read.findings) ASSERT_NE(finding.rule.find("reads-as"), std::string::npos) << finding.rule;
  EXPECT_EQ(verdict("a.png", {veiled, Means::ocr, {Doubt::unsure}}).outcome, Outcome::hold);
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

TEST(FileJudge, AnEndingThatDoesNotFitHolds) {
  using extraction::Format;
  const auto outcome = [](std::string_view name, Format format) {
    Extraction read{harmless, Means::text, {}};
    read.format = format;
    return verdict(name, read).outcome;
  };
  EXPECT_EQ(outcome("通知.DOCX", Format::office), Outcome::allow);
  EXPECT_EQ(outcome("名单.csv", Format::text), Outcome::allow);
  EXPECT_EQ(outcome("照片.heic", Format::picture), Outcome::allow);
  EXPECT_EQ(outcome("通知", Format::pdf), Outcome::allow);
  EXPECT_EQ(outcome("通知.2026", Format::pdf), Outcome::allow);
  EXPECT_EQ(outcome("通知.html", Format::text), Outcome::hold);
  EXPECT_EQ(outcome("通知.doc", Format::picture), Outcome::hold);
  EXPECT_EQ(outcome("通知.vsdx", Format::office), Outcome::hold);
  EXPECT_EQ(outcome("通知.txt", Format::pdf), Outcome::hold);
}

TEST(FileJudge, EveryDoubtIsToldInBothLanguages) {
  for (std::uint8_t value = 1; extraction::doubt_of(value); ++value) {
    const auto& text = extraction::describe(static_cast<Doubt>(value));
    EXPECT_FALSE(text.id.empty() || text.zh.empty() || text.en.empty()) << int{value};
  }
}

}  // namespace
}  // namespace jiaxin::file_policy
