// Peers who mean harm, or behave as if: everybody else is served as before, the server's memory stays what it was, and
// they are let go.
#include <gtest/gtest.h>

#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <iostream>
#include <optional>
#include <thread>

#include "child_process.hpp"
#include "stage/effort.hpp"
#include "stage/process_facts.hpp"
#include "stage/school.hpp"

namespace jiaxin::stage {
namespace {

using Clock = std::chrono::steady_clock;

constexpr const char* class_1 = "三年级(1)班";
constexpr std::size_t mib = 1 << 20;

v1::ClientFrame ping() {
  v1::ClientFrame frame;
  frame.mutable_ping();
  return frame;
}

// A school with a teacher and a mother who are served whatever the others do.
class HostilePeers {
 public:
  explicit HostilePeers(Files config = {}) : school({.config = std::move(config)}) {
    lin.emplace(school.wire("t-lin"));
    luo.emplace(school.wire("g-luo"));
    luo->resume();
    expect_service();
    memory_before_ = memory_of(school.server.pid());
  }

  void expect_service() {
    auto request = notice(to_classes(lin->membership(), {class_1}), "放学提醒");
    request.mutable_header()->set_client_id(new_client_id());
    const auto answer = lin->ask(frame_of(request));
    ASSERT_TRUE(answer.send_result().has_stored()) << answer.ShortDebugString();
    const auto batch = luo->next_batch();
    ASSERT_EQ(batch.events_size(), 1);
    EXPECT_EQ(batch.events(0).seq(), ++seq_);
    EXPECT_EQ(batch.events(0).message_id(), answer.send_result().stored().message_id());
    luo->acknowledge(seq_);
  }
  // While that goes on, waits until it holds.
  template <class Holds>
  void serve_until(Holds holds) {
    for (const auto until = Clock::now() + patience; !holds(); expect_service()) {
      ASSERT_LT(Clock::now(), until) << "it does not come to hold";
      ASSERT_FALSE(testing::Test::HasFatalFailure());
    }
  }
  void expect_little_memory(std::size_t bytes) {
    const auto now = memory_of(school.server.pid());
    const auto grown = now - std::min(now, memory_before_);
    std::cout << "the server has grown by " << grown / 1024 << " KiB\n";
    if (!sanitized) {
      EXPECT_LT(grown, bytes);
    }
  }
  void expect_service_to_new_ones() {
    EXPECT_NE(http_get(school.server.port(), "/readyz").find("200 OK"), std::string::npos);
    EXPECT_TRUE(school.wire("g-zou").ask(ping()).has_pong());
  }

  School school;
  std::optional<WireClient> lin, luo;

 private:
  std::uint64_t seq_ = 0;
  std::size_t memory_before_ = 0;
};

// Sends on many sockets one byte after the other, each time round one to each, until the server has ended all.
void drip(HostilePeers& peers, std::vector<RawSocket>& sockets, const std::string& bytes) {
  std::size_t round = 0;
  peers.serve_until([&] {
    const auto& byte = bytes[round++ % bytes.size()];
    std::erase_if(sockets, [&](RawSocket& socket) {
      if (socket.is_ended()) return true;
      try {
        socket.send_bytes({&byte, 1});
        return false;
      } catch (const StageError&) {
        return true;
      }
    });
    return sockets.empty();
  });
}

TEST(HostilePeers, HttpHeadsThatComeByteByByteAreDropped) {
  HostilePeers peers(Files{{"timeouts.handshake_ms", "1000"}});
  std::vector<RawSocket> sockets;
  for (int i = 0; i < 500; ++i) sockets.emplace_back(peers.school.server.port()).send_bytes("GET /ws HTTP/1.1\r\n");
  drip(peers, sockets, "X-Never-Ends: and never will\r\n");
  peers.expect_little_memory(16 * mib);
  peers.expect_service_to_new_ones();
}

// A frame that promises 64 KiB. Nobody has signed in on these.
TEST(HostilePeers, FramesThatComeByteByByteAreDroppedBeforeSigningIn) {
  HostilePeers peers({{"timeouts.sign_in_ms", "1000"}, {"timeouts.close_ms", "200"}});
  std::vector<RawSocket> sockets;
  for (int i = 0; i < 300; ++i) {
    sockets.emplace_back(peers.school.server.port()).upgrade();
    sockets.back().send_bytes(std::string("\x82\xff\x00\x00\x00\x00\x00\x00\xff\xff\x01\x02\x03\x04", 14));
  }
  drip(peers, sockets, "x");
  peers.expect_little_memory(32 * mib);
  peers.expect_service_to_new_ones();
}

// Whoever is signed in has two ping intervals for a message, whatever he says between its pieces.
TEST(HostilePeers, MessagesWithoutAnEndAreLetGo) {
  const std::map<std::string, Opcode> between{
      {"nothing", Opcode::more}, {"pongs", Opcode::pong}, {"pings", Opcode::ping}};
  for (const auto& [name, opcode] : between) {
    HostilePeers peers({{"timeouts.ping_interval_ms", "1500"}, {"timeouts.close_ms", "200"}});
    auto endless = peers.school.wire("g-xu");
    endless.socket().send("a", Opcode::binary, false);
    peers.serve_until([&, &opcode = opcode] {
      if (endless.socket().is_ended()) return true;
      try {
        endless.socket().send("", Opcode::more, false);
        if (opcode != Opcode::more) endless.socket().send("", opcode);
        return false;
      } catch (const StageError&) {
        return true;
      }
    });
    peers.expect_service_to_new_ones();
  }
}

TEST(HostilePeers, AMessageOfOneByteFragmentsIsReadUpToTheLimit) {
  HostilePeers peers;
  auto many = peers.school.stranger();
  many.socket().send("\x08", Opcode::binary, false);
  std::size_t sent = 1;
  try {
    for (; sent < 70'000; ++sent) many.socket().send(sent % 2 ? "\x01" : "\x08", Opcode::more, false);
  } catch (const StageError&) {  // closed meanwhile
  }
  EXPECT_GT(sent, 60'000u);
  EXPECT_EQ(many.wait_for_close(), 1009);
  peers.expect_little_memory(8 * mib);
  peers.expect_service();
}

TEST(HostilePeers, FramesThatPromiseMoreThanTheLimitAreRefusedAtOnce) {
  HostilePeers peers;
  for (const std::string& head : {std::string("\x82\xff\x7f\xff\xff\xff\xff\xff\xff\xff\x01\x02\x03\x04", 14),
                                  std::string("\x82\xff\x00\x00\x00\x00\x00\x01\x00\x01\x01\x02\x03\x04", 14)}) {
    auto client = peers.school.stranger();
    client.socket().send_bytes(head);
    EXPECT_EQ(client.wait_for_close(), 1009);
  }
  auto negative = peers.school.stranger();
  negative.socket().send_bytes(std::string("\x82\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x02\x03\x04", 14));
  EXPECT_NE(negative.wait_for_close(), 1000);
  peers.expect_little_memory(8 * mib);
  peers.expect_service();
}

TEST(HostilePeers, GarbageAfterTheHandshakeEndsTheConnection) {
  HostilePeers peers;
  std::uint32_t state = 20261125;
  for (int i = 0; i < 300; ++i) {
    auto client = peers.school.stranger();
    std::string garbage;
    for (int k = 0; k < 64; ++k) garbage += static_cast<char>((state = state * 1664525 + 1013904223) >> 24);
    garbage[0] = static_cast<char>(garbage[0] | 0x70);  // reserved bits
    client.socket().send_bytes(garbage);
    EXPECT_EQ(client.wait_for_close(), 1002);
  }
  peers.expect_service();
}

// --- Floods: what is sent without reading an answer. A thread, since a blocking socket must not hold up the test.

class Flood {
 public:
  template <class Send>
  Flood(WireClient client, Send send)
      : client_(std::move(client)), thread_([this, send] {
          try {
            while (!enough_) send(client_);
          } catch (const StageError&) {  // let go
          }
        }) {}
  ~Flood() {
    enough_ = true;
    ::shutdown(client_.socket().descriptor(), SHUT_RDWR);
    thread_.join();
  }

 private:
  WireClient client_;
  std::atomic<bool> enough_ = false;
  std::thread thread_;
};

v1::ClientFrame resume_of(const WireClient& client) {
  v1::ClientFrame frame;
  frame.set_request_id(1);
  *frame.mutable_resume()->mutable_member() = client.member();
  return frame;
}

v1::ClientFrame ack_of(const WireClient& client) {
  v1::ClientFrame frame;
  *frame.mutable_ack()->mutable_member() = client.member();
  frame.mutable_ack()->set_epoch(client.membership().epoch());
  return frame;
}

void send_numbered_ping(WireClient& client) { client.start(ping()); }
void send_web_socket_ping(WireClient& client) { client.socket().send(std::string(125, 'p'), Opcode::ping); }
void send_resume(WireClient& client) { client.send_as_it_is(resume_of(client)); }
void send_ack(WireClient& client) { client.send_as_it_is(ack_of(client)); }
void send_empty_fragment(WireClient& client) { client.socket().send("", Opcode::more, false); }

TEST(HostilePeers, FloodsOfEveryKindDelayNobodyAndCostLittleMemory) {
  const std::map<std::string, void (*)(WireClient&)> kinds{{"pings", send_numbered_ping},
                                                           {"pings of WebSocket", send_web_socket_ping},
                                                           {"resumes", send_resume},
                                                           {"acknowledgements", send_ack},
                                                           {"empty fragments", send_empty_fragment}};
  for (const auto& [name, send] : kinds) {
    SCOPED_TRACE(name);
    HostilePeers peers;
    for (int i = 0; i < 50; ++i) peers.expect_service();  // a log that resumes can ask for again and again
    std::vector<std::unique_ptr<Flood>> floods;
    for (int i = 0; i < 8; ++i) {
      auto client = peers.school.wire("g-xu");
      client.socket().receive_little();
      client.resume();
      if (send == send_empty_fragment) client.socket().send("a", Opcode::binary, false);
      floods.push_back(std::make_unique<Flood>(std::move(client), send));
    }
    std::cout << name << ": ";
    for (int i = 0; i < 50; ++i) peers.expect_service();
    peers.expect_little_memory(32 * mib);
    peers.expect_service_to_new_ones();
  }
}

// --- Those who go half, or all at once.

TEST(HostilePeers, HalfClosedAtEveryStageIsLetGo) {
  HostilePeers peers;
  const auto port = peers.school.server.port();
  const auto before = descriptors_of(peers.school.server.pid());
  std::vector<RawSocket> sockets;
  const auto more = [&](int stage) {
    auto& socket = sockets.emplace_back(port);
    if (stage == 1) socket.send_bytes("GET /ws HTT");
    if (stage >= 2) socket.upgrade();
    if (stage == 3) socket.send_bytes("\x82");
    if (stage == 4) socket.send("half a message", Opcode::binary, false);
    if (stage == 5) socket.send_bytes(std::string("\x82\xfe\x10\x00\x01\x02\x03\x04 and so on", 18));
    if (stage == 6) socket.send(ping().SerializeAsString());
    socket.finish_sending();
  };
  for (int round = 0; round < 20; ++round)
    for (int stage = 0; stage <= 6; ++stage) more(stage);
  for (auto& socket : sockets) socket.read_to_end();
  peers.serve_until([&] { return descriptors_of(peers.school.server.pid()) <= before; });
}

TEST(HostilePeers, WhoAnswersNoPingIsLetGo) {
  HostilePeers peers({{"timeouts.ping_interval_ms", "1500"}, {"timeouts.close_ms", "200"}});
  auto silent = peers.school.wire("g-xu");
  peers.serve_until([&] { return silent.socket().is_ended(); });
}

class Crowd {
 public:
  Crowd(School& school, int count, const char* how)
      : process_(school.bell, {JIAXIN_CROWD_PROGRAM, std::to_string(school.server.port()), std::to_string(count), how},
                 school.folder.path() / "crowd.log") {
    if (process_.first_line(3 * patience) != "ready") throw StageError("the crowd does not get in");
  }
  void vanish() { process_.kill(); }

 private:
  demo::ChildProcess process_;
};

// There is room for one crowd only, so a second gets in only if every place of the first was given back.
TEST(HostilePeers, TenThousandWhoGoAtOnceLeaveNothingBehind) {
  constexpr int crowd = sanitized ? 500 : 10'000;
  constexpr int signed_in = sanitized ? 20 : 200;
  HostilePeers peers({{"timeouts.sign_in_ms", "120000"},
                      {"timeouts.handshake_ms", "60000"},
                      {"listen.max_connections", std::to_string(crowd + signed_in + 50)}});
  auto& school = peers.school;
  const auto before = descriptors_of(school.server.pid());
  std::vector<std::string> tokens;
  while (tokens.size() < signed_in) tokens.push_back(school.wire("g-xu").signed_in().token());
  peers.serve_until([&] { return descriptors_of(school.server.pid()) <= before; });
  for (const char* how : {"fin", "reset"}) {
    std::vector<WireClient> families;
    for (const auto& token : tokens) {
      families.push_back(school.stranger());
      ASSERT_TRUE(families.back().try_token(token).has_signed_in());
      families.back().resume();
      if (how == std::string("reset")) families.back().socket().reset_at_close();
    }
    Crowd strangers(school, crowd, how);
    EXPECT_GE(descriptors_of(school.server.pid()), before + crowd + signed_in);
    peers.expect_service();
    strangers.vanish();
    families.clear();
    peers.serve_until([&] { return descriptors_of(school.server.pid()) <= before; });
    peers.expect_service_to_new_ones();
  }
  peers.expect_little_memory(128 * mib);
}

}  // namespace
}  // namespace jiaxin::stage
