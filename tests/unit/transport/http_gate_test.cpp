#include "transport/http_gate.hpp"

#include <gtest/gtest.h>

#include "transport/http_text.hpp"

namespace jiaxin::transport {
namespace {

using Fields = std::vector<HttpHead::Field>;

HttpHead proper_head() {
  return {"GET",
          "/ws",
          true,
          {{"Host", "127.0.0.1:8480"},
           {"Connection", "keep-alive, Upgrade"},
           {"Upgrade", "websocket"},
           {"Sec-WebSocket-Version", "13"},
           {"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="},
           {"Sec-WebSocket-Protocol", "other, jiaxin.v1.proto"}}};
}

HttpHead with(std::string_view name, std::string_view value) {
  auto head = proper_head();
  for (auto& field : head.fields)
    if (field.name == name) {
      field.value = value;
      return head;
    }
  head.fields.push_back({name, value});
  return head;
}

HttpHead with_second(std::string_view name, std::string_view value) {
  auto head = proper_head();
  head.fields.push_back({name, value});
  return head;
}

HttpHead without(std::string_view name) {
  auto head = proper_head();
  std::erase_if(head.fields, [name](const auto& field) { return field.name == name; });
  return head;
}

// 101 for an upgrade.
int status(const HttpHead& head, const ServerSettings& settings = {}, std::string_view not_ready = {}) {
  const auto verdict = HttpGate(settings).judge(head, not_ready);
  const auto* reply = std::get_if<HttpReply>(&verdict);
  return reply ? reply->status : 101;
}

TEST(HttpGate, LetsAProperHandshakePass) { EXPECT_EQ(status(proper_head()), 101); }

TEST(HttpGate, KnowsThreeAddresses) {
  EXPECT_EQ(status({"GET", "/healthz", true, {}}), 200);
  EXPECT_EQ(status({"GET", "/readyz", true, {}}), 200);
  EXPECT_EQ(status({"GET", "/readyz", true, {}}, {}, "starting"), 503);
  for (const char* target : {"/", "/ws/", "/ws?token=x", "/healthz/..", "*", ""})
    EXPECT_EQ(status({"GET", target, true, {}}), 404) << target;
}

TEST(HttpGate, TakesATargetThatNamesTheHostOfHost) {
  const auto asking = [](std::string_view target) {
    auto head = proper_head();
    head.target = target;
    return status(head);
  };
  EXPECT_EQ(asking("http://127.0.0.1:8480/ws"), 101);
  EXPECT_EQ(asking("HTTPS://127.0.0.1:8480/ws"), 101);
  EXPECT_EQ(asking("http://127.0.0.1:8480/healthz"), 200);
  EXPECT_EQ(asking("http://127.0.0.1:8480/other"), 404);
  EXPECT_EQ(asking("http://127.0.0.1:8480"), 404);
  EXPECT_EQ(asking("ws://127.0.0.1:8480/ws"), 404);
  EXPECT_EQ(asking("http://127.0.0.1/ws"), 400);  // not what Host says
  EXPECT_EQ(asking("http:///ws"), 400);
  EXPECT_EQ(status({"GET", "http://127.0.0.1/ws", true, {}}), 400);
}

TEST(HttpGate, TakesOnlyGetWithoutABody) {
  for (const char* method : {"POST", "HEAD", "OPTIONS", "CONNECT", "get"})
    EXPECT_EQ(status({method, "/healthz", true, {}}), 405) << method;
  EXPECT_EQ(status({"GET", "/healthz", true, {{"Content-Length", "0"}}}), 200);
  EXPECT_EQ(status({"GET", "/healthz", true, {{"Content-Length", "1"}}}), 400);
  EXPECT_EQ(status({"GET", "/healthz", true, {{"transfer-encoding", "chunked"}}}), 400);
  EXPECT_EQ(status(with("Transfer-Encoding", "identity")), 400);
}

TEST(HttpGate, AsksForAnUpgradeOfTheRightVersion) {
  EXPECT_EQ(status(without("Upgrade")), 426);
  EXPECT_EQ(status(with("Upgrade", "h2c")), 426);
  EXPECT_EQ(status(with("Connection", "close")), 426);
  EXPECT_EQ(status(with("Sec-WebSocket-Version", "8")), 426);
  EXPECT_EQ(status(without("Sec-WebSocket-Version")), 426);
  auto old = proper_head();
  old.http_1_1 = false;
  EXPECT_EQ(status(old), 400);
}

TEST(HttpGate, AnswersOnlyForItsOwnNames) {
  for (const char* host : {"127.0.0.1", "localhost:1", "LOCALHOST", "[::1]:8480", "[::1]"})
    EXPECT_EQ(status(with("Host", host)), 101) << host;
  for (const char* host : {"example.cn", "127.0.0.1.example.cn", "127.0.0.2", "::1", "localhost."})
    EXPECT_EQ(status(with("Host", host)), 403) << host;
  EXPECT_EQ(status(without("Host")), 400);
  EXPECT_EQ(status(with("Host", "")), 400);
  EXPECT_EQ(status(with_second("Host", "127.0.0.1:8480")), 400);
}

TEST(HttpGate, ConfiguredNamesTakeTheLoopbackNamesPlace) {
  ServerSettings settings;
  settings.allowed_hosts = {"jiaxin.example.cn", "other.example.cn:8443"};
  EXPECT_EQ(status(with("Host", "JIAXIN.example.cn:443"), settings), 101);
  EXPECT_EQ(status(with("Host", "other.example.cn:8443"), settings), 101);
  EXPECT_EQ(status(with("Host", "other.example.cn"), settings), 403);
  EXPECT_EQ(status(with("Host", "127.0.0.1"), settings), 403);
}

TEST(HttpGate, KeyIsOneOfSixteenBytes) {
  for (const char* key : {"", "dGhlIHNhbXBsZSBub25j", "dGhlIHNhbXBsZSBub25jZXo=", "dGhlIHNhbXBsZSBub25jZR==",
                          "dGhlIHNhbXBsZSBub25jZ===", "dGhlIHNhbXBsZSBub2*jZQ=="})
    EXPECT_EQ(status(with("Sec-WebSocket-Key", key)), 400) << key;
  EXPECT_EQ(status(without("Sec-WebSocket-Key")), 400);
  EXPECT_EQ(status(with_second("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")), 400);
}

TEST(HttpGate, PagesConnectOnlyFromAllowedOrigins) {
  ServerSettings settings;
  settings.allowed_origins = {"https://app.example.cn"};
  for (const char* origin : {"https://app.example.cn", "http://127.0.0.1:8480", "https://127.0.0.1:8480"})
    EXPECT_EQ(status(with("Origin", origin), settings), 101) << origin;
  for (const char* origin : {"https://evil.example", "null", "", "http://127.0.0.1:1", "http://app.example.cn",
                             "https://app.example.cn.evil.example", "ftp://127.0.0.1:8480"})
    EXPECT_EQ(status(with("Origin", origin), settings), 403) << origin;
  auto two = with("Origin", "https://app.example.cn");
  two.fields.push_back({"Origin", "https://app.example.cn"});
  EXPECT_EQ(status(two, settings), 403);
}

TEST(HttpGate, TakesTheFirstSubprotocolThatItKnows) {
  const auto agreed = [](const HttpHead& head) {
    const auto verdict = HttpGate(ServerSettings{}).judge(head, {});
    const auto* upgrade = std::get_if<Upgrade>(&verdict);
    return upgrade ? std::string(codec::subprotocol_of(upgrade->format)) : "none";
  };
  for (const auto& [asked, answer] : std::vector<std::pair<const char*, const char*>>{
           {"jiaxin.v1.proto", "jiaxin.v1.proto"},
           {"jiaxin.v1.json", "jiaxin.v1.json"},
           {"jiaxin.v1.json, jiaxin.v1.proto", "jiaxin.v1.json"},
           {"jiaxin.v9.proto ,\tjiaxin.v1.proto,jiaxin.v1.json", "jiaxin.v1.proto"},
           {"JIAXIN.V1.JSON", "none"},
           {"", "none"}})
    EXPECT_EQ(agreed(with("Sec-WebSocket-Protocol", asked)), answer) << asked;
  auto two = with("Sec-WebSocket-Protocol", "chat");
  two.fields.push_back({"sec-websocket-protocol", "jiaxin.v1.json"});
  EXPECT_EQ(agreed(two), "jiaxin.v1.json") << "a list may come in several fields";
}

TEST(HttpGate, SaysWhichSubprotocolsItKnows) {
  const auto verdict = HttpGate({}).judge(with("Sec-WebSocket-Protocol", "jiaxin.v9.proto"), {});
  const auto& reply = std::get<HttpReply>(verdict);
  EXPECT_EQ(reply.status, 400);
  EXPECT_NE(reply.text.find("支持：jiaxin.v1.proto, jiaxin.v1.json\n"), std::string::npos) << reply.text;
  EXPECT_NE(reply.text.find("knows: jiaxin.v1.proto, jiaxin.v1.json\n"), std::string::npos) << reply.text;
  EXPECT_EQ(status(without("Sec-WebSocket-Protocol")), 400);
}

TEST(HttpGate, BelievesOnlyTheLastForwardedAddressAndOnlyBehindAProxy) {
  ServerSettings direct, proxied;
  proxied.behind_proxy = true;
  auto head = with("X-Forwarded-For", "1.1.1.1, 2.2.2.2");
  EXPECT_EQ(HttpGate(direct).client_address(head, "9.9.9.9"), "9.9.9.9");
  EXPECT_EQ(HttpGate(proxied).client_address(head, "9.9.9.9"), "2.2.2.2");
  head.fields.push_back({"x-forwarded-for", " 2001:DB8::1 "});
  EXPECT_EQ(HttpGate(proxied).client_address(head, "9.9.9.9"), "2001:db8::1");
  EXPECT_EQ(HttpGate(proxied).client_address(with("X-Forwarded-For", "1.1.1.1, unknown"), "9.9.9.9"), "9.9.9.9");
  EXPECT_EQ(HttpGate(proxied).client_address(proper_head(), "9.9.9.9"), "9.9.9.9");
}

TEST(HttpReply, IsAWholeResponse) {
  const auto bytes = HttpReply{503, "draining\n", "Retry-After: 5\r\n"}.bytes();
  EXPECT_TRUE(bytes.starts_with("HTTP/1.1 503 Service Unavailable\r\n")) << bytes;
  EXPECT_NE(bytes.find("\r\nContent-Length: 9\r\n"), std::string::npos) << bytes;
  EXPECT_TRUE(bytes.ends_with("Retry-After: 5\r\n\r\ndraining\n")) << bytes;
}

TEST(HttpText, SplitsHostAndPort) {
  EXPECT_EQ(split_host("[::1]:80").host, "[::1]");
  EXPECT_EQ(split_host("[::1]:80").port, "80");
  EXPECT_EQ(split_host("[::1]").port, "");
  EXPECT_EQ(split_host("a:").host, "a");
}

TEST(HttpText, FindsTokensInLists) {
  EXPECT_TRUE(list_holds("a ,\tB,c", "b"));
  EXPECT_FALSE(list_holds("ab", "b"));
  EXPECT_FALSE(list_holds("", "b"));
}

}  // namespace
}  // namespace jiaxin::transport
