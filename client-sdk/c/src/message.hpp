// How messages cross: in the format that the client was opened with. Pure functions but give().
#pragma once

#include <google/protobuf/message.h>

#include <cstddef>
#include <cstdint>
#include <string>

#include "jiaxin/client.h"

namespace jiaxin::c {

enum class Format { protobuf = JX_PROTOBUF, json = JX_JSON };

std::string encode(Format format, const google::protobuf::Message& message);

// False: these bytes are no such message. Unknown fields are ignored. No bytes are an empty message.
bool decode(Format format, const std::uint8_t* data, std::size_t size, google::protobuf::Message& message);

// Hands bytes to the caller, who frees them with jx_free(). Throws std::bad_alloc. `size` may be null.
void give(const std::string& bytes, std::uint8_t** message, std::size_t* size);

}  // namespace jiaxin::c
