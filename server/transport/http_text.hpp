// Small pieces of HTTP grammar. Pure, any thread.
#pragma once

#include <string_view>
#include <vector>

namespace jiaxin::transport {

bool same_ignoring_case(std::string_view a, std::string_view b);  // ASCII
std::string_view trimmed(std::string_view text);                  // of spaces and tabs

// The entries of a comma-separated list, as they are written.
std::vector<std::string_view> tokens(std::string_view list);
// Whether a comma-separated list holds the token, case ignored.
bool list_holds(std::string_view list, std::string_view token);
std::string_view last_of_list(std::string_view list);

struct HostAndPort {
  std::string_view host;  // an IPv6 address keeps its brackets
  std::string_view port;  // without the colon, may be empty
};
HostAndPort split_host(std::string_view authority);

// Sixteen bytes as base64, exactly as an encoder writes them.
bool is_websocket_key(std::string_view key);

}  // namespace jiaxin::transport
