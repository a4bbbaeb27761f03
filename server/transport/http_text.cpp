#include "transport/http_text.hpp"

#include <algorithm>

namespace jiaxin::transport {
namespace {

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

constexpr std::string_view base64_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}  // namespace

bool same_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::vector<std::string_view> tokens(std::string_view list) {
  std::vector<std::string_view> found;
  for (;;) {
    const auto comma = list.find(',');
    found.push_back(trimmed(list.substr(0, comma)));
    if (comma == std::string_view::npos) return found;
    list.remove_prefix(comma + 1);
  }
}

bool list_holds(std::string_view list, std::string_view token) {
  const auto all = tokens(list);
  return std::any_of(all.begin(), all.end(),
                     [token](std::string_view each) { return same_ignoring_case(each, token); });
}

std::string_view last_of_list(std::string_view list) {
  const auto comma = list.rfind(',');
  return trimmed(comma == std::string_view::npos ? list : list.substr(comma + 1));
}

HostAndPort split_host(std::string_view authority) {
  const auto colon = authority.rfind(':');
  const auto bracket = authority.rfind(']');
  const bool has_port = colon != std::string_view::npos && (bracket == std::string_view::npos || bracket < colon);
  if (!has_port) return {authority, {}};
  return {authority.substr(0, colon), authority.substr(colon + 1)};
}

bool is_websocket_key(std::string_view key) {
  if (key.size() != 24 || !key.ends_with("==")) return false;
  key.remove_suffix(2);
  if (key.find_first_not_of(base64_alphabet) != std::string_view::npos) return false;
  return base64_alphabet.find(key.back()) % 16 == 0;  // the last symbol carries two bits only
}

}  // namespace jiaxin::transport
