// Floods by those who are signed in and read no answer. With 32 requests unanswered, or with 64 frames or 128 KiB that
// wait to be taken, the server reads no further: a flood waits in its own kernel, and everybody else is served.
#include <gtest/gtest.h>

#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "stage/effort.hpp"
#include "stage/hostile_floods.hpp"
#include "stage/hostile_peers.hpp"

namespace jiaxin::stage {
namespace {

using codec::WireFormat;

constexpr int rounds = sanitized ? 10 : 50;

// What may be kept for one flood: a frame of the longest kind for each of 32 requests, what waits to be written, and a
// message in JSON that is being read. Beside it, for all together, what the allocator holds back.
constexpr std::size_t for_a_flood = 32 * 64 * kib + 128 * kib + 128 * kib;
constexpr std::size_t for_floods = flooding * for_a_flood + 16 * mib;
// Pages of the database, of one who writes and two who read (storage/opening.cpp), with an eighth for keeping them.
constexpr std::size_t for_pages = (96 + 2 * 16) * mib * 9 / 8;

constexpr std::uint64_t after_sign_in = 2;  // the number of a client's next request

v1::ClientFrame ack_of(const WireClient& client) {
  v1::ClientFrame frame;
  *frame.mutable_ack()->mutable_member() = client.member();
  frame.mutable_ack()->set_epoch(client.membership().epoch());
  return frame;
}

void send_numbered_ping(WireClient& client) { client.start(ping()); }
void send_web_socket_ping(WireClient& client) { client.socket().send(std::string(125, 'p'), Opcode::ping); }
void send_resume(WireClient& client) {
  auto frame = resume_of(client);
  frame.set_request_id(after_sign_in);
  client.send_as_it_is(frame);
}
void send_ack(WireClient& client) { client.send_as_it_is(ack_of(client)); }

// A message that begins and never ends.
Flood::Send empty_fragments() {
  return [begun = false](WireClient& client) mutable {
    if (begun) client.socket().send("", Opcode::more, false);
    else client.socket().send("a", Opcode::binary, false);
    begun = true;
  };
}

TEST(HostileFloods, SmallMessagesOfEveryKindDelayNobodyAndCostLittleMemory) {
  const std::map<std::string, Flood::Send> kinds{{"pings", send_numbered_ping},
                                                 {"pings of WebSocket", send_web_socket_ping},
                                                 {"resumes", send_resume},
                                                 {"acknowledgements", send_ack},
                                                 {"empty fragments", empty_fragments()}};
  for (const auto& [name, send] : kinds) {
    SCOPED_TRACE(name);
    HostilePeers peers;
    for (int i = 0; i < 50; ++i) peers.expect_service();  // a log that resumes can ask for again and again
    const auto floods = floods_of(peers.school, "g-xu", send);
    std::cout << name << ": ";
    peers.expect_undelayed(32 * mib, rounds);
  }
}

// --- Sends. The families of another class receive them, not hers who is served.

TEST(HostileFloods, ANoticeThatIsSentAgainAndAgainIsStoredOnce) {
  HostilePeers peers;
  auto he = peers.school.wire("t-he");
  const auto once = notice_to_class_2(he);
  const auto first = he.ask(once);
  ASSERT_TRUE(first.send_result().has_stored()) << first.ShortDebugString();
  {
    const auto floods = floods_of(peers.school, "t-he", [&](WireClient& client) { client.start(once); });
    peers.expect_undelayed(for_floods, rounds);
    EXPECT_EQ(he.ask(once).send_result().SerializeAsString(), first.send_result().SerializeAsString());
  }
  EXPECT_EQ(peers.school.wire("g-han").resume().head_seq(), 1u);
}

TEST(HostileFloods, NoticesWithNewIdsDelayNobody) {
  constexpr std::uint64_t many = sanitized ? 100 : 1000;
  HostilePeers peers;
  auto han = peers.school.wire("g-han");
  const auto floods =
      floods_of(peers.school, "t-he", [](WireClient& client) { client.start(notice_to_class_2(client)); });
  peers.expect_undelayed(for_floods + for_pages, rounds);
  peers.serve_until([&] { return han.resume().head_seq() >= many; });
  peers.expect_little_memory(for_floods + for_pages);
}

// --- Requests that the store must be read for, with something to find.

struct Question {
  std::string person;
  v1::ClientFrame frame;
};

v1::ClientFrame get_receipts(const WireClient& sender, std::uint64_t message_id) {
  v1::ClientFrame frame;
  *frame.mutable_get_receipts()->mutable_member() = sender.member();
  frame.mutable_get_receipts()->set_message_id(message_id);
  return frame;
}

v1::ClientFrame get_answer_status(const WireClient& who, std::uint64_t message_id, std::uint32_t child_id) {
  v1::ClientFrame frame;
  *frame.mutable_get_answer_status()->mutable_member() = who.member();
  frame.mutable_get_answer_status()->set_message_id(message_id);
  frame.mutable_get_answer_status()->set_child_id(child_id);
  return frame;
}

v1::ClientFrame list_reviews(const WireClient& who, v1::ReviewList list) {
  v1::ClientFrame frame;
  *frame.mutable_list_reviews()->mutable_member() = who.member();
  frame.mutable_list_reviews()->set_list(list);
  return frame;
}

v1::ClientFrame get_review(const WireClient& who, std::uint64_t message_id) {
  v1::ClientFrame frame;
  *frame.mutable_get_review()->mutable_member() = who.member();
  frame.mutable_get_review()->set_message_id(message_id);
  return frame;
}

v1::ClientFrame get_overturned_blocks(const WireClient& who) {
  v1::ClientFrame frame;
  *frame.mutable_get_overturned_blocks()->mutable_member() = who.member();
  return frame;
}

std::uint64_t send_letter_with_slip(WireClient& sender) {
  v1::SendLetter letter;
  *letter.mutable_header() = to_classes(sender.membership(), {class_2});
  letter.mutable_header()->set_client_id(new_client_id());
  letter.set_title("秋游家长信");
  letter.set_body("请选择是否参加。");
  letter.mutable_slip()->add_options()->set_label("参加");
  letter.mutable_slip()->add_options()->set_label("不参加");
  const auto answer = sender.ask(frame_of(letter));
  EXPECT_TRUE(answer.send_result().has_stored()) << answer.ShortDebugString();
  return answer.send_result().stored().message_id();
}

std::uint64_t send_held(WireClient& sender) {
  auto header = to_classes(sender.membership(), {class_2});
  header.set_client_id(new_client_id());
  const auto answer = sender.ask(frame_of(notice(header, "班级小事", "表扬张三同学，今天主动扫地。")));
  EXPECT_TRUE(answer.send_result().has_held()) << answer.ShortDebugString();
  return answer.send_result().held().message_id();
}

std::map<std::string, Question> questions_at(School& school) {
  constexpr int page = 50;
  auto zhou = school.wire("t-zhou");
  const auto tang = school.wire("t-tang");
  const auto han = school.wire("g-han");
  const auto letter = send_letter_with_slip(zhou);
  std::uint64_t held = 0;
  for (int i = 0; i < page; ++i) held = send_held(zhou);
  return {{"receipts", {"t-zhou", get_receipts(zhou, letter)}},
          {"answers of a child", {"t-zhou", get_answer_status(zhou, letter, han.membership().children(0).child_id())}},
          {"what waits for a decision", {"t-tang", list_reviews(tang, v1::REVIEW_LIST_WAITING)}},
          {"one's own that was held", {"t-zhou", list_reviews(zhou, v1::REVIEW_LIST_MINE)}},
          {"one that was held", {"t-tang", get_review(tang, held)}},
          {"overturned blocks", {"t-tang", get_overturned_blocks(tang)}},
          {"marks of reading", {"g-han", mark_read(han.member(), letter)}}};
}

TEST(HostileFloods, RequestsThatReadTheStoreDelayNobody) {
  HostilePeers peers;
  for (const auto& [name, question] : questions_at(peers.school)) {
    SCOPED_TRACE(name);
    const auto answer = peers.school.wire(question.person).ask(question.frame);
    ASSERT_FALSE(answer.has_error()) << answer.ShortDebugString();
    const auto& frame = question.frame;
    const auto floods = floods_of(peers.school, question.person, [&](WireClient& client) { client.start(frame); });
    std::cout << name << ": ";
    peers.expect_undelayed(for_floods, rounds);
  }
}

// --- JSON.

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  for (; times > 0; --times) all += text;
  return all;
}

// The longest messages that there are: of a field that nobody knows, and of empty messages.
std::string long_ping() {
  return R"({"requestId":"2","ping":{},"unknown":[0)" + repeated(",0", codec::max_frame_bytes - 50) + "]}";
}
std::string many_options() {
  constexpr std::size_t times = codec::max_frame_bytes / 3;
  return R"({"requestId":"2","sendLetter":{"slip":{"options":[{})" + repeated(",{}", times) + "]}}}";
}

// What the parser takes, on each of two threads.
constexpr std::size_t for_parsing = 2 * 24 * mib;

void send_text(WireClient& client, const std::string& text) { client.socket().send(text, Opcode::text); }

TEST(HostileFloods, JsonDelaysNobody) {
  struct Kind {
    Flood::Send send;
    int times;  // that others are served: a long message takes the thread that reads it some milliseconds
  };
  const std::map<std::string, Kind> kinds{
      {"pings", {send_numbered_ping, rounds}},
      {"resumes", {send_resume, rounds}},
      {"long pings", {[text = long_ping()](WireClient& client) { send_text(client, text); }, rounds / 5}},
      {"many options", {[text = many_options()](WireClient& client) { send_text(client, text); }, rounds / 5}}};
  for (const auto& [name, kind] : kinds) {
    SCOPED_TRACE(name);
    HostilePeers peers;
    for (int i = 0; i < 50; ++i) peers.expect_service();
    auto first = peers.school.wire("g-xu", "127.0.0.1", WireFormat::json);
    kind.send(first);
    EXPECT_FALSE(first.answer_to(after_sign_in).body_case() == v1::ServerFrame::BODY_NOT_SET) << "it is a frame";
    const auto floods = floods_of(peers.school, "g-xu", kind.send, WireFormat::json);
    std::cout << name << ": ";
    peers.expect_undelayed(for_floods + for_parsing, kind.times);
  }
}

// The connection is let go, but whoever has its token comes again.
TEST(HostileFloods, JsonThatIsNoFrameEndsTheConnectionEachTime) {
  constexpr std::size_t times = sanitized ? 5 : 50;
  const std::map<std::string, std::string> kinds{{"broken", "{\"requestId\": 1, "},
                                                 {"objects in objects", repeated(R"({"unknown":)", 11'000)},
                                                 {"lists in lists", R"({"unknown":)" + repeated("[", 130'000)}};
  HostilePeers peers;
  std::vector<std::string> tokens;
  for (int i = 0; i < flooding; ++i) tokens.push_back(peers.school.wire("g-xu").signed_in().token());
  for (const auto& [name, text] : kinds) {
    SCOPED_TRACE(name);
    Visitors visitors;
    for (int i = 0; i < flooding; ++i)
      visitors.push_back(std::make_unique<Visitor>([&, &text = text, i] {
        WireClient client(peers.school.server.port(), address_of_visitor(i), WireFormat::json);
        ASSERT_TRUE(client.try_token(tokens[static_cast<std::size_t>(i)]).has_signed_in());
        send_text(client, text);
        EXPECT_EQ(client.wait_for_close(), 4400);
        client.socket().reset_at_close();
      }));
    peers.serve_until([&] { return all_came(visitors, times); });
    std::cout << name << ": ";
    peers.expect_undelayed(for_floods + for_parsing, rounds);
  }
}

}  // namespace
}  // namespace jiaxin::stage
