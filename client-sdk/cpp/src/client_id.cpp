#include "jiaxin/client/client_id.hpp"

#include <sodium.h>

#include <algorithm>
#include <chrono>

namespace jiaxin::client {

std::string ClientId::hex() const {
  std::string out(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(out.data(), out.size(), bytes.data(), bytes.size());
  out.pop_back();
  return out;
}

std::optional<ClientId> ClientId::from_wire(std::string_view wire) {
  ClientId id;
  if (wire.size() != id.bytes.size()) return std::nullopt;
  std::copy(wire.begin(), wire.end(), id.bytes.begin());
  return id;
}

std::optional<ClientId> ClientId::from_hex(std::string_view digits) {
  ClientId id;
  std::size_t length = 0;
  const char* end = nullptr;
  if (digits.size() != id.bytes.size() * 2) return std::nullopt;
  const int failed =
      sodium_hex2bin(id.bytes.data(), id.bytes.size(), digits.data(), digits.size(), nullptr, &length, &end);
  if (failed || length != id.bytes.size() || end != digits.data() + digits.size()) return std::nullopt;
  return id;
}

ClientId ClientId::make() {
  static const int ready = sodium_init();
  (void)ready;
  ClientId id;
  randombytes_buf(id.bytes.data(), id.bytes.size());
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto ms = static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(now).count());
  for (int i = 0; i < 6; ++i) id.bytes[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(ms >> (8 * (5 - i)));
  return id;
}

}  // namespace jiaxin::client
