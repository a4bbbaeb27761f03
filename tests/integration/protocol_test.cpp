// The protocol as somebody speaks it who does not use our SDK, by mistake or on purpose.
#include <gtest/gtest.h>

#include "stage/effort.hpp"
#include "stage/process_facts.hpp"
#include "stage/school.hpp"

namespace jiaxin::stage {
namespace {

constexpr const char* class_1 = "三年级(1)班";

std::string of_bytes(std::size_t count) { return std::string(count, 'a'); }

v1::ClientFrame ping() {
  v1::ClientFrame frame;
  frame.mutable_ping();
  return frame;
}

class Protocol : public testing::Test {
 protected:
  bool still_serves() { return school.stranger().ask(ping()).has_pong(); }
  School school;
};

TEST_F(Protocol, ATextFrameClosesWith1003) {
  auto client = school.stranger();
  client.socket().send("{}", Opcode::text);
  EXPECT_EQ(client.wait_for_close(), 1003);
  EXPECT_TRUE(still_serves());
}

TEST_F(Protocol, GarbageClosesWith4400) {
  for (const std::string& garbage :
       {std::string("\xff\xff\xff\xff"), std::string("\x12\x7f no such length"), std::string(6'000, '\x0f')}) {
    auto client = school.stranger();
    client.socket().send(garbage);
    EXPECT_EQ(client.wait_for_close(), 4400);
  }
  EXPECT_TRUE(still_serves());
}

TEST_F(Protocol, AStringThatIsNotUtf8ClosesWith4400) {
  auto client = school.stranger();
  // request_id 1, sign_in { password { login: "\xc3\x28" } }
  client.socket().send(std::string("\x08\x01\x12\x06\x0a\x04\x0a\x02\xc3\x28", 10));
  EXPECT_EQ(client.wait_for_close(), 4400);
}

TEST_F(Protocol, AFrameOfExactlyTheLimitIsReadAndOneByteMoreClosesWith1009) {
  // An unknown field (100, of bytes) fills a ping up to the size.
  const auto padded = [](std::size_t size) {
    auto frame = ping();
    frame.set_request_id(1);
    auto bytes = frame.SerializeAsString();
    constexpr std::size_t head = 5;  // two bytes of tag, three of length
    const auto length = size - bytes.size() - head;
    bytes += "\xa2\x06";
    bytes += static_cast<char>((length & 0x7f) | 0x80);
    bytes += static_cast<char>(((length >> 7) & 0x7f) | 0x80);
    bytes += static_cast<char>(length >> 14);
    return bytes + of_bytes(length);
  };
  auto within = school.wire("t-lin");
  ASSERT_EQ(padded(65536).size(), 65536u);
  within.socket().send(padded(65536));
  EXPECT_TRUE(within.answer_to(1).has_pong());
  auto over = school.wire("t-he");
  over.socket().send(padded(65537));
  EXPECT_EQ(over.wait_for_close(), 1009);
  auto in_pieces = school.wire("g-luo");
  const auto bytes = padded(65537);
  in_pieces.socket().send(bytes.substr(0, 40'000), Opcode::binary, false);
  in_pieces.socket().send(bytes.substr(40'000), Opcode::more, true);
  EXPECT_EQ(in_pieces.wait_for_close(), 1009);
}

TEST_F(Protocol, AMessageOverEightKibBeforeSigningInClosesWith1009) {
  auto frame = ping();
  frame.GetReflection()->MutableUnknownFields(&frame)->AddLengthDelimited(100, of_bytes(8192));
  auto client = school.stranger();
  client.start(frame);
  EXPECT_EQ(error_name(client.next_pushed()), "TOO_LARGE");
  EXPECT_EQ(client.wait_for_close(), 1009);
}

TEST_F(Protocol, AMessageInPiecesIsOneFrame) {
  auto client = school.stranger();
  auto frame = ping();
  frame.set_request_id(300);
  const auto bytes = frame.SerializeAsString();
  client.socket().send(bytes.substr(0, 1), Opcode::binary, false);
  client.socket().send("hello", Opcode::ping);
  client.socket().send(bytes.substr(1, 1), Opcode::more, false);
  client.socket().send(bytes.substr(2), Opcode::more, true);
  EXPECT_TRUE(client.answer_to(300).has_pong());
}

TEST_F(Protocol, BeforeSigningInOnlyPingAndSignInAreAnswered) {
  auto client = school.stranger();
  EXPECT_TRUE(client.ask(ping()).has_pong());
  v1::ClientFrame resume;
  resume.mutable_resume()->mutable_member()->set_school_id(1);
  resume.mutable_resume()->mutable_member()->set_member_id(1);
  const auto refused = client.ask(resume);
  EXPECT_EQ(error_name(refused), "NOT_SIGNED_IN");
  EXPECT_EQ(refused.error().retry(), v1::RETRY_AFTER_SIGN_IN);
  EXPECT_FALSE(refused.error().text_zh().empty());
  EXPECT_FALSE(refused.error().text_en().empty());
  EXPECT_EQ(error_name(client.ask(mark_read(resume.resume().member(), 1))), "NOT_SIGNED_IN");
}

TEST_F(Protocol, ARequestWithoutANumberIsInvalid) {
  auto client = school.stranger();
  client.send_as_it_is(ping());
  const auto refused = client.answer_to(0);
  EXPECT_EQ(error_name(refused), "INVALID");
  EXPECT_EQ(refused.error().field(), "request_id");
  EXPECT_TRUE(client.ask(ping()).has_pong()) << "the connection goes on";
}

TEST_F(Protocol, ARequestThatTheServerDoesNotKnowIsToldSo) {
  auto client = school.wire("g-luo");
  v1::ClientFrame frame;
  frame.GetReflection()->MutableUnknownFields(&frame)->AddLengthDelimited(99, "from the future");
  EXPECT_EQ(error_name(client.ask(frame)), "UNKNOWN_REQUEST");
  auto also_ping = ping();
  also_ping.GetReflection()->MutableUnknownFields(&also_ping)->AddLengthDelimited(99, "from the future");
  EXPECT_TRUE(client.ask(also_ping).has_pong()) << "a field that is not known is ignored";
}

TEST_F(Protocol, EverySizeLimitHoldsAtItsEdgeAndNamesItsField) {
  auto lin = school.wire("t-lin");
  const auto header = [&] {
    auto made = to_classes(lin.membership(), {class_1});
    made.set_client_id(new_client_id());
    return made;
  };
  const auto expect_refused = [&](const v1::ClientFrame& frame, const std::string& code, const std::string& field) {
    const auto answer = lin.ask(frame);
    EXPECT_EQ(error_name(answer), code) << field << " " << answer.ShortDebugString();
    EXPECT_EQ(answer.error().field(), field);
  };
  const auto expect_taken = [&](const v1::ClientFrame& frame) {
    const auto answer = lin.ask(frame);
    EXPECT_TRUE(answer.has_send_result()) << answer.ShortDebugString().substr(0, 500);
  };

  auto short_notice = notice(header(), of_bytes(256), of_bytes(4096));
  expect_taken(frame_of(short_notice));
  short_notice.mutable_header()->set_client_id(new_client_id());
  short_notice.set_title(of_bytes(257));
  expect_refused(frame_of(short_notice), "TOO_LARGE", "send_notice.title");
  short_notice.set_title("");
  expect_refused(frame_of(short_notice), "INVALID", "send_notice.title");
  short_notice.set_title("two\nlines");
  expect_refused(frame_of(short_notice), "INVALID", "send_notice.title");
  short_notice.set_title("标题");
  short_notice.set_body(of_bytes(4097));
  expect_refused(frame_of(short_notice), "TOO_LARGE", "send_notice.body");
  std::string wide;
  for (int i = 0; i < 1366; ++i) wide += "好";  // 4098 bytes, 1366 characters
  short_notice.set_body(wide);
  expect_refused(frame_of(short_notice), "TOO_LARGE", "send_notice.body");
  short_notice.set_body("正文");
  for (const auto size : {0u, 15u, 17u}) {
    short_notice.mutable_header()->set_client_id(of_bytes(size));
    expect_refused(frame_of(short_notice), size > 16 ? "TOO_LARGE" : "INVALID", "send_notice.header.client_id");
  }
  short_notice.clear_header();
  expect_refused(frame_of(short_notice), "INVALID", "send_notice.header");

  v1::SendLetter letter;
  *letter.mutable_header() = header();
  letter.set_title("家长信");
  letter.set_body(of_bytes(32768));
  for (int i = 1; i <= 6; ++i) letter.mutable_slip()->add_options()->set_label(of_bytes(127) + std::to_string(i));
  expect_taken(frame_of(letter));
  letter.mutable_header()->set_client_id(new_client_id());
  letter.set_body(of_bytes(32769));
  expect_refused(frame_of(letter), "TOO_LARGE", "send_letter.body");
  letter.set_body("正文");
  letter.mutable_slip()->add_options()->set_label("第七");
  expect_refused(frame_of(letter), "TOO_LARGE", "send_letter.slip.options");
  letter.mutable_slip()->clear_options();
  expect_refused(frame_of(letter), "INVALID", "send_letter.slip.options");
  letter.mutable_slip()->add_options()->set_label(of_bytes(129));
  expect_refused(frame_of(letter), "TOO_LARGE", "send_letter.slip.options[0].label");

  v1::SendForm form;
  *form.mutable_header() = header();
  form.set_title("同意书");
  form.mutable_form()->set_purpose(of_bytes(4096));
  form.mutable_form()->set_body(of_bytes(32768));
  form.mutable_form()->set_agree_label(of_bytes(64));
  form.mutable_form()->set_deadline_ms(demo::in_a_week());
  expect_taken(frame_of(form));
  form.mutable_header()->set_client_id(new_client_id());
  form.mutable_form()->set_body(of_bytes(32769));
  expect_refused(frame_of(form), "TOO_LARGE", "send_form.form.body");
  form.mutable_form()->set_body("正文");
  form.mutable_form()->set_purpose(of_bytes(4097));
  expect_refused(frame_of(form), "TOO_LARGE", "send_form.form.purpose");
  form.mutable_form()->set_purpose("目的");
  form.mutable_form()->set_agree_label(of_bytes(65));
  expect_refused(frame_of(form), "TOO_LARGE", "send_form.form.agree_label");
  form.mutable_form()->clear_agree_label();
  form.mutable_form()->set_deadline_ms(0);
  expect_refused(frame_of(form), "INVALID", "send_form.form.deadline_ms");

  v1::AnswerSlip slip;
  *slip.mutable_header()->mutable_member() = lin.member();
  slip.mutable_header()->set_client_id(new_client_id());
  slip.mutable_header()->set_message_id(1);
  slip.mutable_header()->set_child_id(1);
  slip.set_comment(of_bytes(1025));
  expect_refused(frame_of(slip), "TOO_LARGE", "answer_slip.comment");

  v1::ClientFrame many;
  *many.mutable_send_notice() = notice(header(), "标题");
  for (std::uint32_t i = 0; i < 200; ++i)
    many.mutable_send_notice()->mutable_header()->mutable_to()->add_class_ids(i + 1);
  expect_refused(many, "TOO_LARGE", "send_notice.header.to.class_ids");

  v1::ClientFrame piece;
  *piece.mutable_put_roster_piece()->mutable_member() = lin.member();
  piece.mutable_put_roster_piece()->set_file_name("users.csv");
  piece.mutable_put_roster_piece()->set_data(of_bytes(49153));
  expect_refused(piece, "TOO_LARGE", "put_roster_piece.data");
}

TEST_F(Protocol, AnAcknowledgementOfWhatWasNeverSentClosesWith4400) {
  auto luo = school.wire("g-luo");
  luo.resume();
  luo.acknowledge(1);
  EXPECT_EQ(luo.wait_for_close(), 4400);
  auto other_epoch = school.wire("g-luo");
  other_epoch.resume();
  v1::ClientFrame ack;
  *ack.mutable_ack()->mutable_member() = other_epoch.member();
  ack.mutable_ack()->set_epoch(other_epoch.membership().epoch() + 1);
  other_epoch.send_as_it_is(ack);
  EXPECT_EQ(other_epoch.wait_for_close(), 4400);
}

TEST_F(Protocol, AnAcknowledgementWithoutFollowingChangesNothing) {
  auto lin = school.wire("t-lin");
  auto request = notice(to_classes(lin.membership(), {class_1}), "放学提醒");
  request.mutable_header()->set_client_id(new_client_id());
  const auto id = lin.ask(frame_of(request)).send_result().stored().message_id();
  auto luo = school.wire("g-luo");
  luo.acknowledge(1);
  EXPECT_TRUE(luo.ask(ping()).has_pong());
  v1::ClientFrame receipts;
  *receipts.mutable_get_receipts()->mutable_member() = lin.member();
  receipts.mutable_get_receipts()->set_message_id(id);
  EXPECT_EQ(lin.ask(receipts).receipts().summary().delivered(), 0u);
}

TEST(ProtocolTimeouts, WhoDoesNotSignInInTimeIsClosedWith4408) {
  School school({.config = {{"timeouts.sign_in_ms", "400"}}});
  EXPECT_EQ(school.stranger().wait_for_close(), 4408);
  auto failed = school.stranger();
  EXPECT_EQ(error_name(failed.try_password("nobody", password)), "WRONG_CREDENTIALS");
  EXPECT_EQ(failed.wait_for_close(), 4408);
  EXPECT_TRUE(school.wire("g-luo").ask(ping()).has_pong());
}

// The password is still being checked when the time is up.
TEST(ProtocolTimeouts, AWrongPasswordUnderWayDoesNotStopTheClock) {
  School school(
      {.config = {{"timeouts.sign_in_ms", "100"}, {"sign_in.argon2_memory_kib", "262144"}, {"sign_in.workers", "1"}}});
  auto client = school.stranger();
  EXPECT_EQ(error_name(client.try_password("nobody", password)), "WRONG_CREDENTIALS");
  EXPECT_EQ(client.wait_for_close(), 4408);
}

TEST_F(Protocol, GuessingAPasswordIsSlowedDownAndTheOwnerIsNotLockedOut) {
  school.wire("g-luo");
  auto guesser = school.stranger();
  std::string last;
  for (int i = 0; i < 20 && last != "SLOW_DOWN"; ++i) {
    const auto answer = guesser.try_password("g-luo", "wrong password " + std::to_string(i));
    last = error_name(answer);
    if (last == "SLOW_DOWN") {
      EXPECT_GT(answer.error().retry_after_ms(), 0u);
      EXPECT_EQ(answer.error().retry(), v1::RETRY_LATER);
    } else {
      EXPECT_EQ(last, "WRONG_CREDENTIALS");
    }
  }
  EXPECT_EQ(last, "SLOW_DOWN");
  EXPECT_EQ(error_name(guesser.try_password("g-luo", password)), "SLOW_DOWN") << "not even the right one, from there";
  auto other_spelling = school.stranger();
  EXPECT_EQ(error_name(other_spelling.try_password(" G-LUO  ", password)), "SLOW_DOWN")
      << "another spelling is the same account";
  EXPECT_TRUE(school.wire("g-luo", "127.0.0.2").ask(ping()).has_pong()) << "she signs in from elsewhere";
}

TEST_F(Protocol, WrongNamesAndWrongPasswordsCannotBeToldApart) {
  school.wire("g-luo");
  auto client = school.stranger();
  auto name = client.try_password("no-such-name", password).error();
  auto word = client.try_password("g-luo", "no such password").error();
  EXPECT_EQ(name.SerializeAsString(), word.SerializeAsString());
}

TEST_F(Protocol, GuessingCodesIsSlowedDown) {
  auto guesser = school.stranger("127.0.0.3");
  std::string last;
  for (int i = 0; i < 20 && last != "SLOW_DOWN"; ++i) last = error_name(guesser.try_code("ABCD-EFGH-JKLM", password));
  EXPECT_EQ(last, "SLOW_DOWN");
  EXPECT_TRUE(school.wire("g-luo").ask(ping()).has_pong()) << "others redeem theirs";
}

TEST_F(Protocol, ACodeWorksOnceHoweverItIsTyped) {
  auto code = school.code_for("g-luo").code();
  std::string typed = " ";
  for (const char c : code)
    typed += c == '-' ? std::string(" ") : std::string(1, static_cast<char>(std::tolower(c))) + " ";
  const auto first = school.stranger().try_code(typed, password);
  ASSERT_TRUE(first.has_signed_in()) << first.ShortDebugString();
  EXPECT_EQ(first.signed_in().login(), "g-luo") << "the name that the school suggests";
  EXPECT_EQ(first.signed_in().memberships(0).children_size(), 2);
  EXPECT_EQ(error_name(school.stranger().try_code(code, password)), "WRONG_CODE");
}

TEST_F(Protocol, ANewCodeMakesTheOneBeforeVoid) {
  const auto first = school.code_for("g-luo").code();
  const auto second = school.code_for("g-luo").code();
  EXPECT_NE(first, second);
  EXPECT_EQ(error_name(school.stranger().try_code(first, password)), "WRONG_CODE");
  EXPECT_TRUE(school.stranger().try_code(second, password).has_signed_in());
}

TEST_F(Protocol, ACodeForATakenNameOrAWeakPasswordIsNotUsedUp) {
  school.wire("g-luo");
  const auto code = school.code_for("g-zou").code();
  EXPECT_EQ(error_name(school.stranger().try_code(code, password, "G-Luo")), "NAME_TAKEN");
  const auto weak = school.stranger().try_code(code, "short");
  EXPECT_EQ(error_name(weak), "INVALID");
  EXPECT_EQ(weak.error().field(), "sign_in.code.new_password");
  EXPECT_TRUE(school.stranger().try_code(code, password, "zou").has_signed_in());
  EXPECT_TRUE(school.stranger().try_password("ZOU", password).has_signed_in());
}

TEST_F(Protocol, TheSameDeviceElsewhereClosesTheFirstWith4409) {
  auto first = school.wire("g-luo");
  const auto token = first.signed_in().token();
  ASSERT_EQ(token.size(), 32u);
  for (int i = 0; i < 4; ++i) {  // over both cores
    auto second = school.stranger();
    ASSERT_TRUE(second.try_token(token).has_signed_in());
    EXPECT_EQ(first.wait_for_close(), 4409);
    EXPECT_TRUE(second.ask(ping()).has_pong());
    auto third = school.stranger();
    ASSERT_TRUE(third.try_token(token).has_signed_in());
    EXPECT_EQ(second.wait_for_close(), 4409);
    auto fourth = school.stranger();
    ASSERT_TRUE(fourth.try_token(token).has_signed_in());
    EXPECT_EQ(third.wait_for_close(), 4409);
    first = std::move(fourth);
  }
}

TEST_F(Protocol, AForgottenPasswordEndsEveryOtherDeviceWith4401) {
  auto old = school.wire("g-luo");
  auto other = school.wire("g-luo");
  const auto token = old.signed_in().token();
  const auto fresh = school.stranger().try_code(school.code_for("g-luo").code(), "another password");
  ASSERT_TRUE(fresh.has_signed_in()) << fresh.ShortDebugString();
  EXPECT_EQ(old.wait_for_close(), 4401);
  EXPECT_EQ(other.wait_for_close(), 4401);
  EXPECT_EQ(error_name(school.stranger().try_token(token)), "NOT_SIGNED_IN");
  EXPECT_EQ(error_name(school.stranger().try_password("g-luo", password)), "WRONG_CREDENTIALS");
  EXPECT_TRUE(school.stranger().try_password("g-luo", "another password").has_signed_in());
  EXPECT_TRUE(school.stranger().try_token(fresh.signed_in().token()).has_signed_in());
}

TEST_F(Protocol, SigningOutKillsTheToken) {
  auto luo = school.wire("g-luo");
  auto tablet = school.wire("g-luo");
  v1::ClientFrame frame;
  frame.mutable_sign_out();
  EXPECT_TRUE(luo.ask(frame).has_signed_out());
  EXPECT_EQ(luo.wait_for_close(), 1000);
  EXPECT_EQ(error_name(school.stranger().try_token(luo.signed_in().token())), "NOT_SIGNED_IN");
  EXPECT_TRUE(tablet.ask(ping()).has_pong()) << "her other device stays signed in";
}

TEST_F(Protocol, ATokenThatNobodyHasIsRefused) {
  EXPECT_EQ(error_name(school.stranger().try_token(std::string(32, '\7'))), "NOT_SIGNED_IN");
  EXPECT_EQ(error_name(school.stranger().try_token(std::string(31, '\7'))), "INVALID");
}

TEST_F(Protocol, WhoNeverAcknowledgesGetsAWindowAndLosesNothing) {
  constexpr std::uint64_t window = 256, sent = 300;
  auto lin = school.wire("t-lin");
  auto luo = school.wire("g-luo");
  luo.resume();
  EXPECT_EQ(luo.signed_in().window_events(), window);
  auto request = notice(to_classes(lin.membership(), {class_1}), "放学提醒", "今天照常放学。");
  for (std::uint64_t i = 0; i < sent; ++i) {
    request.mutable_header()->set_client_id(new_client_id());
    request.set_title("放学提醒 " + std::to_string(i + 1));
    ASSERT_TRUE(lin.ask(frame_of(request)).send_result().has_stored());
  }
  std::uint64_t last = 0;
  const auto take = [&](std::uint64_t up_to) {
    while (last < up_to) {
      const auto batch = luo.next_batch();
      for (const auto& event : batch.events()) {
        ASSERT_EQ(event.seq(), ++last);
        ASSERT_EQ(event.item().title(), "放学提醒 " + std::to_string(last));
      }
    }
  };
  take(window);
  EXPECT_EQ(last, window);
  EXPECT_TRUE(luo.ask(ping()).has_pong());
  EXPECT_EQ(luo.pushed_so_far(), 0u) << "no more than the window is under way";
  luo.acknowledge(window - 10);
  take(sent);
  EXPECT_EQ(last, sent);
}

TEST_F(Protocol, HalfAClosedConnectionIsLetGo) {
  auto client = school.wire("g-luo");
  client.socket().finish_sending();
  EXPECT_EQ(client.socket().read_to_end().size(), 0u);
  RawSocket before_handshake(school.server.port());
  before_handshake.send_bytes("GET /ws HTTP/1.1\r\nHost: 127");
  before_handshake.finish_sending();
  before_handshake.read_to_end();
  EXPECT_TRUE(still_serves());
}

TEST_F(Protocol, AFloodOfQuickConnectionsLeavesTheServerAsItWas) {
  auto luo = school.wire("g-luo");
  for (int i = 0; i < 200; ++i) {
    RawSocket quick(school.server.port());
    if (i % 3 == 0) quick.send_bytes("GET /healthz HTT");
    if (i % 3 == 1) quick.upgrade();
  }
  EXPECT_TRUE(luo.ask(ping()).has_pong());
  EXPECT_TRUE(school.wire("g-zou").ask(ping()).has_pong());
}

TEST_F(Protocol, MoreRequestsThanAreReadAheadAreAllAnswered) {
  auto luo = school.wire("g-luo");
  std::vector<std::uint64_t> ids;
  for (int i = 0; i < 200; ++i) ids.push_back(luo.start(i % 2 ? ping() : mark_read(luo.member(), 4711)));
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto answer = luo.answer_to(ids[i]);
    EXPECT_TRUE(answer.has_pong() || error_name(answer) == "NOT_FOUND") << answer.ShortDebugString();
  }
}

TEST_F(Protocol, AnEarlierPositionOfAnotherLogIsReset) {
  auto lin = school.wire("t-lin");
  auto request = notice(to_classes(lin.membership(), {class_1}), "放学提醒");
  request.mutable_header()->set_client_id(new_client_id());
  ASSERT_TRUE(lin.ask(frame_of(request)).send_result().has_stored());
  auto luo = school.wire("g-luo");
  v1::ClientFrame frame;
  *frame.mutable_resume()->mutable_member() = luo.member();
  frame.mutable_resume()->set_epoch(luo.membership().epoch() + 1);
  frame.mutable_resume()->set_after_seq(1);
  auto resumed = luo.ask(frame).resumed();
  EXPECT_TRUE(resumed.reset());
  EXPECT_EQ(resumed.after_seq(), 0u);
  EXPECT_EQ(luo.next_batch().events(0).seq(), 1u);
  // Further than the log has come.
  frame.mutable_resume()->set_epoch(luo.membership().epoch());
  frame.mutable_resume()->set_after_seq(99);
  resumed = luo.ask(frame).resumed();
  EXPECT_TRUE(resumed.reset());
  EXPECT_EQ(luo.next_batch().events(0).seq(), 1u);
}

// A log of eight letters, as much as may be under way to one device.
void fill_log(WireClient& lin) {
  v1::SendLetter letter;
  letter.set_title("长信");
  letter.set_body(of_bytes(32'000));
  for (int i = 0; i < 8; ++i) {
    *letter.mutable_header() = to_classes(lin.membership(), {class_1});
    letter.mutable_header()->set_client_id(new_client_id());
    ASSERT_TRUE(lin.ask(frame_of(letter)).send_result().has_stored());
  }
}

// Follows the log anew and takes nothing of what comes; another device reads it meanwhile.
void ask_and_read_nothing(WireClient& deaf, WireClient& reader) {
  v1::ClientFrame frame;
  *frame.mutable_resume()->mutable_member() = deaf.member();
  deaf.start(frame);
  EXPECT_EQ(reader.read_log().size(), 8u);
}

TEST(ProtocolTimeouts, WhoNeverReadsIsDroppedAndDelaysNobody) {
  School school({.config = {{"timeouts.write_stall_ms", "500"}}});
  auto lin = school.wire("t-lin");
  fill_log(lin);
  auto deaf = school.wire("g-luo");
  deaf.socket().receive_little();
  auto reader = school.wire("g-zou");
  while (!deaf.socket().was_reset(milliseconds{0})) {
    try {
      ask_and_read_nothing(deaf, reader);
    } catch (const StageError&) {
      EXPECT_TRUE(deaf.socket().was_reset(milliseconds{0}));
    }
  }
  EXPECT_EQ(reader.read_log().size(), 8u);
  EXPECT_EQ(school.wire("g-luo").read_log().size(), 8u) << "and she loses nothing";
}

TEST_F(Protocol, WhoAsksMuchAndReadsNothingCostsLittleMemory) {
  auto lin = school.wire("t-lin");
  fill_log(lin);
  auto deaf = school.wire("g-luo");
  auto reader = school.wire("g-zou");
  deaf.socket().receive_little();
  EXPECT_EQ(reader.read_log().size(), 8u);
  const auto before = memory_of(school.server.pid());
  std::size_t most = 0;
  for (int i = 0; i < 300; ++i) {  // 75 MiB, if they were kept for her
    ask_and_read_nothing(deaf, reader);
    most = std::max(most, memory_of(school.server.pid()));
  }
  const std::size_t allowed = sanitized ? most : 24u << 20;
  EXPECT_LE(most, before + allowed) << "a device that does not read costs a cursor";
}

TEST_F(Protocol, HttpThatIsNotForUsIsTurnedAway) {
  const auto port = school.server.port();
  EXPECT_NE(http_get(port, "/healthz").find("200 OK"), std::string::npos);
  EXPECT_NE(http_get(port, "/readyz").find("200 OK"), std::string::npos);
  EXPECT_NE(http_get(port, "/").find(" 404 "), std::string::npos);
  EXPECT_NE(http_get(port, "/ws").find(" 426 "), std::string::npos);
  const auto upgrade = [&](const std::string& more) {
    RawSocket socket(port);
    socket.send_bytes(
        "GET /ws HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n" +
        more + "\r\n");
    return socket.read_to_end().substr(0, 12);
  };
  EXPECT_EQ(upgrade("Host: 127.0.0.1\r\nSec-WebSocket-Protocol: jiaxin.v2.proto\r\n"), "HTTP/1.1 400");
  EXPECT_EQ(upgrade("Host: 127.0.0.1\r\n"), "HTTP/1.1 400");
  EXPECT_EQ(upgrade("Host: evil.example\r\nSec-WebSocket-Protocol: jiaxin.v1.proto\r\n"), "HTTP/1.1 403");
  EXPECT_EQ(upgrade("Host: 127.0.0.1\r\nHost: 127.0.0.1\r\nSec-WebSocket-Protocol: jiaxin.v1.proto\r\n"),
            "HTTP/1.1 400");
  EXPECT_EQ(upgrade("Host: 127.0.0.1\r\nOrigin: https://evil.example\r\nSec-WebSocket-Protocol: jiaxin.v1.proto\r\n"),
            "HTTP/1.1 403");
  RawSocket endless(port);
  endless.send_bytes("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + of_bytes(9000) + "\r\n\r\n");
  EXPECT_EQ(endless.read_to_end().substr(0, 12), "HTTP/1.1 431");
}

}  // namespace
}  // namespace jiaxin::stage
