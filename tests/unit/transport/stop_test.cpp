#include <gtest/gtest.h>

#include <deque>
#include <thread>

#include "echo_server.hpp"

namespace jiaxin::transport::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(Stop, TellsEveryHandlerAndWaitsForItsPeer) {
  EchoServer server({}, {}, 2);
  std::deque<RawClient> clients;
  for (int i = 0; i < 4; ++i) clients.emplace_back(server.port()).upgrade();
  server.journal().wait_for("open 127.0.0.1", 4);
  std::thread stopping([&] { server.server().stop(seconds(60)); });
  for (auto& client : clients) {
    const auto frame = client.read_frame();
    EXPECT_EQ(frame.close_code(), 1012);
    client.send(masked_frame(close_frame, frame.payload));
    client.end_sending();
  }
  stopping.join();
  EXPECT_EQ(server.journal().count("stopping"), 4U);
  EXPECT_EQ(server.journal().count("closed"), 4U);
  EXPECT_EQ(server.server().connections(), 0U);
}

TEST(Stop, DropsThoseWhoStayBeyondTheDeadline) {
  EchoServer server({}, {.closes_on_stopping = false});
  RawClient client(server.port()), silent(server.port());
  client.upgrade();
  server.journal().wait_for("open 127.0.0.1");
  server.server().stop(milliseconds(10));
  EXPECT_EQ(server.journal().count("closed"), 1U);
  EXPECT_EQ(server.server().connections(), 0U);
  EXPECT_EQ(silent.read_to_end(), "");
}

TEST(Stop, TakesNoMoreConnections) {
  EchoServer server;
  server.server().stop(seconds(60));
  EXPECT_THROW(RawClient(server.port()), std::runtime_error);
  server.server().stop(seconds(60));  // again is harmless
}

TEST(Start, SaysThatThePortIsInUse) {
  EchoServer first;
  IoCore core;
  core.start();
  ServerSettings settings;
  settings.port = first.port();
  Server second(settings, {&core}, {}, {});
  const auto outcome = second.start();
  ASSERT_TRUE(std::holds_alternative<StartFailure>(outcome));
  const auto& failure = std::get<StartFailure>(outcome);
  EXPECT_EQ(failure.kind, StartFailure::Kind::in_use);
  EXPECT_NE(failure.text_zh.find("端口已被占用"), std::string::npos);
}

TEST(Start, SaysThatTheAddressIsNotOurs) {
  IoCore core;
  core.start();
  ServerSettings settings;
  settings.host = "203.0.113.1";
  Server server(settings, {&core}, {}, {});
  const auto outcome = server.start();
  ASSERT_TRUE(std::holds_alternative<StartFailure>(outcome));
  EXPECT_EQ(std::get<StartFailure>(outcome).kind, StartFailure::Kind::bad_address);
}

}  // namespace
}  // namespace jiaxin::transport::test
