// The error table: for every code its name, retry answer and the words for the person.
#pragma once

#include <chrono>
#include <span>
#include <string>
#include <string_view>

#include "jiaxin/v1/error.pb.h"

namespace jiaxin::codec {

struct ErrorEntry {
  v1::ErrorCode code;
  std::string_view name;
  v1::Retry retry;
  std::string_view text_zh;
  std::string_view text_en;
};

std::span<const ErrorEntry> error_table();

// The table's words unless more exact ones are given.
v1::Error make_error(v1::ErrorCode code, std::string_view text_zh = {}, std::string_view text_en = {});
v1::Error slow_down(std::chrono::milliseconds retry_after);

// WebSocket close codes (RFC 6455 section 7.4; 4000 and above are ours).
enum class CloseCode : std::uint16_t {
  normal = 1000,
  wrong_frame_kind = 1003,
  too_big = 1009,
  restarting = 1012,
  malformed = 4400,   // not a frame of this protocol
  signed_out = 4401,  // the session was ended, sign in again
  too_slow = 4408,    // no sign-in in time, or no progress in reading
  superseded = 4409,  // the same device connected again
};

}  // namespace jiaxin::codec
