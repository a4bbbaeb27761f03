#include "policy/text/utf8.hpp"

#include <unicode/utf8.h>

namespace jiaxin::policy {

std::u32string decode_utf8(std::string_view bytes) {
  std::u32string points;
  points.reserve(bytes.size() / 2);
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  const std::size_t size = bytes.size();
  for (std::size_t at = 0; at < size;) {
    UChar32 point;
    U8_NEXT_OR_FFFD(data, at, size, point);
    points.push_back(static_cast<char32_t>(point));
  }
  return points;
}

std::string encode_utf8(std::u32string_view points) {
  std::string bytes;
  bytes.reserve(points.size() * 3);
  for (char32_t point : points) {
    if (U_IS_SURROGATE(point) || point > 0x10FFFF) {
      point = 0xFFFD;
    }
    char unit[U8_MAX_LENGTH];
    int length = 0;
    U8_APPEND_UNSAFE(unit, length, point);
    bytes.append(unit, static_cast<std::size_t>(length));
  }
  return bytes;
}

}  // namespace jiaxin::policy
