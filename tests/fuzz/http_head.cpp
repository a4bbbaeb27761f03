// The head of an HTTP request, through Beast's parser as the transport uses it, to the HTTP gate.
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "property.hpp"
#include "roster/utf8.hpp"
#include "transport/beast_head.hpp"

namespace jiaxin::fuzz {
namespace {

namespace http = boost::beast::http;
using transport::HttpGate;
using transport::view;

// The only field of this name, written by the rules of the tests alone.
std::string_view only_field(const http::request<http::empty_body>& request, http::field name) {
  const auto [first, last] = request.equal_range(name);
  expect(first != last && std::next(first) == last, "an upgrade has exactly one of this field");
  return view(first->value());
}

bool is_key(std::string_view key) {
  const auto in_alphabet = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
  };
  return key.size() == 24 && key.ends_with("==") && std::all_of(key.begin(), key.end() - 2, in_alphabet) &&
         std::string_view("AQgw").find(key[21]) != std::string_view::npos;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

void check_upgrade(const http::request<http::empty_body>& request) {
  expect(request.method() == http::verb::get, "only GET is upgraded");
  expect(request.version() == 11, "only HTTP/1.1 is upgraded");
  expect(is_key(only_field(request, http::field::sec_websocket_key)), "the key is sixteen bytes");
  const auto host = lower(only_field(request, http::field::host));
  expect(host.substr(0, host.find(':')) == "school.example", "the host is ours");
  const auto target = view(request.target());
  expect(target.ends_with("/ws"), "only /ws is upgraded");
  const auto before = lower(target.substr(0, target.size() - 3));
  expect(before.empty() || before == "http://" + host || before == "https://" + host, "and that of the host of Host");
  expect(only_field(request, http::field::sec_websocket_version) == "13", "version 13");
}

void check_reply(const transport::HttpReply& reply) {
  const auto bytes = reply.bytes();
  http::response_parser<http::string_body> parser;
  parser.eager(true);
  boost::system::error_code failed;
  const auto taken = parser.put(boost::asio::buffer(bytes), failed);
  expect(!failed && parser.is_done() && taken == bytes.size(), "the answer is one whole HTTP response");
  expect(parser.get().body() == reply.text && parser.get().result_int() == static_cast<unsigned>(reply.status),
         "and says what was meant");
  expect(roster::valid_utf8(reply.text), "in UTF-8");
}

void check_address(const std::string& address) {
  boost::system::error_code failed;
  (void)boost::asio::ip::make_address(address, failed);
  expect(!failed, "a client's address is an IP address");
}

const HttpGate& gate() {
  static const HttpGate gate([] {
    transport::ServerSettings settings;
    settings.behind_proxy = true;
    settings.allowed_hosts = {"school.example"};
    settings.allowed_origins = {"https://app.example"};
    return settings;
  }());
  return gate;
}

}  // namespace
}  // namespace jiaxin::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace jiaxin;
  fuzz::http::request_parser<fuzz::http::empty_body> parser;
  parser.header_limit(8192);
  boost::system::error_code failed;
  parser.put(boost::asio::buffer(data, size), failed);
  if (failed || !parser.is_header_done()) return 0;
  const auto head = transport::head_of(parser.get());
  fuzz::check_address(fuzz::gate().client_address(head, "192.0.2.1"));
  for (const std::string_view not_ready : {"", "starting"}) {
    const auto verdict = fuzz::gate().judge(head, not_ready);
    if (const auto* reply = std::get_if<transport::HttpReply>(&verdict)) fuzz::check_reply(*reply);
    else fuzz::check_upgrade(parser.get());
  }
  return 0;
}
