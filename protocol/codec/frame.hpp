// One WebSocket message is one frame. Pure functions, any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "codec/wire_format.hpp"
#include "jiaxin/v1/envelope.pb.h"

namespace jiaxin::codec {

// nullopt: longer than max_frame_bytes, not a protobuf message, or a string that is not UTF-8.
std::optional<v1::ClientFrame> decode_client_frame(std::string_view bytes);
std::optional<v1::ServerFrame> decode_server_frame(std::string_view bytes);

std::string encode(const v1::ClientFrame& frame);
std::string encode(const v1::ServerFrame& frame);

}  // namespace jiaxin::codec
