// Which HTTP requests get past the door. Pure, any thread; knows no sockets and no HTTP library.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "codec/wire_format.hpp"
#include "transport/server_settings.hpp"

namespace jiaxin::transport {

// A parsed request head; the views are borrowed for the call.
struct HttpHead {
  struct Field {
    std::string_view name;
    std::string_view value;
  };
  std::string_view method;
  std::string_view target;
  bool http_1_1 = true;
  std::vector<Field> fields;
};

struct HttpReply {
  int status = 200;
  std::string text;               // the body, plain UTF-8
  std::string_view extra_fields;  // whole lines, each with its CRLF

  std::string bytes() const;  // the whole response; the connection closes after it
};

// Go on with the WebSocket handshake, in the first format of the client's that we know.
struct Upgrade {
  codec::WireFormat format = codec::WireFormat::proto;
};

class HttpGate {
 public:
  explicit HttpGate(const ServerSettings& settings);

  // `not_ready` is empty or says in a word why the server is not ready.
  std::variant<Upgrade, HttpReply> judge(const HttpHead& head, std::string_view not_ready) const;
  // The client's address as the proxy in front saw it: the last entry of the last X-Forwarded-For field (earlier ones
  // are the client's own claims), if that is an IP address and we stand behind a proxy; otherwise the peer's.
  std::string client_address(const HttpHead& head, std::string_view peer) const;

 private:
  std::variant<Upgrade, HttpReply> judge_upgrade(const HttpHead& head) const;
  bool host_is_allowed(std::string_view host) const;
  bool origin_is_allowed(std::string_view origin, std::string_view host) const;

  bool behind_proxy_;
  std::vector<std::string> hosts_;
  std::vector<std::string> origins_;
};

HttpReply server_is_full();
HttpReply head_is_malformed();
HttpReply head_is_too_large();

}  // namespace jiaxin::transport
