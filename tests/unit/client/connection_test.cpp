#include "rig.hpp"

namespace jiaxin::client::test {
namespace {

using State = ConnectionState;
using testing::ElementsAre;
using Frame = v1::ClientFrame;

v1::SignIn password() {
  v1::SignIn how;
  how.mutable_password()->set_login("wang");
  how.mutable_password()->set_password("correct horse");
  return how;
}

TEST(Connection, WithoutATokenItAsksForASignInAndTouchesNoNetwork) {
  Rig rig;
  rig.start();
  EXPECT_THAT(rig.states(), ElementsAre(State::needs_sign_in));
  EXPECT_TRUE(rig.all<Connect>().empty());
}

TEST(Connection, AStoredTokenSignsInAndResumesEveryLog) {
  Rig rig;
  rig.keep_token({teacher, parent});
  rig.start();
  rig.opened();
  const auto sign_in = rig.sent(Frame::kSignIn);
  ASSERT_EQ(sign_in.size(), 1U);
  EXPECT_EQ(sign_in[0].sign_in().token().token(), std::string(32, 't'));
  EXPECT_EQ(sign_in[0].sign_in().device_name(), "test");
  rig.receive(rig.signed_in({teacher, parent}));
  EXPECT_EQ(rig.sent(Frame::kResume).size(), 2U);
  EXPECT_THAT(rig.states(), ElementsAre(State::connecting, State::signing_in, State::online));
  EXPECT_FALSE(rig.machine->caught_up());
}

TEST(Connection, APasswordSignInKeepsTheTokenAndDoesNotShowIt) {
  Rig rig;
  rig.start();
  rig.machine->sign_in(1, password(), rig.now);
  rig.collect();
  rig.opened();
  rig.receive(rig.signed_in());
  ASSERT_TRUE(rig.reply_to(1));
  EXPECT_EQ(rig.reply_to(1)->value().signed_in().token(), "");
  EXPECT_EQ(rig.store->session().token, std::string(32, 't'));
}

TEST(Connection, AWrongPasswordFailsTheSignInAndDoesNotTryAgain) {
  Rig rig;
  rig.machine->sign_in(1, password(), rig.now);
  rig.collect();
  rig.opened();
  rig.receive(Rig::error(rig.frames[0], v1::ERROR_CODE_WRONG_CREDENTIALS, v1::RETRY_AFTER_CHANGE));
  EXPECT_EQ(rig.reply_to(1)->failure().error.code(), v1::ERROR_CODE_WRONG_CREDENTIALS);
  EXPECT_EQ(rig.machine->state(), State::needs_sign_in);
  EXPECT_FALSE(rig.machine->next_wake());
}

TEST(Connection, ASignInThatFindsNoServerFailsAtOnce) {
  Rig rig;
  rig.machine->sign_in(1, password(), rig.now);
  rig.collect();
  rig.drop();
  EXPECT_TRUE(std::holds_alternative<Replied>(rig.actions.back())) << "the state is told before the reply";
  EXPECT_EQ(rig.reply_to(1)->failure().kind, FailureKind::disconnected);
  EXPECT_EQ(rig.machine->state(), State::needs_sign_in);
}

TEST(Connection, ACancelledSignInEndsOnce) {
  Rig rig;
  rig.machine->sign_in(1, password(), rig.now);
  rig.collect();
  rig.opened();
  rig.machine->cancel(1, rig.now);
  rig.collect();
  EXPECT_EQ(rig.reply_to(1)->failure().kind, FailureKind::cancelled);
  rig.receive(rig.signed_in());  // comes too late, and from a connection that was let go
  EXPECT_EQ(rig.machine->state(), State::needs_sign_in);
  EXPECT_TRUE(rig.store->session().token.empty());
}

TEST(Connection, ARefusedTokenIsDroppedAndTheDataStay) {
  Rig rig;
  rig.keep_token();
  rig.store->add(notice(ClientId::make()), 0);
  rig.start();
  rig.opened();
  rig.receive(Rig::error(rig.frames[0], v1::ERROR_CODE_WRONG_CREDENTIALS, v1::RETRY_AFTER_SIGN_IN));
  EXPECT_EQ(rig.machine->state(), State::needs_sign_in);
  EXPECT_EQ(rig.all<SignedOutNews>().size(), 1U);
  EXPECT_TRUE(rig.store->session().token.empty());
  EXPECT_EQ(rig.store->session().login, "wang");
  EXPECT_EQ(rig.store->waiting_count(), 1U);
}

TEST(Connection, CloseCode4401MeansSignInAgain) {
  Rig rig;
  rig.go_online();
  rig.drop(4401);
  EXPECT_EQ(rig.machine->state(), State::needs_sign_in);
  EXPECT_TRUE(rig.store->session().token.empty());
  EXPECT_EQ(rig.all<SignedOutNews>().size(), 1U);
}

TEST(Connection, CloseCode4409LeavesTheFieldToTheOtherConnection) {
  Rig rig;
  rig.go_online();
  rig.drop(4409);
  EXPECT_EQ(rig.machine->state(), State::superseded);
  rig.advance(Millis(600'000));
  EXPECT_EQ(rig.all<Connect>().size(), 1U);
  rig.start();
  EXPECT_EQ(rig.machine->state(), State::connecting);
}

TEST(Connection, BackOffDoublesUpToItsCapWithFullJitter) {
  for (const double random : {0.0, 0.5, 0.999}) {
    Rig rig;
    rig.random = random;
    rig.keep_token();
    rig.start();
    double bound = 500;
    for (int attempt = 0; attempt < 12; ++attempt) {
      rig.drop();
      const auto delay = rig.all<StateChange>().back().next_attempt;
      EXPECT_NEAR(static_cast<double>(delay.count()), random * bound, 1.0) << "attempt " << attempt;
      EXPECT_LE(delay, Millis(60'000));
      rig.advance(delay);
      EXPECT_EQ(rig.machine->state(), State::connecting);
      bound = std::min(60'000.0, bound * 2);
    }
  }
}

TEST(Connection, OnlyAStableConnectionResetsTheBackOff) {
  Rig rig;
  rig.random = 0.999;
  rig.go_online();
  rig.drop();
  rig.advance(Millis(500));
  rig.come_online();
  rig.advance(Millis(9'000));
  rig.drop();
  EXPECT_GT(rig.all<StateChange>().back().next_attempt, Millis(900));
  rig.advance(Millis(1'000));
  rig.come_online();
  rig.advance(Millis(10'000));
  rig.drop();
  EXPECT_LT(rig.all<StateChange>().back().next_attempt, Millis(500));
}

TEST(Connection, AConnectionThatDoesNotComeAboutIsGivenUp) {
  Rig rig;
  rig.keep_token();
  rig.start();
  rig.advance(Millis(10'000));
  EXPECT_EQ(rig.machine->state(), State::waiting);
  EXPECT_EQ(rig.all<Disconnect>().size(), 1U);
}

TEST(Connection, GoingAwayIsHonoured) {
  Rig rig;
  rig.go_online();
  v1::ServerFrame going;
  going.mutable_going_away()->set_retry_after_ms(7'000);
  rig.receive(going);
  EXPECT_EQ(rig.machine->state(), State::waiting);
  EXPECT_EQ(rig.all<StateChange>().back().next_attempt, Millis(7'000));
  rig.advance(Millis(6'999));
  EXPECT_EQ(rig.all<Connect>().size(), 1U);
  rig.advance(Millis(1));
  EXPECT_EQ(rig.all<Connect>().size(), 2U);
}

TEST(Connection, GoingAwayWaitsForAnswersUnderWayAndSendsNothingNew) {
  Rig rig;
  rig.go_online();
  rig.add(notice(ClientId::make()));
  const auto first = rig.sent(Frame::kSendNotice);
  v1::ServerFrame going;
  going.mutable_going_away()->set_retry_after_ms(100);
  rig.receive(going);
  EXPECT_EQ(rig.machine->state(), State::online);
  rig.add(notice(ClientId::make()));
  EXPECT_TRUE(rig.sent(Frame::kSendNotice).empty());
  rig.receive(Rig::stored(first.at(0)));
  EXPECT_EQ(rig.all<Settled>().size(), 1U);
  EXPECT_EQ(rig.machine->state(), State::waiting);
  rig.advance(Millis(100));
  rig.come_online();
  EXPECT_EQ(rig.sent(Frame::kSendNotice).size(), 1U);
}

TEST(Connection, ARefusedHandshakeMaySayWhenToComeBack) {
  Rig rig;
  rig.keep_token();
  rig.start();
  rig.machine->disconnected(rig.connection, {0, Failure{}, Millis(20'000)}, rig.now);
  rig.collect();
  EXPECT_EQ(rig.all<StateChange>().back().next_attempt, Millis(20'000));
}

TEST(Connection, SilenceIsProbedAndThenEndsTheConnection) {
  Rig rig;
  rig.go_online();
  rig.advance(Millis(67'499));
  EXPECT_TRUE(rig.sent(Frame::kPing).empty());
  rig.advance(Millis(1));
  EXPECT_EQ(rig.sent(Frame::kPing).size(), 1U);
  rig.advance(Millis(22'499));
  EXPECT_EQ(rig.machine->state(), State::online);
  rig.advance(Millis(1));
  EXPECT_EQ(rig.machine->state(), State::waiting);
}

TEST(Connection, AnyPingOfTheServerCountsAsHeard) {
  Rig rig;
  rig.go_online();
  for (int i = 0; i < 10; ++i) {
    rig.advance(Millis(60'000));
    rig.machine->heard(rig.connection, rig.now);
  }
  EXPECT_EQ(rig.machine->state(), State::online);
  EXPECT_TRUE(rig.sent(Frame::kPing).empty());
}

TEST(Connection, ReportsOfAnEarlierConnectionAreIgnored) {
  Rig rig;
  rig.go_online();
  const auto old = rig.connection;
  rig.drop();
  rig.advance(Millis(500));
  rig.machine->disconnected(old, {}, rig.now);
  rig.machine->received(old, "junk", rig.now);
  rig.collect();
  EXPECT_EQ(rig.machine->state(), State::connecting);
}

TEST(Connection, BytesThatAreNoFrameEndTheConnection) {
  Rig rig;
  rig.go_online();
  rig.machine->received(rig.connection, "\xff\xff\xff", rig.now);
  rig.collect();
  EXPECT_EQ(rig.all<Disconnect>().back().code, 4400);
  EXPECT_EQ(rig.machine->state(), State::waiting);
}

TEST(Connection, FramesOfANewerServerAreIgnored) {
  Rig rig;
  rig.go_online();
  rig.machine->received(rig.connection, std::string("\xc2\x3e\x00", 3), rig.now);  // field 1000, empty
  rig.collect();
  EXPECT_EQ(rig.machine->state(), State::online);
}

TEST(Connection, SigningOutTellsTheServerAndErases) {
  Rig rig;
  rig.go_online();
  rig.add(notice(ClientId::make()));
  rig.machine->sign_out(5, rig.now);
  rig.collect();
  const auto out = rig.sent(Frame::kSignOut);
  ASSERT_EQ(out.size(), 1U);
  v1::ServerFrame reply;
  reply.set_request_id(out[0].request_id());
  reply.mutable_signed_out();
  rig.receive(reply);
  EXPECT_TRUE(rig.reply_to(5)->ok());
  EXPECT_EQ(rig.machine->state(), State::needs_sign_in);
  EXPECT_TRUE(rig.store->session().login.empty());
  ASSERT_EQ(rig.all<Settled>().size(), 1U);
  EXPECT_EQ(rig.all<Settled>()[0].as, SettledAs::refused);
}

TEST(Connection, SigningOutOfflineOrWithoutAnAnswerErasesTheSame) {
  Rig offline;
  offline.keep_token();
  offline.machine->sign_out(5, offline.now);
  offline.collect();
  EXPECT_TRUE(offline.reply_to(5)->ok());
  EXPECT_TRUE(offline.store->session().token.empty());

  Rig mute;
  mute.go_online();
  mute.machine->sign_out(5, mute.now);
  mute.advance(Millis(5'000));
  EXPECT_TRUE(mute.reply_to(5)->ok());
  EXPECT_TRUE(mute.store->session().token.empty());
}

TEST(Connection, AnotherPersonFindsNothingOfTheFormer) {
  Rig rig;
  rig.go_online();
  rig.receive(Rig::batch(teacher, {item_event(1)}));
  rig.drop(4401);
  rig.store->add(notice(ClientId::make()), 0);
  rig.machine->sign_in(1, password(), rig.now);
  rig.collect();
  rig.opened();
  rig.receive(rig.signed_in({parent}, "li"));
  EXPECT_TRUE(rig.store->inbox({}).empty());
  ASSERT_EQ(rig.all<Settled>().size(), 1U);
  EXPECT_EQ(rig.all<Settled>()[0].failure->kind, FailureKind::not_signed_in);
  EXPECT_TRUE(rig.sent(Frame::kSendNotice).empty());
}

// A device that is signed in at one server and is opened for another.
struct Elsewhere : testing::Test {
  Elsewhere() {
    rig.keep_token({teacher}, home);
    rig.store->add(notice(ClientId::make()), 0);
  }
  void sign_in() {
    rig.machine->sign_in(1, password(), rig.now);
    rig.collect();
    rig.opened();
  }
  void expect_kept() {
    EXPECT_EQ(rig.store->session().token, std::string(32, 't'));
    EXPECT_EQ(rig.store->session().server, home);
    EXPECT_EQ(rig.store->waiting_count(), 1U);
    EXPECT_TRUE(rig.all<SignedOutNews>().empty());
    EXPECT_TRUE(rig.all<Settled>().empty());
  }
  const std::string home = "127.0.0.1:8480/ws";
  Rig rig;
};

TEST_F(Elsewhere, NothingIsSentAndBothAddressesAreNamed) {
  rig.start();
  EXPECT_THAT(rig.states(), ElementsAre(State::needs_sign_in));
  EXPECT_TRUE(rig.all<Connect>().empty());
  const auto why = rig.all<StateChange>().back().why;
  ASSERT_TRUE(why);
  EXPECT_EQ(why->kind, FailureKind::other_server);
  for (const auto& text : {why->text_zh, why->text_en}) {
    EXPECT_THAT(text, testing::HasSubstr(home));
    EXPECT_THAT(text, testing::HasSubstr(rig.options.server_url));
  }
  expect_kept();
}

TEST_F(Elsewhere, AFailedSignInKeepsWhatIsThere) {
  sign_in();
  rig.receive(Rig::error(rig.frames[0], v1::ERROR_CODE_WRONG_CREDENTIALS, v1::RETRY_AFTER_CHANGE));
  EXPECT_EQ(rig.reply_to(1)->failure().error.code(), v1::ERROR_CODE_WRONG_CREDENTIALS);
  EXPECT_EQ(rig.machine->state(), State::needs_sign_in);
  EXPECT_FALSE(rig.machine->next_wake());
  expect_kept();
}

TEST_F(Elsewhere, TheOtherServerHasNoSayAboutTheToken) {
  sign_in();
  rig.drop(4401);
  EXPECT_EQ(rig.machine->state(), State::needs_sign_in);
  expect_kept();
  EXPECT_EQ(rig.sent(Frame::kSignIn).size(), 1U);
  rig.start();
  EXPECT_EQ(rig.all<Connect>().size(), 1U);
}

TEST_F(Elsewhere, ASignInReplacesAllAsAnotherPersonWould) {
  rig.receive(Rig::batch(teacher, {item_event(1)}));
  sign_in();
  rig.receive(rig.signed_in({teacher}, "wang"));
  EXPECT_EQ(rig.machine->state(), State::online);
  EXPECT_EQ(rig.store->session().server, rig.options.server_url);
  ASSERT_EQ(rig.all<Settled>().size(), 1U);
  EXPECT_EQ(rig.all<Settled>()[0].as, SettledAs::refused);
  EXPECT_TRUE(rig.sent(Frame::kSendNotice).empty());
  rig.drop();
  EXPECT_EQ(rig.machine->state(), State::waiting);
}

TEST_F(Elsewhere, SigningOutErasesAndSendsNothing) {
  rig.start();
  rig.machine->sign_out(5, rig.now);
  rig.collect();
  EXPECT_TRUE(rig.reply_to(5)->ok());
  EXPECT_TRUE(rig.store->session().login.empty());
  EXPECT_TRUE(rig.all<Connect>().empty());
}

TEST(Connection, ASessionOfUnknownServerIsAdopted) {
  Rig rig;
  rig.keep_token({teacher}, "");
  rig.store->add(notice(ClientId::make()), 0);
  rig.go_online();
  EXPECT_EQ(rig.store->session().server, rig.options.server_url);
  EXPECT_EQ(rig.sent(Frame::kSendNotice).size(), 1U);
}

TEST(Connection, ClosingEndsEverythingOnce) {
  Rig rig;
  rig.go_online();
  rig.machine->request(1, receipts_request(), {}, rig.now);
  rig.machine->close(rig.now);
  rig.machine->close(rig.now);
  rig.collect();
  EXPECT_EQ(rig.reply_to(1)->failure().kind, FailureKind::closed);
  EXPECT_EQ(rig.states().back(), State::closed);
  EXPECT_FALSE(rig.machine->next_wake());
  rig.machine->request(2, receipts_request(), {}, rig.now);
  rig.collect();
  EXPECT_EQ(rig.reply_to(2)->failure().kind, FailureKind::closed);
}

}  // namespace
}  // namespace jiaxin::client::test
