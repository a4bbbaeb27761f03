#include "clean_text.hpp"

#include <unicode/utf8.h>

#include <cstdint>
#include <cstdio>

namespace jiaxin::cli {
namespace {

constexpr char32_t replacement = 0xFFFD;

// Calls each(code point, its bytes); a byte that is no UTF-8 is given as U+FFFD.
template <class Each>
void for_each_code_point(std::string_view text, Each each) {
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t at = 0; at < size;) {
    const std::int32_t begin = at;
    UChar32 code_point = 0;
    U8_NEXT(text.data(), at, size, code_point);
    each(code_point < 0 ? replacement : static_cast<char32_t>(code_point),
         text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(at - begin)), code_point >= 0);
  }
}

void append(std::string& to, char32_t code_point) {
  char bytes[U8_MAX_LENGTH];
  std::int32_t size = 0;
  U8_APPEND_UNSAFE(bytes, size, static_cast<UChar32>(code_point));
  to.append(bytes, static_cast<std::size_t>(size));
}

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

bool reorders_or_breaks(char32_t c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029;
}

char32_t visible_sign(char32_t c) {
  if (c < 0x20) return 0x2400 + c;  // ␀ to ␟
  return c == 0x7F ? 0x2421 : replacement;
}

std::string clean(std::string_view text, bool keep_layout) {
  std::string cleaned;
  cleaned.reserve(text.size());
  for_each_code_point(text, [&](char32_t c, std::string_view bytes, bool valid) {
    if (c == '\n' || c == '\t') cleaned += keep_layout ? static_cast<char>(c) : ' ';
    else if (is_control(c) || reorders_or_breaks(c)) append(cleaned, visible_sign(c));
    else if (valid) cleaned += bytes;
    else append(cleaned, replacement);
  });
  return cleaned;
}

std::string without_carriage_returns(std::string_view text) {
  std::string kept;
  kept.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at)
    if (text[at] != '\r' || at + 1 == text.size() || text[at + 1] != '\n') kept += text[at];
  return kept;
}

}  // namespace

bool is_utf8(std::string_view text) {
  bool all_valid = true;
  for_each_code_point(text, [&](char32_t, std::string_view, bool valid) { all_valid = all_valid && valid; });
  return all_valid;
}

std::string clean_line(std::string_view text) { return clean(text, false); }

std::string clean_block(std::string_view text) { return clean(without_carriage_returns(text), true); }

std::string clean_json(std::string_view json) {
  std::string cleaned;
  cleaned.reserve(json.size());
  for_each_code_point(json, [&](char32_t c, std::string_view bytes, bool) {
    const bool hostile = c != '\n' && (is_control(c) || reorders_or_breaks(c));
    if (!hostile) {
      cleaned += bytes;
      return;
    }
    char escape[8];
    std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c) & 0xffffU);  // all of them are in the BMP
    cleaned += escape;
  });
  return cleaned;
}

}  // namespace jiaxin::cli
