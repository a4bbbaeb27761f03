#include <gtest/gtest.h>

#include "jiaxin/client/client_id.hpp"
#include "samples.hpp"
#include "send_options.hpp"
#include "send_result.hpp"

namespace jiaxin::cli {
namespace {

template <class Options>
Options parsed(void (*add)(CLI::App&, Options&), std::vector<std::string> arguments) {
  CLI::App app;
  Options options;
  add(app, options);
  std::reverse(arguments.begin(), arguments.end());  // as CLI11 takes them
  app.parse(arguments);
  return options;
}

const v1::Membership from = teacher_at(1, "第一小学");

TEST(SendNotice, ArgumentsBecomeTheRequest) {
  const auto options = parsed(add_notice_options, {"--class", "三年级(1)班", "--class", "32", "--title", "[通知]",
                                                   "--client-id", "00112233445566778899AABBCCDDEEFF"});
  const auto notice = make_notice(options, from, "正文");
  ASSERT_TRUE(notice);
  EXPECT_EQ(notice->title(), "[通知]");
  EXPECT_EQ(notice->body(), "正文");
  EXPECT_EQ(notice->header().from().member_id(), 7u);
  EXPECT_EQ(notice->header().to().class_ids(0), 31u);
  EXPECT_EQ(notice->header().to().class_ids(1), 32u);
  EXPECT_FALSE(notice->header().to().whole_school());
  EXPECT_EQ(client::ClientId::from_wire(notice->header().client_id())->hex(), "00112233445566778899aabbccddeeff");
}

TEST(SendNotice, TextThatLooksLikeAnOptionIsText) {
  const auto options = parsed(add_notice_options, {"--whole-school", "--title", "--body", "--body", "- 带水"});
  EXPECT_EQ(options.title, "--body");
  EXPECT_EQ(options.body, "- 带水");
}

TEST(SendNotice, TheAudienceIsOfOneKind) {
  SendOptions options;
  EXPECT_EQ(make_notice(options, from, "x").refusal().code, ExitCode::usage);
  options.grades = {"3"};
  const auto to_grade = make_notice(options, from, "x");
  EXPECT_EQ(to_grade->header().to().grades(0), "3");
  options.whole_school = true;
  EXPECT_EQ(make_notice(options, from, "x").refusal().code, ExitCode::usage);
  options.grades.clear();
  EXPECT_TRUE(make_notice(options, from, "x")->header().to().whole_school());
}

TEST(SendNotice, AClientIdOfAnotherShapeIsAUsageError) {
  SendOptions options;
  options.whole_school = true;
  options.client_id = "12";
  EXPECT_EQ(make_notice(options, from, "x").refusal().code, ExitCode::usage);
}

TEST(SendNotice, TitleIsNeeded) {
  EXPECT_THROW(parsed(add_notice_options, {"--whole-school"}), CLI::ParseError);
  EXPECT_THROW(parsed(add_notice_options, {"--title", "x", "--body", "y", "--body-file", "z"}), CLI::ParseError);
}

TEST(SendLetter, OptionsBecomeTheSlip) {
  const auto options =
      parsed(add_letter_options, {"--grade", "3", "--title", "研学", "--option", "参加，带午餐", "--option", "参加",
                                  "--decline-option", "不参加", "--comment", "--deadline", "2026-12-01 18:00"});
  const auto letter = make_letter(options, from, "x");
  ASSERT_TRUE(letter);
  const auto& slip = letter->slip();
  ASSERT_EQ(slip.options_size(), 3);
  EXPECT_EQ(slip.options(0).label(), "参加，带午餐");
  EXPECT_FALSE(slip.options(1).will_not_take_part());
  EXPECT_EQ(slip.options(2).label(), "不参加");
  EXPECT_TRUE(slip.options(2).will_not_take_part());
  EXPECT_TRUE(slip.comment_allowed());
  EXPECT_EQ(slip.deadline_ms(), 1'796'119'200'000);
}

TEST(SendLetter, WithoutOptionsNothingIsAsked) {
  LetterOptions options;
  options.whole_school = true;
  EXPECT_FALSE(make_letter(options, from, "x")->has_slip());
  options.comment = true;
  EXPECT_EQ(make_letter(options, from, "x").refusal().code, ExitCode::usage);
}

TEST(SendForm, ArgumentsBecomeTheForm) {
  const auto options = parsed(add_form_options, {"--whole-school", "--title", "春游", "--purpose", "外出", "--deadline",
                                                 "2026-12-01T10:00:00Z", "--agree-label", "愿意"});
  const auto form = make_form(options, from, "详情");
  ASSERT_TRUE(form);
  EXPECT_EQ(form->form().purpose(), "外出");
  EXPECT_EQ(form->form().body(), "详情");
  EXPECT_EQ(form->form().agree_label(), "愿意");
  EXPECT_EQ(form->form().decline_label(), "");
  EXPECT_EQ(form->form().deadline_ms(), 1'796'119'200'000);
  EXPECT_EQ(form->form().version(), 0u);
}

TEST(SendForm, DeadlineIsNeeded) {
  EXPECT_THROW(parsed(add_form_options, {"--whole-school", "--title", "x", "--purpose", "y"}), CLI::ParseError);
}

TEST(Body, WhatEditorsAddIsTakenAway) {
  EXPECT_EQ(*as_body("\xEF\xBB\xBF你好\r\n第二行\r\n\n"), "你好\n第二行");
  EXPECT_EQ(*as_body(""), "");
  EXPECT_EQ(as_body("\xC4\xE3\xBA\xC3").refusal().code, ExitCode::usage);  // GB 18030
}

client::Settled settled_as(client::SettledAs as) {
  client::Settled settled;
  settled.as = as;
  settled.kind = client::EntryKind::notice;
  settled.member = from.ref();
  return settled;
}

void add_finding(v1::Finding& finding) {
  finding.set_rule("national/homework");
  finding.set_type("V1");
  finding.set_quote("完成作业\x1b[2J");
  finding.set_start(4);
  finding.set_end(8);
  finding.set_reason_zh("不得布置作业");
  finding.set_reason_en("no homework");
  finding.set_way_on_zh("在校内公示");
  finding.set_way_on_en("post it at school");
}

TEST(SendResult, StoredIsDone) {
  auto settled = settled_as(client::SettledAs::stored);
  auto& stored = *settled.send.mutable_stored();
  stored.set_message_id(42);
  stored.set_stored_at_ms(1'796'119'200'000);
  stored.set_guardians(90);
  stored.set_children(45);
  EXPECT_EQ(exit_code_of(settled), ExitCode::done);
  EXPECT_EQ(serialised(send_result_json(settled, "Asia/Shanghai")),
            R"({"outcome":"stored","client_id":"00000000000000000000000000000000","id":"1/42","message_id":42,)"
            R"("stored_at":"2026-12-01T18:00:00+08:00","stored_at_ms":1796119200000,"guardians":90,"children":45})");
}

TEST(SendResult, HeldIsDoneAndSaysThatNobodySeesIt) {
  auto settled = settled_as(client::SettledAs::held);
  settled.send.mutable_held()->set_message_id(43);
  add_finding(*settled.send.mutable_held()->add_findings());
  EXPECT_EQ(exit_code_of(settled), ExitCode::done);
  const auto text = send_result_text(settled, "Asia/Shanghai");
  EXPECT_NE(text.find("家长现在看不到"), std::string::npos);
  EXPECT_NE(text.find("HELD"), std::string::npos);
}

TEST(SendResult, BlockedIsRefusedWithReasonAndWayOn) {
  auto settled = settled_as(client::SettledAs::blocked);
  add_finding(*settled.send.mutable_blocked()->add_findings());
  settled.send.mutable_blocked()->set_message_id(44);
  auto& principal = *settled.send.mutable_blocked()->add_deciders();
  principal.set_name("唐国栋");
  principal.set_role(v1::ROLE_PRINCIPAL);
  EXPECT_EQ(exit_code_of(settled), ExitCode::refused);
  const auto text = send_result_text(settled, "Asia/Shanghai");
  for (const char* part : {"national/homework", "V1", "“完成作业␛[2J”", "第 5 至 8 字", "不得布置作业", "no homework",
                           "在校内公示", "post it at school", "唐国栋（校长）", "jiaxin appeal", "homework board"})
    EXPECT_NE(text.find(part), std::string::npos) << part;
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  const auto object = send_result_json(settled, "Asia/Shanghai");
  EXPECT_EQ(object.at("findings").at(0).at("start").as_uint64(), 4u);
  EXPECT_EQ(object.at("message_id").as_uint64(), 44u);
  EXPECT_EQ(object.at("deciders").at(0).at("role"), "principal");
  settled.send.mutable_blocked()->clear_deciders();
  EXPECT_NE(send_result_text(settled, "").find("Nobody at the school"), std::string::npos);
}

}  // namespace
}  // namespace jiaxin::cli
