// How a frame stands in a WebSocket message, as agreed by the subprotocol: `jiaxin.v1.proto` is protobuf's bytes in a
// binary message, `jiaxin.v1.json` protobuf's JSON mapping in a text message. Constants, any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "jiaxin/v1/limits.pb.h"

namespace jiaxin::codec {

enum class WireFormat : std::uint8_t { proto, json };

constexpr std::string_view subprotocol_of(WireFormat format) {
  return format == WireFormat::json ? "jiaxin.v1.json" : "jiaxin.v1.proto";
}

// nullopt: none of ours. Subprotocols are compared byte for byte (RFC 6455 section 4.1).
constexpr std::optional<WireFormat> format_of(std::string_view subprotocol) {
  for (const auto format : {WireFormat::proto, WireFormat::json})
    if (subprotocol == subprotocol_of(format)) return format;
  return std::nullopt;
}

// Of a frame as protobuf's bytes, in either direction.
inline constexpr std::size_t max_frame_bytes = v1::FRAME_LIMIT_MAX_BYTES;

// Escapes and base64 may double what a client's message takes in JSON; the frame in it has the same limit.
constexpr std::size_t max_message_bytes(std::size_t frame_bytes, WireFormat format) {
  return format == WireFormat::json ? 2 * frame_bytes : frame_bytes;
}

}  // namespace jiaxin::codec
