#include "policy/text/pinyin.hpp"

#include <algorithm>
#include <array>

#include "policy/text/tables.hpp"

namespace jiaxin::policy {
namespace {

constexpr std::size_t longest = 6;  // zhuang

}  // namespace

std::uint16_t syllable(char32_t character) {
  if (character < tables::first_han || character > tables::last_han) return 0;
  return tables::han_syllables()[character - tables::first_han];
}

std::uint16_t syllables() { return static_cast<std::uint16_t>(tables::spellings().size()); }

std::string_view spelling(std::uint16_t syllable) { return tables::spellings()[syllable]; }

SyllableMatch longest_syllable(std::u32string_view letters, std::size_t at) {
  std::array<char, longest> spelled;
  std::size_t size = 0;
  while (size < longest && at + size < letters.size() && letters[at + size] >= U'a' && letters[at + size] <= U'z') {
    spelled[size] = static_cast<char>(letters[at + size]);
    ++size;
  }
  const auto known = tables::spellings();
  for (; size > 0; --size) {
    const std::string_view wanted(spelled.data(), size);
    const auto found = std::lower_bound(known.begin(), known.end(), wanted);
    if (found != known.end() && *found == wanted) return {static_cast<std::uint16_t>(found - known.begin()), size};
  }
  return {};
}

}  // namespace jiaxin::policy
