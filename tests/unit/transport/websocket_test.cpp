// What a WebSocket client sees, well behaved or not.
#include <gtest/gtest.h>

#include "echo_server.hpp"

namespace jiaxin::transport::test {
namespace {

struct WebSocketTest : testing::Test {
  EchoServer server;
  RawClient client{server.port()};

  void SetUp() override { ASSERT_TRUE(client.upgrade().starts_with("HTTP/1.1 101 ")); }
  int close_code_after(std::string_view bytes) {
    client.send(bytes);
    const auto frame = client.read_frame();
    EXPECT_EQ(frame.opcode, close_frame);
    return frame.close_code();
  }
};

TEST_F(WebSocketTest, CarriesMessagesBothWays) {
  client.say("家信");
  const auto frame = client.read_frame();
  EXPECT_EQ(frame.opcode, binary_frame);
  EXPECT_TRUE(frame.final);
  EXPECT_EQ(frame.payload, "家信");
  client.say("");
  EXPECT_EQ(client.hear(), "");
}

TEST_F(WebSocketTest, CarriesMessagesUpToTheLimitAndClosesBeyond) {
  for (const std::size_t size : {125, 126, 65535, 65536}) {
    const std::string large(size, 'x');
    client.say(large);
    EXPECT_EQ(client.hear(), large) << size;
  }
  EXPECT_EQ(close_code_after(masked_frame(binary_frame, std::string(65537, 'x'))), 1009);
  client.end_sending();
  server.journal().wait_for("closed");
}

TEST_F(WebSocketTest, ClosesOnFragmentsThatAddUpToTooMuch) {
  const std::string part(40'000, 'x');
  client.send(masked_frame(binary_frame, part, false));
  EXPECT_EQ(close_code_after(masked_frame(0, part)), 1009);
}

TEST_F(WebSocketTest, JoinsFragmentsWithPingsBetween) {
  client.send(masked_frame(binary_frame, "one ", false));
  client.send(masked_frame(ping_frame, "are you there"));
  client.send(masked_frame(0, "", false));
  client.send(masked_frame(0, "two"));
  const auto pong = client.read_frame();
  EXPECT_EQ(pong.opcode, pong_frame);
  EXPECT_EQ(pong.payload, "are you there");
  EXPECT_EQ(client.hear(), "one two");
}

TEST_F(WebSocketTest, WritesTheTwoPartsOfAFrameAsOne) {
  client.say("pair");
  const auto frame = client.read_frame();
  EXPECT_TRUE(frame.final);
  EXPECT_EQ(frame.payload, "one,two");
}

TEST_F(WebSocketTest, KeepsQueuedFramesInOrder) {
  client.say("many");
  client.say("and then");
  for (int i = 0; i < 1000; ++i) ASSERT_EQ(client.hear(), std::to_string(i));
  EXPECT_EQ(client.hear(), "and then");
}

TEST(WebSocketJson, SpeaksInTextAndTakesTwiceTheFramesBytes) {
  EchoServer server;
  RawClient client(server.port());
  const auto head = client.upgrade("Sec-WebSocket-Protocol: jiaxin.v1.json, jiaxin.v1.proto");
  EXPECT_NE(head.find("Sec-WebSocket-Protocol: jiaxin.v1.json\r\n"), std::string::npos) << head;
  for (const std::string& text : {std::string("家信"), std::string(131072, 'x')}) {
    client.send(masked_frame(text_frame, text));
    const auto frame = client.read_frame();
    EXPECT_EQ(frame.opcode, text_frame);
    EXPECT_EQ(frame.payload, text);
  }
  client.send(masked_frame(text_frame, std::string(131073, 'x')));
  EXPECT_EQ(client.read_frame().close_code(), 1009);
}

TEST(WebSocketJson, TellsTheHandlerThatAMessageIsBinary) {
  EchoServer server;
  RawClient client(server.port());
  client.upgrade("Sec-WebSocket-Protocol: jiaxin.v1.json");
  client.say("{}");
  EXPECT_EQ(client.read_frame().close_code(), 1003);
}

TEST_F(WebSocketTest, TellsTheHandlerThatAMessageIsText) {
  EXPECT_EQ(close_code_after(masked_frame(text_frame, "text")), 1003);
}

TEST_F(WebSocketTest, ClosesOnWhatIsNotWebSocket) {
  EXPECT_EQ(close_code_after(std::string("\x82\x02hi", 4)), 1002);  // not masked
}

TEST_F(WebSocketTest, ClosesOnReservedBits) { EXPECT_EQ(close_code_after(std::string("\xf2\x80jx01", 6)), 1002); }

TEST_F(WebSocketTest, ClosesOnTextThatIsNotUtf8) {
  EXPECT_EQ(close_code_after(masked_frame(text_frame, "\xff\xfe")), 1007);
}

TEST_F(WebSocketTest, AnswersAClientsClose) {
  EXPECT_EQ(close_code_after(masked_frame(close_frame, std::string("\x03\xe8", 2))), 1000);
  EXPECT_EQ(client.read_to_end(), "");
  client.end_sending();
  server.journal().wait_for("closed");
}

TEST_F(WebSocketTest, ClosesAfterWhatIsQueuedAndSendsNothingMore) {
  client.say("last words");
  for (int i = 0; i < 3; ++i) EXPECT_EQ(client.hear(), std::to_string(i));
  const auto frame = client.read_frame();
  EXPECT_EQ(frame.opcode, close_frame);
  EXPECT_EQ(frame.close_code(), 4409);
  EXPECT_EQ(frame.payload.substr(2), "别处登录");
  client.send(masked_frame(close_frame, frame.payload));
  EXPECT_EQ(client.read_to_end(), "");
  server.journal().wait_for("closed");
}

TEST_F(WebSocketTest, IgnoresMessagesAfterItsOwnClose) {
  client.send(masked_frame(binary_frame, "close") + masked_frame(binary_frame, "late"));
  const auto frame = client.read_frame();
  EXPECT_EQ(frame.opcode, close_frame);
  EXPECT_EQ(frame.close_code(), 1000);
  client.send(masked_frame(close_frame, frame.payload));
  EXPECT_EQ(client.read_to_end(), "");
}

TEST_F(WebSocketTest, NoticesAPeerThatIsGone) {
  client.say("hello");
  EXPECT_EQ(client.hear(), "hello");
  client.reset();
  server.journal().wait_for("closed");
}

TEST_F(WebSocketTest, NoticesAPeerThatGoesWhileItIsWrittenTo) {
  client.say("flood");
  server.journal().wait_for("flooded");
  client.reset();
  server.journal().wait_for("closed");
}

TEST_F(WebSocketTest, ReadsNoFurtherThanTheHandlerWants) {
  RawClient other(server.port());
  other.upgrade();
  client.send(masked_frame(binary_frame, "slow") + masked_frame(binary_frame, "next") +
              masked_frame(binary_frame, "last"));
  server.journal().wait_for("slow");
  for (int i = 0; i < 20; ++i) {  // the core has its turns meanwhile
    other.say("tick");
    EXPECT_EQ(other.hear(), "tick");
  }
  server.release_slow();
  EXPECT_EQ(client.hear(), "at last");
  EXPECT_EQ(client.hear(), "next");
  EXPECT_EQ(client.hear(), "last");
  EXPECT_EQ(server.journal().count("heard while busy"), 0U);
}

TEST_F(WebSocketTest, TellsTheHandlerOnceThatTheConnectionIsGone) {
  client.say("close");
  client.read_frame();
  client.reset();
  server.journal().wait_for("closed");
  server.server().stop(std::chrono::seconds(30));
  EXPECT_EQ(server.journal().count("closed"), 1U);
}

}  // namespace
}  // namespace jiaxin::transport::test
