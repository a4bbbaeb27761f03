// The id that makes an item idempotent: 16 bytes, chosen once per item and kept for every repeat.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace jiaxin::client {

struct ClientId {
  std::array<std::uint8_t, 16> bytes{};

  auto operator<=>(const ClientId&) const = default;
  bool operator==(const ClientId&) const = default;

  std::string wire() const { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }
  std::string hex() const;  // 32 lower-case digits

  static std::optional<ClientId> from_wire(std::string_view bytes);  // nullopt unless 16 bytes
  static std::optional<ClientId> from_hex(std::string_view digits);  // nullopt unless 32 hexadecimal digits

  // A 48-bit time in milliseconds, then 80 random bits: ids of one device sort by time.
  static ClientId make();
};

}  // namespace jiaxin::client
