// How long the server waits for peers that do nothing or little. Timeouts are set short; the tests wait for what must
// happen and measure no time.
#include <gtest/gtest.h>

#include <thread>

#include "echo_server.hpp"

namespace jiaxin::transport::test {
namespace {

using std::chrono::milliseconds;

TEST(Patience, PingsAPeerAndKeepsHimWhileHeAnswers) {
  EchoServer server([](ServerSettings& settings) { settings.ping_interval = milliseconds(200); });
  RawClient client(server.port());
  client.upgrade();
  client.sees_pings = true;
  for (int i = 0; i < 5; ++i) {
    const auto frame = client.read_frame();
    ASSERT_EQ(frame.opcode, ping_frame);
    client.send(masked_frame(pong_frame, frame.payload));
  }
  client.say("still here");
  std::string heard;
  while (heard.empty()) heard = client.hear();
  EXPECT_EQ(heard, "still here");
}

TEST(Patience, DropsAPeerWhoAnswersNoPing) {
  EchoServer server([](ServerSettings& settings) { settings.ping_interval = milliseconds(100); });
  RawClient client(server.port());
  client.upgrade();
  server.journal().wait_for("closed");
}

TEST(Patience, DropsAPeerWhoTakesNothing) {
  EchoServer server([](ServerSettings& settings) { settings.write_stall_timeout = milliseconds(200); });
  RawClient client(server.port());
  client.receive_little();
  client.upgrade();
  client.say("flood");
  server.journal().wait_for("closed");
}

// A frame of 64 KiB takes him longer than a stall may last, but he does not stall.
TEST(Patience, KeepsAPeerWhoTakesALittleAtATime) {
  EchoServer server([](ServerSettings& settings) { settings.write_stall_timeout = milliseconds(2000); });
  RawClient client(server.port());
  client.receive_little();
  client.upgrade();
  client.say("flood");
  server.journal().wait_for("flooded");
  for (int i = 0; i < 120; ++i) {
    ASSERT_GT(client.take(1024), 0u) << "dropped after " << i << " KiB";
    std::this_thread::sleep_for(milliseconds(30));  // that is how slow he is
  }
  EXPECT_EQ(server.journal().count("closed"), 0u);
}

TEST(Patience, AsksAPeerWhoTakesNoAnswersForNoMoreQuestions) {
  EchoServer server([](ServerSettings& settings) { settings.write_stall_timeout = milliseconds(500); });
  RawClient client(server.port());
  client.receive_little();
  client.upgrade();
  const std::string question(16 * 1024, 'q');
  constexpr std::size_t questions = 4096;  // many times what sockets hold
  for (std::size_t i = 0; i < questions; ++i) client.say(question);
  server.journal().wait_for("closed");
  EXPECT_LT(server.journal().count("echoed"), questions / 4);
}

TEST(Patience, DropsAPeerWhoDoesNotAnswerAClose) {
  EchoServer server([](ServerSettings& settings) { settings.close_timeout = milliseconds(100); });
  RawClient client(server.port());
  client.upgrade();
  client.say("close");
  EXPECT_EQ(client.read_frame().opcode, close_frame);
  server.journal().wait_for("closed");
}

TEST(Patience, DropsAPeerWhoClosesButKeepsHisSocket) {
  EchoServer server([](ServerSettings& settings) { settings.close_timeout = milliseconds(100); });
  RawClient client(server.port());
  client.upgrade();
  client.send(masked_frame(close_frame, ""));
  server.journal().wait_for("closed");
}

TEST(Patience, DropsAPeerWhoBreaksTheRulesAndKeepsHisSocket) {
  EchoServer server([](ServerSettings& settings) { settings.close_timeout = milliseconds(100); });
  RawClient client(server.port());
  client.upgrade();
  client.say(std::string(70'000, 'x'));
  server.journal().wait_for("closed");
}

TEST(Patience, APeerWhoIsKeptWaitingIsNotTakenForSilent) {
  EchoServer server([](ServerSettings& settings) { settings.ping_interval = milliseconds(100); });
  RawClient client(server.port());
  client.upgrade();
  client.say("slow");
  client.sees_pings = true;
  for (int i = 0; i < 4; ++i) EXPECT_EQ(client.read_frame().opcode, ping_frame);  // more than two intervals
  server.release_slow();
  Frame frame = client.read_frame();
  while (frame.opcode == ping_frame) frame = client.read_frame();
  EXPECT_EQ(frame.payload, "at last");
}

}  // namespace
}  // namespace jiaxin::transport::test
