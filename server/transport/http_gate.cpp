#include "transport/http_gate.hpp"

#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <optional>
#include <utility>

#include "transport/http_text.hpp"

namespace jiaxin::transport {
namespace {

constexpr std::string_view status_text(int status) {
  switch (status) {
    case 200: return "OK";
    case 400: return "Bad Request";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 426: return "Upgrade Required";
    case 431: return "Request Header Fields Too Large";
    case 503: return "Service Unavailable";
    default: return "Error";
  }
}

HttpReply refusal(int status, std::string_view zh, std::string_view en, std::string_view extra_fields = {}) {
  return {status, std::string(zh).append("\n").append(en).append("\n"), extra_fields};
}

HttpReply wrong_handshake(std::string_view zh, std::string_view en) { return refusal(400, zh, en); }

// All values of a field, in order.
std::vector<std::string_view> values(const HttpHead& head, std::string_view name) {
  std::vector<std::string_view> found;
  for (const auto& field : head.fields)
    if (same_ignoring_case(field.name, name)) found.push_back(trimmed(field.value));
  return found;
}

std::optional<std::string_view> only_value(const HttpHead& head, std::string_view name) {
  const auto found = values(head, name);
  if (found.size() != 1) return std::nullopt;
  return found.front();
}

bool any_list_holds(const HttpHead& head, std::string_view name, std::string_view token) {
  const auto found = values(head, name);
  return std::any_of(found.begin(), found.end(), [token](std::string_view list) { return list_holds(list, token); });
}

// The first of the subprotocols asked for that is one of ours.
std::optional<codec::WireFormat> format_asked_for(const HttpHead& head) {
  for (const auto& list : values(head, "Sec-WebSocket-Protocol"))
    for (const auto token : tokens(list))
      if (const auto format = codec::format_of(token)) return format;
  return std::nullopt;
}

HttpReply unknown_subprotocol() {
  const auto known = std::string(codec::subprotocol_of(codec::WireFormat::proto))
                         .append(", ")
                         .append(codec::subprotocol_of(codec::WireFormat::json));
  return wrong_handshake("不认识所请求的子协议。本服务器支持：" + known,
                         "No known subprotocol. This server knows: " + known);
}

bool has_body(const HttpHead& head) {
  const auto lengths = values(head, "Content-Length");
  return !values(head, "Transfer-Encoding").empty() ||
         std::any_of(lengths.begin(), lengths.end(), [](std::string_view length) { return length != "0"; });
}

// The path of a target that is one, or of an http URL on the host of Host; nullopt: of another host.
std::optional<std::string_view> path_asked_for(const HttpHead& head) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!same_ignoring_case(head.target.substr(0, scheme.size()), scheme)) continue;
    const auto rest = head.target.substr(scheme.size());
    const auto slash = std::min(rest.find('/'), rest.size());
    const auto host = only_value(head, "Host");
    if (!host || !same_ignoring_case(*host, rest.substr(0, slash))) return std::nullopt;
    return slash < rest.size() ? rest.substr(slash) : "/";
  }
  return head.target;
}

HttpReply readiness_reply(std::string_view not_ready) {
  if (not_ready.empty()) return {200, "ok\n", {}};
  return {503, std::string(not_ready).append("\n"), "Retry-After: 5\r\n"};
}

}  // namespace

std::string HttpReply::bytes() const {
  std::string out = "HTTP/1.1 " + std::to_string(status) + " ";
  out.append(status_text(status)).append("\r\n");
  out.append("Content-Type: text/plain; charset=utf-8\r\nContent-Length: ").append(std::to_string(text.size()));
  out.append("\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n");
  return out.append(extra_fields).append("\r\n").append(text);
}

HttpReply server_is_full() {
  return refusal(503, "服务器连接已满，请稍后再试。", "The server has no room for more connections. Try again later.",
                 "Retry-After: 5\r\n");
}

HttpReply head_is_malformed() { return refusal(400, "不是有效的 HTTP 请求。", "This is not a valid HTTP request."); }

HttpReply head_is_too_large() {
  return refusal(431, "请求头过长，最多 8 KiB。", "The request head is too long; at most 8 KiB are allowed.");
}

HttpGate::HttpGate(const ServerSettings& settings)
    : behind_proxy_(settings.behind_proxy), hosts_(settings.allowed_hosts), origins_(settings.allowed_origins) {
  if (hosts_.empty()) hosts_ = {"127.0.0.1", "localhost", "[::1]"};
}

std::variant<Upgrade, HttpReply> HttpGate::judge(const HttpHead& head, std::string_view not_ready) const {
  const auto path = path_asked_for(head);
  if (!path) return refusal(400, "请求地址与 Host 不一致。", "The address asked for is not on the host of Host.");
  const bool known = path == "/ws" || path == "/healthz" || path == "/readyz";
  if (!known) return refusal(404, "没有这个地址。", "There is nothing at this address.");
  if (head.method != "GET") return refusal(405, "只支持 GET。", "Only GET is supported.", "Allow: GET\r\n");
  if (has_body(head)) return refusal(400, "请求不能带内容。", "The request must not have a body.");
  if (path == "/healthz") return HttpReply{200, "ok\n", {}};
  if (path == "/readyz") return readiness_reply(not_ready);
  return judge_upgrade(head);
}

std::variant<Upgrade, HttpReply> HttpGate::judge_upgrade(const HttpHead& head) const {
  if (!any_list_holds(head, "Upgrade", "websocket") || !any_list_holds(head, "Connection", "upgrade"))
    return refusal(426, "这个地址只接受 WebSocket 连接。", "This address takes WebSocket connections only.",
                   "Upgrade: websocket\r\n");
  if (!head.http_1_1) return wrong_handshake("需要 HTTP/1.1。", "HTTP/1.1 is needed.");
  if (only_value(head, "Sec-WebSocket-Version") != "13")
    return refusal(426, "只支持 WebSocket 版本 13。", "Only WebSocket version 13 is supported.",
                   "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n");
  const auto host = only_value(head, "Host");
  if (!host || host->empty()) return wrong_handshake("需要且只能有一个 Host。", "Exactly one Host is needed.");
  if (!host_is_allowed(*host))
    return refusal(403, "服务器不以这个主机名提供服务，见 listen.allowed_hosts。",
                   "This server does not answer for that host name, see listen.allowed_hosts.");
  const auto key = only_value(head, "Sec-WebSocket-Key");
  if (!key || !is_websocket_key(*key))
    return wrong_handshake("Sec-WebSocket-Key 应有且只有一个，为 16 字节的 base64。",
                           "Exactly one Sec-WebSocket-Key of 16 bytes as base64 is needed.");
  const auto origins = values(head, "Origin");
  if (origins.size() > 1 || (origins.size() == 1 && !origin_is_allowed(origins.front(), *host)))
    return refusal(403, "不允许来自这个网页的连接，见 listen.allowed_origins。",
                   "Connections from that web page are not allowed, see listen.allowed_origins.");
  const auto format = format_asked_for(head);
  if (!format) return unknown_subprotocol();
  return Upgrade{*format};
}

std::string HttpGate::client_address(const HttpHead& head, std::string_view peer) const {
  if (!behind_proxy_) return std::string(peer);
  const auto forwarded = values(head, "X-Forwarded-For");
  if (forwarded.empty()) return std::string(peer);
  boost::system::error_code failed;
  const auto address = boost::asio::ip::make_address(last_of_list(forwarded.back()), failed);
  return failed ? std::string(peer) : address.to_string();
}

bool HttpGate::host_is_allowed(std::string_view host) const {
  const auto asked = split_host(host);
  return std::any_of(hosts_.begin(), hosts_.end(), [&](const std::string& allowed) {
    const auto known = split_host(allowed);
    return same_ignoring_case(asked.host, known.host) && (known.port.empty() || known.port == asked.port);
  });
}

bool HttpGate::origin_is_allowed(std::string_view origin, std::string_view host) const {
  for (const auto& allowed : origins_)
    if (same_ignoring_case(origin, allowed)) return true;
  for (const std::string_view scheme : {"http://", "https://"})
    if (origin.starts_with(scheme) && same_ignoring_case(origin.substr(scheme.size()), host)) return true;
  return false;
}

}  // namespace jiaxin::transport
