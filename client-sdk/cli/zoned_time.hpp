// Times as a school sees them, in its IANA time zone. Pure functions; an unknown zone is shown as UTC, and says so by
// its offset.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "result.hpp"

namespace jiaxin::cli {

bool is_known_zone(std::string_view zone);

// 2026-12-01 18:00 +08:00
std::string shown_time(std::int64_t at_ms, std::string_view zone);

// 2026-12-01T18:00:00+08:00, with .123 where there are milliseconds
std::string rfc3339(std::int64_t at_ms, std::string_view zone);

// "2026-12-01 18:00" (with seconds or without) in the zone, or RFC 3339 with Z or an offset. A local time that the
// zone does not have, or has twice, is refused: nothing is guessed.
Result<std::int64_t> parse_deadline(std::string_view text, std::string_view zone);

}  // namespace jiaxin::cli
