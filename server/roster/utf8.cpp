#include "roster/utf8.hpp"

#include <cstdint>

namespace jiaxin::roster {

namespace {

constexpr char32_t not_a_character = 0xffffffff;

std::uint8_t byte_at(std::string_view bytes, std::size_t at) { return static_cast<std::uint8_t>(bytes[at]); }

bool within(std::uint32_t value, std::uint32_t low, std::uint32_t high) { return low <= value && value <= high; }

std::size_t utf8_length(std::uint8_t lead) {
  if (lead < 0x80) return 1;
  if (within(lead, 0xc2, 0xdf)) return 2;
  if (within(lead, 0xe0, 0xef)) return 3;
  if (within(lead, 0xf0, 0xf4)) return 4;
  return 0;
}

bool shortest_and_legal(char32_t c, std::size_t length) {
  if (length == 3) return c >= 0x800 && !within(c, 0xd800, 0xdfff);
  if (length == 4) return within(c, 0x10000, 0x10ffff);
  return true;
}

// Takes one character off the front of `bytes`; leaves them alone if there is none.
char32_t take_character(std::string_view& bytes) {
  const std::uint8_t lead = byte_at(bytes, 0);
  const std::size_t length = utf8_length(lead);
  if (length == 0 || bytes.size() < length) return not_a_character;
  char32_t c = length == 1 ? lead : lead & (0xffU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte_at(bytes, i) & 0xc0U) != 0x80) return not_a_character;
    c = (c << 6U) | (byte_at(bytes, i) & 0x3fU);
  }
  if (!shortest_and_legal(c, length)) return not_a_character;
  bytes.remove_prefix(length);
  return c;
}

// 0 when no GB18030 character stands at the front.
std::size_t gb18030_length(std::string_view bytes) {
  if (byte_at(bytes, 0) < 0x80) return 1;
  if (!within(byte_at(bytes, 0), 0x81, 0xfe) || bytes.size() < 2) return 0;
  const std::uint8_t second = byte_at(bytes, 1);
  if (within(second, 0x40, 0xfe) && second != 0x7f) return 2;
  const bool four = within(second, 0x30, 0x39) && bytes.size() >= 4 && within(byte_at(bytes, 2), 0x81, 0xfe) &&
                    within(byte_at(bytes, 3), 0x30, 0x39);
  return four ? 4 : 0;
}

bool is_control(char32_t c) {
  const bool classic = c < 0x20 || within(c, 0x7f, 0x9f);
  const bool direction = within(c, 0x200e, 0x200f) || within(c, 0x202a, 0x202e) || within(c, 0x2066, 0x2069);
  const bool line_break = within(c, 0x2028, 0x2029);
  return classic || direction || line_break || c == 0x200b || c == 0xfeff;
}

}  // namespace

bool valid_utf8(std::string_view bytes) {
  while (!bytes.empty()) {
    if (take_character(bytes) == not_a_character) return false;
  }
  return true;
}

bool looks_like_gb18030(std::string_view bytes) {
  bool beyond_ascii = false;
  while (!bytes.empty()) {
    const std::size_t length = gb18030_length(bytes);
    if (length == 0) return false;
    beyond_ascii = beyond_ascii || length > 1;
    bytes.remove_prefix(length);
  }
  return beyond_ascii;
}

bool looks_like_utf16(std::string_view bytes) { return bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff"); }

bool has_control_characters(std::string_view utf8) {
  while (!utf8.empty()) {
    const char32_t c = take_character(utf8);
    if (c == not_a_character || is_control(c)) return true;
  }
  return false;
}

std::string_view first_character(std::string_view bytes) {
  auto rest = bytes;
  return take_character(rest) == not_a_character ? bytes.substr(0, 1) : bytes.substr(0, bytes.size() - rest.size());
}

std::string_view utf8_prefix(std::string_view utf8, std::size_t max_bytes) {
  if (utf8.size() <= max_bytes) return utf8;
  std::size_t end = max_bytes;
  while (end > 0 && (byte_at(utf8, end) & 0xc0U) == 0x80) --end;
  return utf8.substr(0, end);
}

}  // namespace jiaxin::roster
