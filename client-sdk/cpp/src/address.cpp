#include "address.hpp"

#include <boost/asio/ip/address.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <charconv>
#include <cstdint>

#include "failures.hpp"

namespace jiaxin::client {
namespace {

Failure bad(std::string_view zh, std::string_view en) { return invalid("server_url", zh, en); }

bool is_port(std::string_view digits) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  return error == std::errc() && end == digits.data() + digits.size() && port != 0;
}

std::string lower_case(std::string text) {
  for (auto& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

}  // namespace

std::string Address::server() const { return lower_case(host_header) + path; }

bool Address::is_loopback() const {
  boost::system::error_code error;
  const auto number = boost::asio::ip::make_address(host, error);
  if (error) return lower_case(host) == "localhost";
  if (number.is_v6() && number.to_v6().is_v4_mapped())
    return boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, number.to_v6()).is_loopback();
  return number.is_loopback();
}

Outcome<Address> parse_address(std::string_view url) {
  std::string text(url);
  if (text.find("://") == std::string::npos) text = "ws://" + text;
  const auto parsed = boost::urls::parse_uri(text);
  if (!parsed || parsed->encoded_host().empty())
    return bad("服务器地址应为 ws://主机:端口/ws", "the server's address must be like ws://host:port/ws");
  if (parsed->scheme() == "wss")
    return bad("本版本还不支持 wss，请用 ws", "wss is not supported by this version, use ws");
  if (parsed->scheme() != "ws") return bad("服务器地址应以 ws:// 开头", "the server's address must begin with ws://");
  if (parsed->has_userinfo() || parsed->has_query() || parsed->has_fragment())
    return bad("服务器地址里不能有用户名、密码或参数", "no names, passwords or parameters in the server's address");
  if (parsed->has_port() && !is_port(std::string(parsed->port())))
    return bad("服务器地址的端口不对", "the port in the server's address is wrong");
  Address address;
  address.host = parsed->host_address();
  address.port = parsed->has_port() ? std::to_string(parsed->port_number()) : "80";
  const std::string path(parsed->encoded_path());
  address.path = path.empty() || path == "/" ? "/ws" : path;
  address.host_header = std::string(parsed->encoded_host()) + ":" + address.port;
  return address;
}

}  // namespace jiaxin::client
