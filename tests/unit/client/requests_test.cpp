#include "rig.hpp"

namespace jiaxin::client::test {
namespace {

using Frame = v1::ClientFrame;

v1::ServerFrame receipts(const v1::ClientFrame& request) {
  v1::ServerFrame frame;
  frame.set_request_id(request.request_id());
  frame.mutable_receipts();
  return frame;
}

void ask(Rig& rig, std::uint64_t ticket, Millis timeout = {}) {
  rig.machine->request(ticket, receipts_request(), timeout, rig.now);
  rig.collect();
}

TEST(Requests, AnAnswerGoesToWhoeverAsked) {
  Rig rig;
  rig.go_online();
  ask(rig, 1);
  ask(rig, 2);
  const auto sent = rig.sent(Frame::kGetReceipts);
  rig.receive(receipts(sent.at(1)));
  EXPECT_TRUE(rig.reply_to(2)->ok());
  EXPECT_FALSE(rig.reply_to(1));
}

TEST(Requests, AnErrorFrameIsAFailureWithItsCode) {
  Rig rig;
  rig.go_online();
  ask(rig, 1);
  rig.receive(Rig::error(rig.sent(Frame::kGetReceipts).at(0), v1::ERROR_CODE_FORBIDDEN, v1::RETRY_NEVER));
  EXPECT_EQ(rig.reply_to(1)->failure().kind, FailureKind::refused);
  EXPECT_EQ(rig.reply_to(1)->failure().error.code(), v1::ERROR_CODE_FORBIDDEN);
}

TEST(Requests, TheyWaitForAConnection) {
  Rig rig;
  rig.keep_token();
  rig.start();
  ask(rig, 1);
  EXPECT_TRUE(rig.frames.empty());
  rig.come_online();
  EXPECT_EQ(rig.sent(Frame::kGetReceipts).size(), 1U);
}

TEST(Requests, WithoutASignInTheyFailAtOnce) {
  Rig rig;
  rig.start();
  ask(rig, 1);
  EXPECT_EQ(rig.reply_to(1)->failure().kind, FailureKind::not_signed_in);
}

TEST(Requests, TheyTimeOutWhetherSentOrNot) {
  Rig rig;
  rig.keep_token();
  rig.start();
  ask(rig, 1, Millis(3'000));
  rig.advance(Millis(3'000));
  EXPECT_EQ(rig.reply_to(1)->failure().kind, FailureKind::timed_out);
  rig.come_online();
  ask(rig, 2, Millis(3'000));
  const auto sent = rig.sent(Frame::kGetReceipts);
  rig.advance(Millis(3'000));
  EXPECT_EQ(rig.reply_to(2)->failure().kind, FailureKind::timed_out);
  rig.receive(receipts(sent.at(0)));  // too late: nothing more is told
  EXPECT_EQ(rig.all<Replied>().size(), 2U);
}

TEST(Requests, ACancelledOneSaysSoOnceAndItsAnswerIsIgnored) {
  Rig rig;
  rig.go_online();
  ask(rig, 1);
  const auto sent = rig.sent(Frame::kGetReceipts);
  rig.machine->cancel(1, rig.now);
  rig.machine->cancel(1, rig.now);
  rig.collect();
  rig.receive(receipts(sent.at(0)));
  EXPECT_EQ(rig.reply_to(1)->failure().kind, FailureKind::cancelled);
}

TEST(Requests, ThoseUnderWayFailWhenTheConnectionEndsAndAreNotRepeated) {
  Rig rig;
  rig.go_online();
  ask(rig, 1);
  rig.forget();
  rig.drop();
  EXPECT_EQ(rig.reply_to(1)->failure().kind, FailureKind::disconnected);
  rig.advance(Millis(500));
  rig.come_online();
  EXPECT_TRUE(rig.sent(Frame::kGetReceipts).empty());
}

TEST(Requests, NoMoreThanTheLimitAreUnderWay) {
  Rig rig;
  rig.go_online();
  for (std::uint64_t ticket = 1; ticket <= 20; ++ticket) ask(rig, ticket);
  const auto sent = rig.sent(Frame::kGetReceipts);
  EXPECT_EQ(sent.size(), 16U);
  rig.receive(receipts(sent[0]));
  EXPECT_EQ(rig.sent(Frame::kGetReceipts).size(), 1U);
}

TEST(Requests, TooManyWaitingAreBusy) {
  Rig rig;
  rig.options.max_waiting = 2;
  rig.revive();
  rig.keep_token();
  rig.start();
  for (std::uint64_t ticket = 1; ticket <= 3; ++ticket) ask(rig, ticket);
  EXPECT_EQ(rig.reply_to(3)->failure().kind, FailureKind::busy);
  EXPECT_FALSE(rig.reply_to(2));
}

TEST(Requests, AnAnswerThatSaysSignInFirstBringsANewSignIn) {
  Rig rig;
  rig.go_online();
  ask(rig, 1);
  rig.receive(Rig::error(rig.sent(Frame::kGetReceipts).at(0), v1::ERROR_CODE_NOT_SIGNED_IN, v1::RETRY_AFTER_SIGN_IN));
  EXPECT_TRUE(rig.reply_to(1));
  EXPECT_EQ(rig.machine->state(), ConnectionState::waiting);
}

TEST(Requests, AServerThatOwesAnswersForTooLongIsGivenUp) {
  Rig rig;
  rig.go_online();
  ask(rig, 1, Millis(1'000));
  rig.advance(Millis(29'999));
  EXPECT_EQ(rig.machine->state(), ConnectionState::online);
  rig.advance(Millis(1));
  EXPECT_EQ(rig.machine->state(), ConnectionState::waiting);
  EXPECT_EQ(rig.reply_to(1)->failure().kind, FailureKind::timed_out);
}

TEST(Requests, ALongTimeLimitIsGranted) {
  Rig rig;
  rig.go_online();
  ask(rig, 1, Millis(50'000));
  rig.advance(Millis(49'999));
  EXPECT_EQ(rig.machine->state(), ConnectionState::online);
  EXPECT_FALSE(rig.reply_to(1));
}

TEST(Requests, AJoinedMembershipIsKeptAndFollowed) {
  Rig rig;
  rig.go_online();
  v1::ClientFrame join;
  join.mutable_join_membership()->set_code("ABCD");
  rig.machine->request(1, join, {}, rig.now);
  rig.collect();
  v1::ServerFrame joined;
  joined.set_request_id(rig.sent(Frame::kJoinMembership).at(0).request_id());
  *joined.mutable_membership_joined()->mutable_membership() = membership(parent);
  rig.receive(joined);
  EXPECT_TRUE(rig.reply_to(1)->ok());
  EXPECT_EQ(rig.store->session().memberships.size(), 2U);
  const auto resume = rig.sent(Frame::kResume);
  ASSERT_EQ(resume.size(), 1U);
  EXPECT_EQ(Member::of(resume[0].resume().member()), parent);
}

}  // namespace
}  // namespace jiaxin::client::test
