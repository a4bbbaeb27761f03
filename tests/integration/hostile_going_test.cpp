// Those who go half: they say that nothing more comes (FIN), and go on reading. The server lets them go at once, at
// whatever stage, and owes them nothing more on this connection: what was stored is found in the logs.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>

#include "stage/effort.hpp"
#include "stage/hostile_peers.hpp"

namespace jiaxin::stage {
namespace {

constexpr int rounds = sanitized ? 3 : 10;

TEST(HostileGoing, HalfClosedAtEveryStageBeforeSigningInIsLetGo) {
  HostilePeers peers;
  const auto before = peers.descriptors();
  std::vector<RawSocket> sockets;
  const auto more = [&](int stage) {
    auto& socket = sockets.emplace_back(peers.school.server.port());
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
  peers.serve_until_descriptors_are(before);
}

void do_nothing(WireClient&) {}
void follow(WireClient& client) { client.resume(); }
void ask_for_the_log(WireClient& client) { client.start(resume_of(client)); }
void begin_a_frame(WireClient& client) { client.socket().send_bytes("\x82"); }
void begin_a_message(WireClient& client) { client.socket().send("half a message", Opcode::binary, false); }
void begin_a_long_frame(WireClient& client) {
  client.socket().send_bytes(std::string("\x82\xfe\x10\x00\x01\x02\x03\x04 and so on", 18));
}
void ask_more_than_is_answered_at_once(WireClient& client) {
  for (int i = 0; i < 100; ++i) client.start(resume_of(client));
}

TEST(HostileGoing, HalfClosedAtEveryStageAfterSigningInIsLetGo) {
  const std::map<std::string, void (*)(WireClient&)> stages{{"idle", do_nothing},
                                                            {"following", follow},
                                                            {"pages are under way", ask_for_the_log},
                                                            {"in a frame's head", begin_a_frame},
                                                            {"in a frame", begin_a_long_frame},
                                                            {"in a message", begin_a_message},
                                                            {"much is asked", ask_more_than_is_answered_at_once}};
  HostilePeers peers;
  for (int i = 0; i < 100; ++i) peers.expect_service();  // pages of a log
  const auto before = peers.descriptors();
  for (const auto& [name, act] : stages) {
    SCOPED_TRACE(name);
    std::vector<WireClient> devices;
    for (int i = 0; i < rounds; ++i) {
      devices.push_back(peers.school.wire("g-xu"));
      act(devices.back());
      devices.back().socket().finish_sending();
    }
    peers.expect_service();
    for (auto& device : devices) device.socket().read_to_end();
    peers.serve_until_descriptors_are(before);
  }
  peers.expect_service_to_new_ones();
}

// The answer, if it came before the end.
std::optional<v1::ServerFrame> answer_if_any(WireClient& client, std::uint64_t request_id) {
  try {
    return client.answer_to(request_id);
  } catch (const ConnectionClosed&) {
    return std::nullopt;
  }
}

// Whether or not she hears of it: what was acknowledged is in the log, and a repeat brings nothing there twice.
TEST(HostileGoing, WhatIsSentBeforeHalfClosingIsStoredOnce) {
  HostilePeers peers;
  auto he = peers.school.wire("t-he");
  const auto before = peers.descriptors();
  std::vector<v1::ClientFrame> sent;
  std::vector<std::uint64_t> ids;
  for (int i = 0; i < rounds; ++i) {
    auto device = peers.school.wire("t-he");
    sent.push_back(notice_to_class_2(device));
    const auto request = device.start(sent.back());
    device.socket().finish_sending();
    const auto answer = answer_if_any(device, request);
    const auto repeated = he.ask(sent.back());
    ASSERT_TRUE(repeated.send_result().has_stored()) << repeated.ShortDebugString();
    ids.push_back(repeated.send_result().stored().message_id());
    if (answer) {
      EXPECT_EQ(answer->send_result().stored().message_id(), ids.back());
    }
  }
  std::vector<std::uint64_t> received;
  for (const auto& event : peers.school.wire("g-han").read_log()) received.push_back(event.message_id());
  std::sort(received.begin(), received.end());
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(received, ids);
  peers.serve_until_descriptors_are(before);
}

TEST(HostileGoing, ReceiversWhoHalfCloseDuringAFanOutAreLetGoAndFindTheNotice) {
  HostilePeers peers;
  const auto before = peers.descriptors();
  for (int round = 0; round < 3; ++round) {
    std::vector<WireClient> devices;
    for (int i = 0; i < rounds; ++i) {
      devices.push_back(peers.school.wire("g-xu"));
      devices.back().resume();
    }
    peers.start_notice();
    for (auto& device : devices) device.socket().finish_sending();
    peers.expect_notice();
    for (auto& device : devices) device.socket().read_to_end();
    peers.serve_until_descriptors_are(before);
  }
  const auto log = peers.school.wire("g-xu").read_log();
  EXPECT_EQ(log.back().message_id(), peers.last_stored().message_id());
}

TEST(HostileGoing, WhoAnswersNoPingIsLetGo) {
  HostilePeers peers({{"timeouts.ping_interval_ms", "1500"}, {"timeouts.close_ms", "200"}});
  auto silent = peers.school.wire("g-xu");
  peers.serve_until([&] { return silent.socket().is_ended(); });
}

}  // namespace
}  // namespace jiaxin::stage
