#include <gtest/gtest.h>

#include <sstream>

#include "answer_text.hpp"
#include "codes_text.hpp"
#include "item_json.hpp"
#include "item_text.hpp"
#include "receipts_text.hpp"
#include "samples.hpp"

namespace jiaxin::cli {
namespace {

std::string printed(const client::InboxEntry& entry) {
  std::ostringstream out;
  print_item(out, entry);
  return out.str();
}

TEST(ItemText, SaysEverythingInOrder) {
  EXPECT_EQ(printed(letter_with_slip()),
            "秋季运动会\n"
            "编号      1/42\n"
            "类别      致家长的一封信\n"
            "学校      第一小学\n"
            "发给      三年级(1)班\n"
            "孩子      欧阳思远（三年级(1)班）\n"
            "发件人    王芳（班主任）\n"
            "发出时间  2026-11-22 06:26 +08:00\n"
            "截止时间  2026-12-01 18:00 +08:00\n"
            "请您      回执，选一项：1 参加  2 不参加（可附言，只有发件人看得到）\n"
            "状态      未读 · 未答复\n"
            "\n"
            "周五上午举行。\n"
            "请穿运动鞋。\n");
}

TEST(ItemText, AFormShowsPurposeAndBothChoicesAlike) {
  auto entry = entry_of(1, 42);
  entry.item.set_ask(v1::ASK_CONSENT);
  entry.item.clear_body();
  entry.item.mutable_form()->set_purpose("参观博物馆");
  entry.item.mutable_form()->set_body("乘校车前往。");
  const auto text = printed(entry);
  EXPECT_NE(text.find("知情同意：1 同意  2 不同意"), std::string::npos);
  EXPECT_NE(text.find("目的：参观博物馆\n\n乘校车前往。\n"), std::string::npos);
}

TEST(ItemText, HostileTextDoesNotReachTheTerminal) {
  auto entry = letter_with_slip();
  entry.item.set_title("\x1b[2J");
  entry.item.set_body("\x1b]52;c;AAAA\x07");
  entry.item.set_school_name(
      "\xC2\x9B"
      "2J");
  entry.item.mutable_slip()->mutable_options(0)->set_label("\x1b[1A");
  entry.children[0].set_name("a\nb");
  std::ostringstream list;
  print_item_summary(list, entry);
  for (const auto& text : {printed(entry), list.str()}) {
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
    EXPECT_EQ(text.find('\x07'), std::string::npos);
    EXPECT_EQ(text.find("\xC2\x9B"), std::string::npos);
    EXPECT_EQ(text.find("a\nb"), std::string::npos);
  }
}

TEST(ItemText, AnAnswerIsShownInTheItemsWords) {
  auto entry = letter_with_slip();
  v1::AnswerRecorded answer;
  answer.set_child_id(12);
  answer.set_name("李娟");
  answer.set_relation("母亲");
  answer.set_choice(v1::CHOICE_SLIP);
  answer.set_slip_option(1);
  answer.set_decided_at_ms(1'796'119'200'000);
  EXPECT_EQ(answer_line(answer, &entry, "Asia/Shanghai"), "欧阳思远：李娟（母亲） 不参加，2026-12-01 18:00 +08:00");
  EXPECT_EQ(answer_line(answer, nullptr, "Asia/Shanghai"), "孩子 12：李娟（母亲） 选项 2，2026-12-01 18:00 +08:00");
  entry.answers.push_back(answer);
  EXPECT_NE(printed(entry).find("已答复"), std::string::npos);
}

TEST(ItemJson, HasTheKeysOfTheReadme) {
  const auto object = json_of(letter_with_slip());
  EXPECT_EQ(object.at("id").as_string(), "1/42");
  EXPECT_EQ(object.at("kind").as_string(), "letter");
  EXPECT_EQ(object.at("ask").as_string(), "slip");
  EXPECT_EQ(object.at("deadline").as_string(), "2026-12-01T18:00:00+08:00");
  EXPECT_EQ(object.at("deadline_ms").as_int64(), 1'796'119'200'000);
  EXPECT_EQ(object.at("sender").at("role").as_string(), "class_teacher");
  EXPECT_EQ(object.at("slip").at("options").at(1).at("number").as_int64(), 2);
  EXPECT_TRUE(object.at("slip").at("options").at(1).at("will_not_take_part").as_bool());
  EXPECT_TRUE(object.at("form").is_null());
  EXPECT_EQ(object.at("children").at(0).at("class").as_string(), "三年级(1)班");
  EXPECT_FALSE(object.at("read").as_bool());
}

TEST(ItemJson, WhatIsNotThereIsNull) {
  const auto object = json_of(entry_of(1, 42));
  EXPECT_TRUE(object.at("deadline").is_null());
  EXPECT_TRUE(object.at("deadline_ms").is_null());
  EXPECT_TRUE(object.at("slip").is_null());
}

TEST(MembershipJson, SaysWhatOneMaySendTo) {
  const auto object = json_of(teacher_at(1, "第一小学"));
  EXPECT_EQ(object.at("roles").at(0).as_string(), "class_teacher");
  EXPECT_EQ(object.at("may_send_to").at("classes").at(0).at("title").as_string(), "三年级(1)班");
  EXPECT_FALSE(object.at("may_send_to").at("whole_school").as_bool());
}

v1::ReceiptSummary summary_of_slip() {
  v1::ReceiptSummary summary;
  summary.set_rows(90);
  summary.set_delivered(80);
  summary.set_read(70);
  summary.set_answered(3);
  summary.set_children(45);
  summary.add_slip_counts(2);
  summary.add_slip_counts(1);
  summary.set_children_unanswered(42);
  return summary;
}

TEST(Receipts, SummaryCountsPerOption) {
  const auto entry = letter_with_slip();
  std::ostringstream out;
  print_summary(out, summary_of_slip(), &entry.item);
  EXPECT_EQ(out.str(),
            "共 90 人次 · 已送达 80 · 已读 70 · 已答复 3\n"
            "孩子 45 名：参加 2 · 不参加 1 · 监护人意见不一致 0 · 未答复 42\n");
  const auto object = json_of(summary_of_slip(), &entry.item);
  EXPECT_EQ(object.at("options").at(1).at("label").as_string(), "不参加");
  EXPECT_TRUE(json_of(summary_of_slip(), nullptr).at("options").at(0).at("label").is_null());
}

TEST(Receipts, ARowWithoutAnAnswerHasNoChoice) {
  v1::Receipt row;
  row.set_guardian_name("李娟");
  row.set_stored_at_ms(1'796'119'200'000);
  const auto object = json_of(row, nullptr, "Asia/Shanghai");
  EXPECT_TRUE(object.at("choice").is_null());
  EXPECT_TRUE(object.at("read_at").is_null());
  EXPECT_EQ(object.at("stored_at_ms").as_int64(), 1'796'119'200'000);
}

TEST(AnswerStatus, ShowsWhoMaySignAndWhoHas) {
  v1::AnswerStatus status;
  auto& mother = *status.add_signers();
  mother.set_name("李娟");
  mother.set_relation("母亲");
  mother.set_may_sign(true);
  auto& record = *mother.add_records();
  record.set_answer_id(5);
  record.set_choice(v1::CHOICE_DECLINE);
  record.set_decided_at_ms(1'796'119'200'000);
  auto& grandmother = *status.add_signers();
  grandmother.set_name("陈秀兰");
  grandmother.set_relation("祖母");
  std::ostringstream out;
  print_status(out, status, "欧阳思远", nullptr, "Asia/Shanghai");
  EXPECT_EQ(out.str(),
            "欧阳思远\n"
            "监护人  关系  签字      答复    时间                     附言\n"
            "李娟    母亲  可签字    不同意  2026-12-01 18:00 +08:00\n"
            "陈秀兰  祖母  不可签字  未答复\n");
  const auto object = json_of(status, nullptr, "Asia/Shanghai");
  EXPECT_EQ(object.at("signers").at(0).at("records").at(0).at("choice").as_string(), "decline");
  EXPECT_TRUE(object.at("signers").at(1).at("records").as_array().empty());
}

TEST(Codes, AreATableToHandOut) {
  v1::Codes codes;
  auto& code = *codes.add_codes();
  code.set_person_id("g-1");
  code.set_name("李娟");
  code.add_children("欧阳思远");
  code.set_login_hint("lijuan");
  code.set_code("ABCD-EFGH-JKMN");
  code.set_expires_at_ms(1'796'119'200'000);
  std::ostringstream out;
  print_codes(out, codes, "Asia/Shanghai");
  EXPECT_EQ(out.str(),
            "姓名  孩子      登录名  登录码          有效期至\n"
            "李娟  欧阳思远  lijuan  ABCD-EFGH-JKMN  2026-12-01 18:00 +08:00\n");
  EXPECT_EQ(json_of(codes, "Asia/Shanghai").at("codes").at(0).at("children").at(0).as_string(), "欧阳思远");
}

TEST(Codes, AreAskedForInOneWay) {
  auto from = teacher_at(1, "第一小学");
  *from.mutable_classes() = from.may_send_to();
  EXPECT_EQ(make_codes_request({}, from).refusal().code, ExitCode::usage);
  EXPECT_EQ(make_codes_request({.class_title = "三年级(1)班"}, from)->class_id(), 31u);
  EXPECT_TRUE(make_codes_request({.staff = true}, from)->staff());
  EXPECT_EQ(make_codes_request({.persons = {"g-1", "g-2"}}, from)->person_ids_size(), 2);
  EXPECT_FALSE(make_codes_request({.staff = true, .persons = {"g-1"}}, from));
}

}  // namespace
}  // namespace jiaxin::cli
