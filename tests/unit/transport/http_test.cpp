// The port as seen by a client that speaks HTTP, well or badly.
#include <gtest/gtest.h>

#include "echo_server.hpp"

namespace jiaxin::transport::test {
namespace {

struct HttpTest : testing::Test {
  EchoServer server;

  std::string ask(std::string_view request) { return RawClient(server.port()).ask(request); }
  std::string status(std::string_view request) { return ask(request).substr(0, 12); }
  std::string upgrade_status(std::string_view replaced) { return status(upgrade_request(replaced)); }
};

TEST_F(HttpTest, IsHealthyAndReadyUntilItSaysOtherwise) {
  EXPECT_TRUE(ask("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").ends_with("\r\n\r\nok\n"));
  EXPECT_TRUE(ask("GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n").ends_with("\r\n\r\nok\n"));
  server.not_ready = "draining";
  const auto answer = ask("GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 503 ")) << answer;
  EXPECT_TRUE(answer.ends_with("\r\n\r\ndraining\n")) << answer;
  EXPECT_EQ(status("GET /healthz HTTP/1.0\r\n\r\n"), "HTTP/1.1 200");
}

TEST_F(HttpTest, RefusesWhatItDoesNotServe) {
  EXPECT_EQ(status("GET / HTTP/1.1\r\nHost: x\r\n\r\n"), "HTTP/1.1 404");
  EXPECT_EQ(status("POST /healthz HTTP/1.1\r\nHost: x\r\n\r\n"), "HTTP/1.1 405");
  EXPECT_EQ(status("GET /healthz HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), "HTTP/1.1 400");
  EXPECT_EQ(status("GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello"), "HTTP/1.1 400");
  EXPECT_EQ(status("GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"), "HTTP/1.1 426");
}

TEST_F(HttpTest, RefusesWhatIsNotHttp) {
  EXPECT_EQ(status("hello\r\n\r\n"), "HTTP/1.1 400");
  EXPECT_EQ(status(std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11)), "HTTP/1.1 400");  // TLS
  EXPECT_EQ(status("GET /healthz HTTP/1.1\r\nbad header\r\n\r\n"), "HTTP/1.1 400");
  EXPECT_EQ(status("GET /healthz HTTP/9.9\r\n\r\n"), "HTTP/1.1 400");
}

TEST_F(HttpTest, RefusesAHeadOverEightKilobytes) {
  EXPECT_EQ(status("GET /healthz HTTP/1.1\r\nX: " + std::string(8192, 'x') + "\r\n\r\n"), "HTTP/1.1 431");
  EXPECT_EQ(status("GET /" + std::string(100'000, 'x')), "HTTP/1.1 431");
  EXPECT_EQ(status("GET /healthz HTTP/1.1\r\nX: " + std::string(8000, 'x') + "\r\n\r\n"), "HTTP/1.1 200");
}

TEST_F(HttpTest, CompletesAProperHandshake) {
  RawClient client(server.port());
  const auto head = client.upgrade();
  EXPECT_TRUE(head.starts_with("HTTP/1.1 101 ")) << head;
  EXPECT_NE(head.find("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"), std::string::npos) << head;
  EXPECT_NE(head.find("Sec-WebSocket-Protocol: jiaxin.v1.proto\r\n"), std::string::npos) << head;
  server.journal().wait_for("open 127.0.0.1");
}

TEST_F(HttpTest, ReadsAllFieldsOfTheHandshakeThatComeMoreThanOnce) {
  RawClient client(server.port());
  const auto head = client.upgrade("Connection: keep-alive\r\nConnection: Upgrade\r\nUpgrade: h2c");
  EXPECT_TRUE(head.starts_with("HTTP/1.1 101 ")) << head;
}

TEST_F(HttpTest, ChecksTheHandshakeBeforeTheHandlerHearsOfIt) {
  EXPECT_EQ(upgrade_status("Host: evil.example"), "HTTP/1.1 403");
  EXPECT_EQ(upgrade_status("Host:"), "HTTP/1.1 400");
  EXPECT_EQ(upgrade_status("Host: 127.0.0.1\r\nHost: 127.0.0.1"), "HTTP/1.1 400");
  EXPECT_EQ(upgrade_status("Origin: https://evil.example"), "HTTP/1.1 403");
  EXPECT_EQ(upgrade_status("Sec-WebSocket-Key: c2hvcnQ="), "HTTP/1.1 400");
  EXPECT_EQ(upgrade_status("Sec-WebSocket-Version: 12"), "HTTP/1.1 426");
  EXPECT_EQ(upgrade_status("Upgrade: h2c"), "HTTP/1.1 426");
  EXPECT_EQ(upgrade_status("Sec-WebSocket-Protocol: chat"), "HTTP/1.1 400");
  EXPECT_EQ(upgrade_status("Content-Length: 3"), "HTTP/1.1 400");
  EXPECT_EQ(status(upgrade_request() + masked_frame(binary_frame, "too early")), "HTTP/1.1 400");
  EXPECT_EQ(server.journal().count("open 127.0.0.1"), 0U);
}

TEST_F(HttpTest, ReadsAHeadThatComesByteByByte) {
  RawClient client(server.port());
  for (const char c : upgrade_request()) client.send({&c, 1});
  EXPECT_TRUE(client.read_head().starts_with("HTTP/1.1 101 "));
}

TEST_F(HttpTest, LetsGoOfAClientThatEndsInTheMiddle) {
  RawClient client(server.port());
  client.send("GET /ws HT");
  client.end_sending();
  EXPECT_EQ(client.read_to_end(), "");
}

TEST(Http, DropsASlowHeadAfterTheHandshakeTimeout) {
  EchoServer server([](ServerSettings& settings) { settings.handshake_timeout = std::chrono::milliseconds(100); });
  RawClient silent(server.port()), half(server.port());
  half.send("GET /ws HTTP/1.1\r\nHost: 127");
  EXPECT_EQ(silent.read_to_end(), "");
  EXPECT_EQ(half.read_to_end(), "");
}

TEST(Http, TakesTheAddressFromTheProxyWhereThereIsOne) {
  EchoServer server([](ServerSettings& settings) { settings.behind_proxy = true; });
  RawClient client(server.port());
  client.upgrade("X-Forwarded-For: 6.6.6.6, 203.0.113.7");
  server.journal().wait_for("open 203.0.113.7");
}

}  // namespace
}  // namespace jiaxin::transport::test
