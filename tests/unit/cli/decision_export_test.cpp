#include "decision_export.hpp"

#include <gtest/gtest.h>

namespace jiaxin::cli {
namespace {

v1::MemberRef principal() {
  v1::MemberRef member;
  member.set_school_id(3);
  member.set_member_id(9);
  return member;
}

v1::Review decided(v1::Ruling ruling) {
  v1::Review review;
  auto& entry = *review.mutable_entry();
  entry.set_message_id(17);
  entry.set_stopped(v1::STOPPED_BLOCKED);
  entry.set_kind(v1::KIND_LETTER);
  entry.mutable_sender()->set_role(v1::ROLE_CLASS_TEACHER);
  entry.mutable_decision()->set_ruling(ruling);
  entry.mutable_decision()->set_reason("是反面例子");
  auto& finding = *review.add_findings();
  finding.set_rule("national/assign-task");
  finding.set_type("V1");
  review.mutable_item()->set_title("家长信");
  review.mutable_item()->set_body("正文");
  review.mutable_item()->mutable_slip()->add_options()->set_label("参加");
  review.add_grades("3");
  return review;
}

TEST(DecisionExport, ARefusalIsAViolationOfTheKindThatTheFilterSaid) {
  const auto text = training_text(principal(), decided(v1::RULING_REFUSE)).value();
  EXPECT_EQ(text.at("id"), "decision-3-17");
  EXPECT_EQ(text.at("kind"), "letter");
  EXPECT_EQ(text.at("sender"), "head_teacher");
  EXPECT_EQ(text.at("grade"), "3");
  EXPECT_EQ(text.at("text"), "家长信\n正文\n参加");
  EXPECT_EQ(text.at("expect"), "violation");
  EXPECT_EQ(text.at("outcome"), "block");
  EXPECT_EQ(text.at("type"), "V1");
  EXPECT_EQ(text.at("why"), "是反面例子");
}

TEST(DecisionExport, AReleaseIsBenignAndOfNoKindKnown) {
  const auto text = training_text(principal(), decided(v1::RULING_RELEASE)).value();
  EXPECT_EQ(text.at("expect"), "benign");
  EXPECT_EQ(text.at("outcome"), "allow");
  EXPECT_EQ(text.at("type"), "B");
}

TEST(DecisionExport, SeveralGradesAreNoneAndAnUnjudgedItemHasNoKind) {
  auto review = decided(v1::RULING_REFUSE);
  review.add_grades("4");
  review.mutable_findings(0)->set_rule("national/filter-failed");
  const auto text = training_text(principal(), review).value();
  EXPECT_EQ(text.at("grade"), "");
  EXPECT_EQ(text.at("type"), "B");
  EXPECT_EQ(text.at("expect"), "ambiguous");
}

TEST(DecisionExport, AFormIsJudgedInTheOrderOfItsParts) {
  auto review = decided(v1::RULING_REFUSE);
  review.mutable_item()->clear_slip();
  review.mutable_item()->clear_body();
  review.mutable_item()->mutable_form()->set_purpose("目的");
  review.mutable_item()->mutable_form()->set_body("说明");
  EXPECT_EQ(training_text(principal(), review)->at("text"), "家长信\n目的\n说明\n同意\n不同意");
}

TEST(DecisionExport, WhatWasJudgedWithItIsTold) {
  auto review = decided(v1::RULING_REFUSE);
  EXPECT_FALSE(training_text(principal(), review)->contains("earlier"));
  auto& first = *review.add_earlier();
  first.set_minutes_before(3);
  first.set_text("安排\n语文");
  review.add_earlier()->set_text("补充");
  EXPECT_EQ(
      serialised(training_text(principal(), review)->at("earlier")),
      R"([{"sender":"same","minutes_ago":3,"text":"安排\n语文"},{"sender":"same","minutes_ago":0,"text":"补充"}])");
}

TEST(DecisionExport, WhatIsUndecidedOrNoLongerKeptIsLeftOut) {
  auto review = decided(v1::RULING_REFUSE);
  review.mutable_entry()->clear_decision();
  EXPECT_FALSE(training_text(principal(), review));
  review = decided(v1::RULING_REFUSE);
  review.clear_item();
  EXPECT_FALSE(training_text(principal(), review));
}

}  // namespace
}  // namespace jiaxin::cli
