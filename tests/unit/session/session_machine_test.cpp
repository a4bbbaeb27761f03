#include "session/session_machine.hpp"

#include <gtest/gtest.h>

#include "codec/frame.hpp"

namespace jiaxin::session {
namespace {

class AMachine : public testing::Test {
 protected:
  Decision decide(const v1::ClientFrame& frame) { return machine.on_message(codec::encode(frame), true); }
  v1::Error refusal(const v1::ClientFrame& frame) {
    const auto decision = decide(frame);
    const auto* answer = std::get_if<Answer>(&decision);
    EXPECT_NE(answer, nullptr) << "it was not refused";
    if (!answer) return {};
    EXPECT_EQ(answer->frame.request_id(), frame.request_id());
    return answer->frame.error();
  }
  bool dispatched(const v1::ClientFrame& frame) { return std::holds_alternative<Dispatch>(decide(frame)); }
  void sign_in() {
    ASSERT_TRUE(dispatched(by_token()));
    machine.answered();
    machine.sign_in_ended(true);
  }
  static v1::ClientFrame numbered(std::uint64_t id) {
    v1::ClientFrame frame;
    frame.set_request_id(id);
    return frame;
  }
  static v1::ClientFrame ping(std::uint64_t id = 1) {
    auto frame = numbered(id);
    frame.mutable_ping();
    return frame;
  }
  static v1::ClientFrame by_token(std::uint64_t id = 1) {
    auto frame = numbered(id);
    frame.mutable_sign_in()->mutable_token()->set_token(std::string(32, 'x'));
    return frame;
  }
  static v1::ClientFrame sign_out(std::uint64_t id = 1) {
    auto frame = numbered(id);
    frame.mutable_sign_out();
    return frame;
  }
  static v1::ClientFrame ack() {
    v1::ClientFrame frame;
    frame.mutable_ack()->mutable_member()->set_school_id(1);
    frame.mutable_ack()->mutable_member()->set_member_id(101);
    return frame;
  }
  codec::CloseCode closed(std::string_view bytes, bool binary) {
    const auto decision = machine.on_message(bytes, binary);
    const auto* close = std::get_if<Close>(&decision);
    EXPECT_NE(close, nullptr);
    return close ? close->code : codec::CloseCode::normal;
  }
  SessionMachine machine;
};

TEST_F(AMachine, ClosesOnAText) { EXPECT_EQ(closed("{}", false), codec::CloseCode::wrong_frame_kind); }

TEST_F(AMachine, ClosesOnGarbage) {
  EXPECT_EQ(closed("\xff\xff\xff\xff garbage", true), codec::CloseCode::malformed);
  auto letter = numbered(1);
  letter.mutable_sign_in()->set_device_name("x");
  auto bytes = codec::encode(letter);
  bytes.back() = '\xff';  // no UTF-8 any more
  EXPECT_EQ(closed(bytes, true), codec::CloseCode::malformed);
}

TEST_F(AMachine, TakesNoLongMessagesBeforeSignIn) {
  const auto padded = [](std::size_t size) {
    auto frame = ping();
    frame.GetReflection()->MutableUnknownFields(&frame)->AddLengthDelimited(90, std::string(size, 'x'));
    return codec::encode(frame);
  };
  const auto most = padded(SessionMachine::max_bytes_before_sign_in - 8);
  ASSERT_EQ(most.size(), SessionMachine::max_bytes_before_sign_in);
  EXPECT_TRUE(std::holds_alternative<Dispatch>(machine.on_message(most, true)));
  EXPECT_EQ(closed(most + most.substr(0, 4), true), codec::CloseCode::too_big);
  machine.answered();
  sign_in();
  EXPECT_TRUE(std::holds_alternative<Dispatch>(machine.on_message(padded(60'000), true)));
  EXPECT_EQ(closed(padded(codec::max_frame_bytes), true), codec::CloseCode::malformed);
}

TEST(AMachineOfJson, TakesTextsAndRefusesTheRestAsInBinary) {
  SessionMachine machine(codec::WireFormat::json);
  const auto closed = [&](std::string_view bytes, bool binary) {
    const auto decision = machine.on_message(bytes, binary);
    const auto* close = std::get_if<Close>(&decision);
    return close ? close->code : codec::CloseCode::normal;
  };
  EXPECT_TRUE(std::holds_alternative<Dispatch>(machine.on_message(R"({"requestId": 1, "ping": {}})", false)));
  EXPECT_EQ(closed(R"({"requestId": 1, "ping": {}})", true), codec::CloseCode::wrong_frame_kind);
  EXPECT_EQ(closed(R"({"requestId": 1, "ping": )", false), codec::CloseCode::malformed);
  const auto unknown = machine.on_message(R"({"requestId": "2", "danceForMe": {}})", false);
  EXPECT_EQ(std::get<Answer>(unknown).frame.error().code(), v1::ERROR_CODE_UNKNOWN_REQUEST);
  const auto missing = machine.on_message(R"({"requestId": 3, "signIn": {"password": {"login": ""}}})", false);
  EXPECT_EQ(std::get<Answer>(missing).frame.error().field(), "sign_in.password.login");
}

TEST_F(AMachine, SaysThatItDoesNotKnowARequestOfTheFuture) {
  auto future = numbered(7);
  future.GetReflection()->MutableUnknownFields(&future)->AddLengthDelimited(90, "new");
  EXPECT_EQ(refusal(future).code(), v1::ERROR_CODE_UNKNOWN_REQUEST);
  EXPECT_EQ(refusal(numbered(8)).code(), v1::ERROR_CODE_UNKNOWN_REQUEST);
}

TEST_F(AMachine, LetsOnlyPingAndSignInPassBeforeSignIn) {
  EXPECT_TRUE(dispatched(ping()));
  const auto error = refusal(sign_out());
  EXPECT_EQ(error.code(), v1::ERROR_CODE_NOT_SIGNED_IN);
  EXPECT_EQ(error.retry(), v1::RETRY_AFTER_SIGN_IN);
  EXPECT_EQ(refusal(ack()).code(), v1::ERROR_CODE_NOT_SIGNED_IN);
  EXPECT_TRUE(dispatched(by_token()));
}

TEST_F(AMachine, HoldsRequestsBackUntilTheSignInHasEnded) {
  ASSERT_TRUE(dispatched(by_token()));
  EXPECT_EQ(machine.phase(), SessionMachine::Phase::signing_in);
  EXPECT_EQ(refusal(sign_out()).code(), v1::ERROR_CODE_NOT_SIGNED_IN);
  EXPECT_TRUE(dispatched(ping()));
  machine.sign_in_ended(true);
  EXPECT_TRUE(dispatched(sign_out()));
}

TEST_F(AMachine, RefusesASecondSignIn) {
  ASSERT_TRUE(dispatched(by_token(1)));
  EXPECT_EQ(refusal(by_token(2)).code(), v1::ERROR_CODE_INVALID);
  machine.sign_in_ended(true);
  EXPECT_EQ(refusal(by_token(3)).code(), v1::ERROR_CODE_INVALID);
}

TEST_F(AMachine, LetsHimTryAgainAfterASignInThatFailed) {
  ASSERT_TRUE(dispatched(by_token(1)));
  machine.sign_in_ended(false);
  EXPECT_EQ(refusal(sign_out()).code(), v1::ERROR_CODE_NOT_SIGNED_IN);
  EXPECT_TRUE(dispatched(by_token(2)));
}

TEST_F(AMachine, WantsANumberOnEveryRequest) {
  const auto error = refusal(ping(0));
  EXPECT_EQ(error.code(), v1::ERROR_CODE_INVALID);
  EXPECT_EQ(error.field(), "request_id");
  EXPECT_EQ(machine.phase(), SessionMachine::Phase::signed_out);
  EXPECT_EQ(refusal(by_token(0)).field(), "request_id");
  EXPECT_EQ(machine.phase(), SessionMachine::Phase::signed_out) << "a refused sign-in is none";
}

TEST_F(AMachine, NamesTheFieldThatIsOverItsLimit) {
  sign_in();
  auto frame = numbered(9);
  auto& notice = *frame.mutable_send_notice();
  notice.mutable_header()->mutable_from()->set_school_id(1);
  notice.mutable_header()->mutable_from()->set_member_id(200);
  notice.mutable_header()->set_client_id(std::string(16, 'x'));
  notice.mutable_header()->mutable_to()->set_whole_school(true);
  notice.set_body("正文");
  notice.set_title(std::string(257, 'x'));
  auto error = refusal(frame);
  EXPECT_EQ(error.code(), v1::ERROR_CODE_TOO_LARGE);
  EXPECT_EQ(error.field(), "send_notice.title");
  notice.set_title("两\n行");
  error = refusal(frame);
  EXPECT_EQ(error.code(), v1::ERROR_CODE_INVALID);
  EXPECT_EQ(error.field(), "send_notice.title");
  notice.set_title("标题");
  EXPECT_TRUE(dispatched(frame));
}

TEST_F(AMachine, ChecksLimitsBeforeAnybodyIsSignedInToo) {
  auto frame = by_token();
  frame.mutable_sign_in()->mutable_token()->set_token("short");
  EXPECT_EQ(refusal(frame).field(), "sign_in.token.token");
  EXPECT_EQ(machine.phase(), SessionMachine::Phase::signed_out);
}

TEST_F(AMachine, CountsWhatIsUnderWayButNotRefusalsAndAcks) {
  sign_in();
  ASSERT_EQ(machine.under_way(), 0U);
  dispatched(sign_out(1));
  dispatched(sign_out(2));
  EXPECT_EQ(machine.under_way(), 2U);
  EXPECT_TRUE(dispatched(ack()));
  refusal(by_token(3));
  refusal(ping(0));
  EXPECT_EQ(machine.under_way(), 2U);
  machine.answered();
  EXPECT_EQ(machine.under_way(), 1U);
}

}  // namespace
}  // namespace jiaxin::session
