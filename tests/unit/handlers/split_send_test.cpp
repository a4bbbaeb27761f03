// Homework in two messages, each of which says nothing alone.
#include "handler_scene.hpp"
#include "handlers/review_view.hpp"

namespace jiaxin::handlers {
namespace {

constexpr const char* first_half = "语文今天要写的：";
constexpr const char* second_half = "第5课";

class SplitSending : public Scene {
 protected:
  v1::SendResult send(domain::MemberId from, domain::ClassId to, unsigned number, const std::string& words) {
    auto frame = notice(from, {to}, number, words);
    frame.mutable_send_notice()->set_title("通知");
    return ask(from, frame).frame().send_result();
  }

  // What was stopped last, as storage gives it to somebody who decides.
  v1::Review shown_to(domain::MemberId who) {
    const auto& sent = last_sent();
    ports::ReviewFile file;
    file.record.item = {sent.sender.member, true, sent.review->grades};
    file.request = sent.review->request;
    file.earlier = sent.review->earlier;
    file.findings = sent.findings;
    v1::MemberRef member;
    name(member, who);
    return review_view(server.services, std::get<Actor>(actor_of(server.services, caller(who), member)), file);
  }
};

TEST_F(SplitSending, IsBlockedWhereBothHalvesMeet) {
  EXPECT_TRUE(send(zhao, class_31, 1, first_half).has_stored());
  EXPECT_TRUE(send(zhao, class_31, 2, second_half).has_blocked());
}

TEST_F(SplitSending, WhoDecidesSeesBothHalves) {
  send(zhao, class_31, 1, first_half);
  server.clock.advance(std::chrono::minutes(3));
  EXPECT_TRUE(send(zhao, class_31, 2, second_half).has_blocked());
  const auto review = shown_to(principal);
  EXPECT_EQ(review.item().body(), second_half);
  ASSERT_EQ(review.earlier_size(), 1);
  EXPECT_EQ(review.earlier(0).minutes_before(), 3U);
  EXPECT_EQ(review.earlier(0).text(), "通知\n语文今天要写的：");
}

TEST_F(SplitSending, WhereNothingWentBeforeThereIsNothingToSee) {
  EXPECT_TRUE(send(zhao, class_31, 1, homework).has_blocked());
  EXPECT_EQ(last_sent().review->earlier, "");
  EXPECT_EQ(shown_to(principal).earlier_size(), 0);
}

TEST_F(SplitSending, WhatOthersWroteOrReadIsNotShown) {
  send(wu, class_31, 1, first_half);
  send(zhao, class_32, 2, first_half);
  EXPECT_TRUE(send(zhao, class_31, 3, homework).has_blocked());
  EXPECT_EQ(shown_to(principal).earlier_size(), 0);
}

TEST_F(SplitSending, MeetsInAnyRequest) {
  EXPECT_TRUE(send(zhao, class_31, 1, first_half).has_stored());
  auto frame = letter(zhao, {class_31}, 2);
  frame.mutable_send_letter()->set_title("通知");
  frame.mutable_send_letter()->set_body("第5课");
  frame.mutable_send_letter()->clear_slip();
  const auto result = ask(zhao, frame).frame().send_result();
  EXPECT_TRUE(result.has_blocked() || result.has_held()) << result.ShortDebugString();
}

TEST_F(SplitSending, IsForgottenAfterTenMinutes) {
  send(zhao, class_31, 1, first_half);
  server.clock.advance(RecentSends::remembered);
  EXPECT_TRUE(send(zhao, class_31, 2, second_half).has_blocked());
  server.clock.advance(std::chrono::milliseconds(1));
  EXPECT_TRUE(send(zhao, class_31, 3, second_half).has_stored());
}

TEST_F(SplitSending, DoesNotMeetWhatAnotherSenderWrote) {
  EXPECT_TRUE(send(wu, class_31, 1, first_half).has_stored());
  EXPECT_TRUE(send(zhao, class_31, 2, second_half).has_stored());
}

TEST_F(SplitSending, DoesNotMeetWhatOtherClassesRead) {
  EXPECT_TRUE(send(wu, class_32, 1, first_half).has_stored());
  EXPECT_TRUE(send(wu, class_31, 2, second_half).has_stored());
  EXPECT_TRUE(send(wu, class_32, 3, second_half).has_blocked());
}

TEST_F(SplitSending, ARepeatIsNotJudgedByItself) {
  const auto first = send(zhao, class_31, 1, second_half);
  EXPECT_TRUE(first.has_stored());
  EXPECT_EQ(send(zhao, class_31, 1, second_half).SerializeAsString(), first.SerializeAsString());
}

TEST_F(SplitSending, ARepeatThatWasNotStoredBeforeIsJudgedAsTheFirstTime) {
  server.messages.answers.fail_call(1);
  EXPECT_EQ(ask(zhao, notice(zhao, {class_31}, 1, second_half)).error().code(), v1::ERROR_CODE_UNAVAILABLE);
  EXPECT_TRUE(send(zhao, class_31, 1, second_half).has_stored());
}

TEST_F(SplitSending, WhatIsHeldCountsBecauseItMayBeReleased) {
  server.filters.replace(nullptr);
  EXPECT_TRUE(send(zhao, class_31, 1, first_half).has_held());
  server.filters.replace(shared_filter());
  EXPECT_TRUE(send(zhao, class_31, 2, second_half).has_blocked());
}

TEST_F(SplitSending, WhatWasBlockedDoesNotTaintWhatIsWrittenInstead) {
  EXPECT_TRUE(send(zhao, class_31, 1, homework).has_blocked());
  EXPECT_TRUE(send(zhao, class_31, 1, homework).has_blocked());
  EXPECT_TRUE(send(zhao, class_31, 2, good_words).has_stored());
}

TEST_F(SplitSending, AfterABlockTheFirstHalfStillCounts) {
  send(zhao, class_31, 1, first_half);
  EXPECT_TRUE(send(zhao, class_31, 2, second_half).has_blocked());
  EXPECT_TRUE(send(zhao, class_31, 3, second_half).has_blocked());
}

}  // namespace
}  // namespace jiaxin::handlers
