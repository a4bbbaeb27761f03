// What the fuzz targets say about the code under test. A property that does not hold ends the process like a crash, so
// that libFuzzer keeps the input and ctest fails.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace jiaxin::fuzz {

inline void expect(bool holds, const char* property) {
  if (holds) return;
  std::fprintf(stderr, "PROPERTY DOES NOT HOLD: %s\n", property);
  std::abort();
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

// Takes the text up to the mark away from `rest`; all of it if the mark is not there.
inline std::string_view cut(std::string_view& rest, std::string_view mark) {
  const auto at = rest.find(mark);
  const auto head = rest.substr(0, at);
  rest = at == std::string_view::npos ? std::string_view() : rest.substr(at + mark.size());
  return head;
}

}  // namespace jiaxin::fuzz
