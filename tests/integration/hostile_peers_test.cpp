// Peers who mean harm, or behave as if: everybody else is served as before, the server's memory stays what it was, and
// they are let go.
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "stage/hostile_peers.hpp"

namespace jiaxin::stage {
namespace {

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

}  // namespace
}  // namespace jiaxin::stage
