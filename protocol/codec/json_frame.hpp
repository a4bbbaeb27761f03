// Frames of `jiaxin.v1.json`: protobuf's JSON mapping (protobuf.dev/programming-guides/json). Names are written in
// lowerCamelCase and read in either form, 64-bit numbers are written as strings, bytes as base64, enums by name; what
// has its default value is left out, what is unknown is ignored. Lists and objects may be nested 100 deep.
// Pure functions, any thread.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "codec/wire_format.hpp"
#include "jiaxin/v1/envelope.pb.h"

namespace jiaxin::codec {

// Why a text is no frame: English, one line, at most 200 bytes, may quote the text. For whoever sent it, not for logs.
struct NotAFrame {
  std::string why;
};
std::variant<v1::ClientFrame, NotAFrame> client_frame_from_json(std::string_view text);

std::string json_from(const v1::ServerFrame& frame);

}  // namespace jiaxin::codec
