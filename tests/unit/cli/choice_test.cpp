#include <gtest/gtest.h>

#include "item_choice.hpp"
#include "membership_choice.hpp"
#include "samples.hpp"

namespace jiaxin::cli {
namespace {

const Purpose sending{"发送", "send"};

TEST(MembershipChoice, TheOnlyOneThatFitsIsTaken) {
  const Memberships both{guardian_at(1, "第一小学"), teacher_at(2, "第二小学")};
  const auto chosen = choose_membership(both, "", may_send, sending);
  ASSERT_TRUE(chosen);
  EXPECT_EQ(chosen->ref().school_id(), 2u);
}

TEST(MembershipChoice, SeveralHaveToBeTold) {
  const Memberships both{teacher_at(1, "第一小学"), teacher_at(2, "第二小学")};
  const auto open = choose_membership(both, "", may_send, sending);
  ASSERT_FALSE(open);
  EXPECT_EQ(open.refusal().code, ExitCode::usage);
  EXPECT_NE(open.refusal().zh.find("第二小学"), std::string::npos);
  for (const char* name : {"第二小学", "2", "2/7"})
    EXPECT_EQ(choose_membership(both, name, may_send, sending)->ref().school_id(), 2u);
}

TEST(MembershipChoice, ASchoolWithoutTheRightIsRefused) {
  const Memberships both{teacher_at(1, "第一小学"), guardian_at(2, "第二小学")};
  EXPECT_EQ(choose_membership(both, "第二小学", may_send, sending).refusal().code, ExitCode::usage);
  EXPECT_EQ(choose_membership({both[1]}, "", may_send, sending).refusal().code, ExitCode::refused);
}

TEST(ClassChoice, ByTitleOrNumber) {
  const auto teacher = teacher_at(1, "第一小学");
  EXPECT_EQ(*find_class(teacher.may_send_to(), "三年级(2)班"), 32u);
  EXPECT_EQ(*find_class(teacher.may_send_to(), "77"), 77u);
  const auto unknown = find_class(teacher.may_send_to(), "四年级(1)班");
  ASSERT_FALSE(unknown);
  EXPECT_NE(unknown.refusal().en.find("三年级(1)班"), std::string::npos);
}

TEST(ClassChoice, ATitleThatTwoClassesHaveNeedsTheNumber) {
  auto teacher = teacher_at(1, "第一小学");
  teacher.mutable_may_send_to(1)->set_title("三年级(1)班");
  EXPECT_FALSE(find_class(teacher.may_send_to(), "三年级(1)班"));
  EXPECT_EQ(*find_class(teacher.may_send_to(), "32"), 32u);
}

TEST(MessageName, WithOrWithoutTheSchool) {
  EXPECT_EQ(parse_message_name("42")->message_id, 42u);
  EXPECT_FALSE(parse_message_name("42")->school_id);
  EXPECT_EQ(*parse_message_name("3/42")->school_id, 3u);
  EXPECT_EQ(parse_message_name("3/18446744073709551615")->message_id, 18446744073709551615u);
}

TEST(MessageName, AnythingElseIsAUsageError) {
  for (const char* text : {"", "0", "-1", "+1", "a", "1/", "/2", "0/2", "1/2/3", " 1", "1 ", "18446744073709551616",
                           "4294967296/1", "１"}) {
    const auto name = parse_message_name(text);
    ASSERT_FALSE(name) << text;
    EXPECT_EQ(name.refusal().code, ExitCode::usage);
  }
}

TEST(EntryChoice, TwoSchoolsWithOneNumberAreAmbiguous) {
  const auto chosen = choose_entry({entry_of(1, 42), entry_of(2, 42)}, Side::received);
  ASSERT_FALSE(chosen);
  EXPECT_NE(chosen.refusal().en.find("2/42"), std::string::npos);
}

TEST(EntryChoice, AtOneSchoolTheSideDecides) {
  auto sent = entry_of(1, 42);
  sent.sent_by_me = true;
  sent.member.set_member_id(7);
  const std::vector<client::InboxEntry> both{sent, entry_of(1, 42)};
  EXPECT_FALSE((**choose_entry(both, Side::received)).sent_by_me);
  EXPECT_TRUE((**choose_entry(both, Side::sent)).sent_by_me);
  EXPECT_TRUE((**choose_entry({sent}, Side::received)).sent_by_me);
  EXPECT_FALSE(*choose_entry({}, Side::received));
}

TEST(ChildChoice, TheOnlyChildNeedsNoName) { EXPECT_EQ(choose_child({child(12, "思远")}, "")->child_id(), 12u); }

TEST(ChildChoice, SeveralChildrenAreNamed) {
  const std::vector<v1::Child> children{child(12, "思远"), child(13, "思齐")};
  const auto open = choose_child(children, "");
  ASSERT_FALSE(open);
  EXPECT_EQ(open.refusal().code, ExitCode::usage);
  EXPECT_NE(open.refusal().zh.find("思齐 (13)"), std::string::npos);
  EXPECT_EQ(choose_child(children, "思齐")->child_id(), 13u);
  EXPECT_EQ(choose_child(children, "12")->child_id(), 12u);
  EXPECT_EQ(choose_child(children, "小明").refusal().code, ExitCode::usage);
}

TEST(ChildChoice, TwinsOfOneNameNeedTheNumber) {
  const std::vector<v1::Child> children{child(12, "思远"), child(13, "思远")};
  EXPECT_FALSE(choose_child(children, "思远"));
  EXPECT_EQ(choose_child(children, "13")->child_id(), 13u);
}

TEST(ChildChoice, WithoutChildrenThereIsNothingToAnswer) {
  EXPECT_EQ(choose_child({}, "").refusal().code, ExitCode::refused);
}

v1::ReplySlip slip_of(std::initializer_list<const char*> labels) {
  v1::ReplySlip slip;
  for (const char* label : labels) slip.add_options()->set_label(label);
  return slip;
}

TEST(OptionChoice, ByLabelOrNumberFromOne) {
  const auto slip = slip_of({"参加", "不参加"});
  EXPECT_EQ(*choose_option(slip, "参加"), 0u);
  EXPECT_EQ(*choose_option(slip, "2"), 1u);
  EXPECT_EQ(*choose_option(slip, "#1"), 0u);
  for (const char* text : {"", "0", "3", "#0", "#3", "#", "也许"}) EXPECT_FALSE(choose_option(slip, text)) << text;
}

TEST(OptionChoice, ALabelThatIsAnotherOptionsNumberIsNeverGuessed) {
  const auto slip = slip_of({"2", "1", "7"});
  EXPECT_EQ(choose_option(slip, "2").refusal().code, ExitCode::usage);
  EXPECT_EQ(*choose_option(slip, "#2"), 1u);
  EXPECT_EQ(*choose_option(slip, "7"), 2u);
  EXPECT_EQ(*choose_option(slip_of({"1", "2"}), "2"), 1u);
}

}  // namespace
}  // namespace jiaxin::cli
