#include "conversation_scene.hpp"

namespace jiaxin::session {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

class AConversation : public Scene {};

TEST_F(AConversation, ClosesOnATextAndOnGarbage) {
  Client first(server), second(server);
  first.tell_bytes("hello", false);
  ASSERT_THAT(first.closes(), SizeIs(1));
  EXPECT_EQ(first.closes()[0].code, codec::CloseCode::wrong_frame_kind);
  second.tell_bytes("\xff\xff", true);
  ASSERT_THAT(second.closes(), SizeIs(1));
  EXPECT_EQ(second.closes()[0].code, codec::CloseCode::malformed);
}

TEST_F(AConversation, AnswersEachRequestUnderItsNumber) {
  Client desk(server);
  signed_in(desk, "zhao");
  server.messages.answers.later = true;
  const auto first = desk.ask(notice(zhao, class_31, 1));
  const auto second = desk.ask(notice(zhao, class_32, 2));
  const auto third = desk.ask(ping());
  EXPECT_EQ(desk.take().at(0).request_id(), third) << "what is quick does not wait";
  server.messages.answers.answer_all();
  const auto frames = desk.take();
  ASSERT_THAT(frames, SizeIs(2));
  EXPECT_EQ(frames[0].request_id(), first);
  EXPECT_TRUE(frames[0].send_result().has_stored());
  EXPECT_EQ(frames[1].request_id(), second);
}

TEST_F(AConversation, ReadsNoFurtherWhileTooMuchIsUnderWay) {
  Client desk(server);
  signed_in(desk, "zhao");
  server.messages.answers.later = true;
  for (unsigned i = 1; i <= SessionMachine::max_under_way; ++i) {
    ASSERT_TRUE(desk.wants_message()) << i;
    desk.ask(notice(zhao, class_31, i));
  }
  EXPECT_FALSE(desk.wants_message());
  server.messages.answers.answer_one();
  EXPECT_FALSE(desk.wants_message()) << "the answer is not on its way yet";
  desk.take();
  EXPECT_TRUE(desk.wants_message());
  server.messages.answers.answer_all();
  EXPECT_THAT(desk.take(), SizeIs(SessionMachine::max_under_way - 1));
}

TEST_F(AConversation, GivesItsPlacesBackForRefusalsToo) {
  Client desk(server);
  signed_in(desk, "zhao");
  for (unsigned i = 1; i <= 3 * SessionMachine::max_under_way; ++i) {
    desk.ask(notice(zhao, class_41, i));
    desk.ask(resume(wang));
    desk.ask(join("AAAA-AAAA-AAAA"));
    desk.ask(ping());
    desk.ask(v1::ClientFrame{});
    desk.take();
    ASSERT_TRUE(desk.wants_message()) << i;
  }
}

TEST_F(AConversation, SaysThatTheServerIsGoingAway) {
  Client phone(server);
  signed_in(phone);
  phone.stop();
  const auto frames = phone.take();
  ASSERT_THAT(frames, SizeIs(1));
  EXPECT_EQ(frames[0].request_id(), 0U);
  EXPECT_GT(frames[0].going_away().retry_after_ms(), 0U);
  ASSERT_THAT(phone.closes(), SizeIs(1));
  EXPECT_EQ(phone.closes()[0].code, codec::CloseCode::restarting);
}

TEST_F(AConversation, AnswersWhatItTookBeforeItGoesAway) {
  Client desk(server);
  signed_in(desk, "zhao");
  const auto under_way = desk.ask(notice(zhao, class_31, 1));
  desk.stop();
  EXPECT_FALSE(desk.wants_message());
  EXPECT_TRUE(desk.closes().empty()) << "an answer is owed";
  desk.tell(notice(zhao, class_31, 2));
  const auto frames = desk.take();
  ASSERT_THAT(frames, SizeIs(2)) << "nothing new is taken";
  EXPECT_TRUE(frames[0].has_going_away());
  EXPECT_EQ(frames[1].request_id(), under_way);
  EXPECT_TRUE(frames[1].has_send_result());
  ASSERT_THAT(desk.closes(), SizeIs(1));
  EXPECT_EQ(desk.closes()[0].code, codec::CloseCode::restarting);
}

TEST_F(AConversation, CarriesARosterUploadAcrossItsRequests) {
  Client desk(server);
  signed_in(desk, "zheng");
  v1::ClientFrame apply;
  name(*apply.mutable_apply_roster()->mutable_member(), administrator);
  EXPECT_EQ(desk.answer(apply).error().code(), v1::ERROR_CODE_INVALID) << "nothing was put";
  for (std::uint64_t at = 0; at < 3; ++at) {
    v1::ClientFrame put;
    auto& piece = *put.mutable_put_roster_piece();
    name(*piece.mutable_member(), administrator);
    piece.set_file_name("users.csv");
    piece.set_offset(at);
    piece.set_data("x");
    EXPECT_EQ(desk.answer(put).roster_piece_kept().size(), at + 1);
  }
  EXPECT_TRUE(desk.answer(apply).has_roster_problems());
  EXPECT_EQ(desk.answer(apply).error().code(), v1::ERROR_CODE_INVALID);
}

TEST_F(AConversation, DoesNotShareAnUploadWithAnotherConnection) {
  Client desk(server), other(server);
  signed_in(desk, "zheng");
  signed_in(other, "zheng");
  v1::ClientFrame put;
  name(*put.mutable_put_roster_piece()->mutable_member(), administrator);
  put.mutable_put_roster_piece()->set_file_name("users.csv");
  put.mutable_put_roster_piece()->set_data("x");
  desk.answer(put);
  put.mutable_put_roster_piece()->set_offset(1);
  EXPECT_EQ(other.answer(put).error().field(), "put_roster_piece.offset");
}

// Every kind of request that somebody may leave behind when his connection breaks.
class LeftBehind : public Scene, public testing::WithParamInterface<int> {
 protected:
  v1::ClientFrame request() {
    switch (GetParam()) {
      case 0: return resume(administrator);
      case 1: return sign_out();
      case 2: return join(code_for(qian));
      case 3: return marked_read();
      case 4: return receipts();
      case 5: return codes();
      default: return notice(zhao, class_31, 1);
    }
  }
  static v1::ClientFrame marked_read() {
    v1::ClientFrame frame;
    name(*frame.mutable_mark_read()->mutable_member(), administrator);
    frame.mutable_mark_read()->set_message_id(1);
    return frame;
  }
  static v1::ClientFrame receipts() {
    v1::ClientFrame frame;
    name(*frame.mutable_get_receipts()->mutable_member(), administrator);
    frame.mutable_get_receipts()->set_message_id(1);
    return frame;
  }
  static v1::ClientFrame codes() {
    v1::ClientFrame frame;
    name(*frame.mutable_issue_codes()->mutable_member(), administrator);
    frame.mutable_issue_codes()->set_staff(true);
    return frame;
  }
  void answer_everything() {
    while (server.messages.answers.waiting() + server.identities.answers.waiting() + server.core.posted() > 0) {
      server.messages.answers.answer_all();
      server.identities.answers.answer_all();
      server.core.run();
    }
  }
};

TEST_P(LeftBehind, IsFinishedWithoutTouchingTheConnection) {
  Client desk(server);
  signed_in(desk, GetParam() == 6 ? "zhao" : "zheng");
  server.messages.answers.later = true;
  server.identities.answers.later = true;
  desk.ask(request());
  server.core.run();
  ASSERT_GT(server.messages.answers.waiting() + server.identities.answers.waiting(), 0U);
  desk.vanish();
  answer_everything();
  EXPECT_EQ(server.hub.subscriptions(), 0U);
}

TEST_P(LeftBehind, IsDroppedOnItsWayBackToTheCore) {
  Client desk(server);
  signed_in(desk, GetParam() == 6 ? "zhao" : "zheng");
  desk.ask(request());
  ASSERT_GT(server.core.posted(), 0U);
  desk.vanish();
  answer_everything();
  EXPECT_EQ(server.hub.subscriptions(), 0U);
}

INSTANTIATE_TEST_SUITE_P(Requests, LeftBehind, testing::Range(0, 7));

}  // namespace
}  // namespace jiaxin::session
