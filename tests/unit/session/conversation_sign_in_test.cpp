#include "conversation_scene.hpp"

namespace jiaxin::session {
namespace {

using std::chrono::seconds;
using testing::IsEmpty;
using testing::SizeIs;

class SignIn : public Scene {
 protected:
  static constexpr auto timeout = ConversationSettings{}.sign_in_timeout;
};

TEST_F(SignIn, TellsAllThatAClientNeeds) {
  Client phone(server);
  store(3);
  const auto view = signed_in(phone);
  EXPECT_EQ(view.login(), "wang");
  EXPECT_EQ(view.token().size(), 32U);
  ASSERT_EQ(view.memberships_size(), 1);
  EXPECT_EQ(view.memberships(0).person_name(), "王强");
  EXPECT_EQ(view.memberships(0).epoch(), 77U);
  EXPECT_EQ(view.memberships(0).head_seq(), 3U);
  EXPECT_EQ(view.server_time_ms(), server.clock.now().time_since_epoch().count());
  EXPECT_EQ(view.heartbeat_ms(), 45'000U);
  EXPECT_EQ(view.max_frame_bytes(), codec::max_frame_bytes);
  EXPECT_EQ(view.window_events(), delivery::WindowLimits{}.events);
}

TEST_F(SignIn, MustComeInTime) {
  Client phone(server);
  server.core.advance(timeout - std::chrono::milliseconds(1));
  EXPECT_THAT(phone.closes(), IsEmpty());
  server.core.advance(std::chrono::milliseconds(1));
  ASSERT_THAT(phone.closes(), SizeIs(1));
  EXPECT_EQ(phone.closes()[0].code, codec::CloseCode::too_slow);
}

TEST_F(SignIn, InTimeKeepsTheConnection) {
  Client phone(server);
  signed_in(phone);
  server.core.advance(timeout * 100);
  EXPECT_THAT(phone.closes(), IsEmpty());
}

TEST_F(SignIn, ThatIsUnderWayWhenTheTimeIsUpMaySucceed) {
  Client phone(server);
  server.identities.answers.later = true;
  phone.ask(password());
  server.core.advance(timeout);
  EXPECT_THAT(phone.closes(), IsEmpty());
  server.identities.answers.answer_all();
  EXPECT_TRUE(phone.take().at(0).has_signed_in());
  server.core.advance(timeout * 100);
  EXPECT_THAT(phone.closes(), IsEmpty());
}

TEST_F(SignIn, ThatFailsAfterTheTimeIsUpEndsTheConnection) {
  Client phone(server);
  server.identities.answers.later = true;
  phone.ask(password("wang", "guess"));
  server.core.advance(timeout);
  server.identities.answers.answer_all();
  const auto frames = phone.take();
  ASSERT_THAT(frames, SizeIs(1));
  EXPECT_EQ(frames[0].error().code(), v1::ERROR_CODE_WRONG_CREDENTIALS);
  ASSERT_THAT(phone.closes(), SizeIs(1));
  EXPECT_EQ(phone.closes()[0].code, codec::CloseCode::too_slow);
}

TEST_F(SignIn, OfSomebodyWhoHasGoneMeanwhileTouchesNothing) {
  Client phone(server);
  server.identities.answers.later = true;
  phone.ask(password());
  phone.vanish();
  server.identities.answers.answer_all();
  server.core.advance(timeout);
}

TEST_F(SignIn, MayBeTriedAgain) {
  Client phone(server);
  EXPECT_EQ(phone.answer(password("wang", "guess")).error().code(), v1::ERROR_CODE_WRONG_CREDENTIALS);
  signed_in(phone);
}

TEST_F(SignIn, IsNeededForAllButPing) {
  Client phone(server);
  EXPECT_EQ(phone.answer(ping()).pong().server_time_ms(), server.clock.now().time_since_epoch().count());
  EXPECT_EQ(phone.answer(resume(wang)).error().code(), v1::ERROR_CODE_NOT_SIGNED_IN);
  EXPECT_EQ(phone.answer(notice(zhao, class_31, 1)).error().code(), v1::ERROR_CODE_NOT_SIGNED_IN);
}

TEST_F(SignIn, ByTokenOnASecondConnectionSupersedesTheFirst) {
  Client old(server), fresh(server);
  const auto view = signed_in(old);
  EXPECT_TRUE(fresh.answer(token(view.token())).has_signed_in());
  ASSERT_THAT(old.closes(), SizeIs(1));
  EXPECT_EQ(old.closes()[0].code, codec::CloseCode::superseded);
  EXPECT_THAT(fresh.closes(), IsEmpty());
}

TEST_F(SignIn, ByTokenOnAnotherCoreSupersedesTheFirst) {
  FakeCore second_core;
  delivery::Hub second_hub(second_core, server.messages);
  server.fan_out.add(second_core, second_hub);
  Client old(server), fresh(server, second_core, second_hub);
  const auto view = signed_in(old);
  second_core.run();
  EXPECT_TRUE(fresh.answer(token(view.token())).has_signed_in());
  EXPECT_THAT(old.closes(), IsEmpty());
  server.core.run();
  EXPECT_THAT(old.closes(), SizeIs(1));
  EXPECT_THAT(fresh.closes(), IsEmpty());
}

TEST_F(SignIn, OnAnotherDeviceSupersedesNobody) {
  Client phone(server), tablet(server);
  signed_in(phone);
  signed_in(tablet);
  EXPECT_THAT(phone.closes(), IsEmpty());
}

TEST_F(SignIn, OfASupersededConnectionThatIsGoneIsForgotten) {
  auto old = std::make_unique<Client>(server);
  const auto view = signed_in(*old);
  old->vanish();
  Client fresh(server);
  EXPECT_TRUE(fresh.answer(token(view.token())).has_signed_in());
}

TEST_F(SignIn, WithANewCodeEndsTheOtherDevices) {
  Client phone(server), tablet(server);
  signed_in(phone);
  EXPECT_TRUE(tablet.answer(code(code_for(wang))).has_signed_in());
  ASSERT_THAT(phone.closes(), SizeIs(1));
  EXPECT_EQ(phone.closes()[0].code, codec::CloseCode::signed_out);
  EXPECT_THAT(tablet.closes(), IsEmpty());
}

TEST_F(SignIn, ThatCannotBeStoredIsUnavailable) {
  Client phone(server);
  server.identities.answers.fail_all = true;
  EXPECT_EQ(phone.answer(password()).error().code(), v1::ERROR_CODE_UNAVAILABLE);
  server.identities.answers.fail_all = false;
  signed_in(phone);
}

TEST_F(SignIn, WhoseAnswerWouldNotFitIntoAFrameFailsAloud) {
  std::vector<domain::ClassInfo> many;
  for (std::uint32_t i = 1; i <= 4000; ++i)
    many.push_back({.id = {i}, .title = "三年级(" + std::to_string(i) + ")班", .grade = "3"});
  server.schools.put(std::make_shared<const domain::SchoolDirectory>(
      domain::SchoolInfo{school_id, "向阳路小学", "Asia/Shanghai"}, many, pupils(), everybody()));
  server.identities.add("zhou", "hash of secret", {key(principal)});
  Client desk(server);
  EXPECT_EQ(desk.answer(password("zhou")).error().code(), v1::ERROR_CODE_INTERNAL);
}

class SignOut : public Scene {};

TEST_F(SignOut, AnswersThenClosesAndMakesTheTokenWorthless) {
  Client phone(server);
  const auto view = signed_in(phone);
  EXPECT_TRUE(phone.answer(sign_out()).has_signed_out());
  ASSERT_THAT(phone.closes(), SizeIs(1));
  EXPECT_EQ(phone.closes()[0].code, codec::CloseCode::normal);
  Client again(server);
  EXPECT_EQ(again.answer(token(view.token())).error().code(), v1::ERROR_CODE_NOT_SIGNED_IN);
}

TEST_F(SignOut, ThatCannotBeStoredKeepsTheConnection) {
  Client phone(server);
  signed_in(phone);
  server.identities.answers.fail_call(1);
  EXPECT_EQ(phone.answer(sign_out()).error().code(), v1::ERROR_CODE_UNAVAILABLE);
  EXPECT_THAT(phone.closes(), IsEmpty());
}

class Join : public Scene {};

TEST_F(Join, AddsAMembershipThatCanBeUsedAtOnce) {
  Client phone(server);
  signed_in(phone);
  EXPECT_EQ(phone.answer(resume(qian)).error().code(), v1::ERROR_CODE_FORBIDDEN);
  const auto joined = phone.answer(join(code_for(qian))).membership_joined();
  EXPECT_EQ(joined.membership().person_name(), "钱进");
  EXPECT_TRUE(phone.answer(resume(qian)).has_resumed());
}

TEST_F(Join, WithAWrongCodeIsRefused) {
  Client phone(server);
  signed_in(phone);
  EXPECT_EQ(phone.answer(join("AAAA-AAAA-AAAA")).error().code(), v1::ERROR_CODE_WRONG_CODE);
}

}  // namespace
}  // namespace jiaxin::session
