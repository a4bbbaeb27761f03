// More connections than there is room for, and clients that come and go as they like.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <deque>
#include <thread>

#include "echo_server.hpp"

namespace jiaxin::transport::test {
namespace {

TEST(Overload, TellsThoseOverTheCapToComeBackLater) {
  EchoServer server([](ServerSettings& settings) { settings.max_connections = 2; });
  RawClient one(server.port()), two(server.port());
  ASSERT_TRUE(one.upgrade().starts_with("HTTP/1.1 101 "));
  ASSERT_TRUE(two.upgrade().starts_with("HTTP/1.1 101 "));
  RawClient three(server.port());
  const auto answer = three.ask(upgrade_request());
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 503 ")) << answer;
  EXPECT_NE(answer.find("\r\nRetry-After: "), std::string::npos) << answer;
  one.say("still here");
  EXPECT_EQ(one.hear(), "still here");
}

TEST(Overload, TakesAnotherWhenOneHasGone) {
  EchoServer server([](ServerSettings& settings) { settings.max_connections = 1; });
  {
    RawClient first(server.port());
    first.upgrade();
    first.reset();
    server.journal().wait_for("closed");
  }
  RawClient second(server.port());
  EXPECT_TRUE(second.upgrade().starts_with("HTTP/1.1 101 "));
}

TEST(Overload, SurvivesManyMoreThanTheCap) {
  EchoServer server([](ServerSettings& settings) { settings.max_connections = 1; });
  RawClient guest(server.port());
  guest.upgrade();
  std::deque<RawClient> crowd;
  for (int i = 0; i < 200; ++i) crowd.emplace_back(server.port());
  guest.say("still here");
  EXPECT_EQ(guest.hear(), "still here");
  EXPECT_LE(server.server().connections(), 65U);
}

TEST(Overload, SurvivesRunningOutOfDescriptors) {
  EchoServer server;
  std::deque<RawClient> waiting;
  for (int i = 0; i < 3; ++i) waiting.emplace_back(server.port());
  waiting.front().upgrade();
  std::vector<int> taken;
  for (int fd = ::dup(0); fd >= 0; fd = ::dup(0)) taken.push_back(fd);
  ASSERT_EQ(errno, EMFILE);
  ::close(taken.back());  // for the client's end; none is left for the server's
  taken.pop_back();
  RawClient late(server.port());
  late.send(upgrade_request());
  waiting.front().say("still here");
  EXPECT_EQ(waiting.front().hear(), "still here");
  for (const int fd : taken) ::close(fd);
  EXPECT_TRUE(late.read_head().starts_with("HTTP/1.1 101 "));
}

TEST(Overload, SurvivesClientsThatResetAtEveryStage) {
  EchoServer server({}, {}, 2);
  const std::string request = upgrade_request();
  for (std::size_t length = 0; length <= request.size(); length += 7) {
    RawClient client(server.port());
    client.send(std::string_view(request).substr(0, length));
    client.reset();
  }
  for (const char* bytes : {"", "\x82", "\x82\x85jx", "\x88"}) {
    RawClient client(server.port());
    client.upgrade();
    client.send(bytes);
    client.reset();
  }
  RawClient client(server.port());
  client.upgrade();
  client.say("still here");
  EXPECT_EQ(client.hear(), "still here");
}

TEST(Overload, DealsConnectionsOutToAllCores) {
  EchoServer server({}, {}, 2);
  std::deque<RawClient> clients;
  for (int i = 0; i < 10; ++i) clients.emplace_back(server.port()).upgrade();
  server.journal().wait_for("on core 0", 5);
  server.journal().wait_for("on core 1", 5);
  EXPECT_EQ(server.journal().count("open 127.0.0.1"), 10U);
}

TEST(Overload, ServesManyClientsAtOnce) {
  EchoServer server({}, {}, 2);
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&server] {
      std::deque<RawClient> clients;
      for (int i = 0; i < 50; ++i) clients.emplace_back(server.port()).upgrade();
      for (int round = 0; round < 5; ++round) {
        for (auto& client : clients) client.say("hello " + std::to_string(round));
        for (auto& client : clients) EXPECT_EQ(client.hear(), "hello " + std::to_string(round));
      }
    });
  for (auto& thread : threads) thread.join();
  server.journal().wait_for("closed", 200);
}

}  // namespace
}  // namespace jiaxin::transport::test
