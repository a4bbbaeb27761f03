// Numbers as people type them: decimal digits and nothing else.
#pragma once

#include <charconv>
#include <string_view>

namespace jiaxin::cli {

template <class Number>
bool read_number(std::string_view text, Number& number) {
  if (text.empty() || text.front() < '0' || text.front() > '9') return false;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size();
}

}  // namespace jiaxin::cli
