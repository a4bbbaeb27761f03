#pragma once

#include <string>
#include <string_view>

#include "jiaxin/client/outcome.hpp"

namespace jiaxin::client {

struct Address {
  std::string host;  // without brackets
  std::string port;
  std::string path;
  std::string host_header;  // host:port, IPv6 in brackets

  std::string server() const;  // host:port/path in one spelling: what a session is bound to
  bool is_loopback() const;    // localhost or a loopback number: what is sent does not leave this machine
};

// ws://host:port/ws or host:port. `invalid` for anything else, credentials and queries included.
Outcome<Address> parse_address(std::string_view url);

}  // namespace jiaxin::client
