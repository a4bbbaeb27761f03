#include "policy/other_script.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace jiaxin::policy {
namespace {

constexpr std::size_t few = 6;  // a の or a Δ says nothing

// Blocks of letters of no script that is read (Unicode 15), half-open: neither Han nor Latin, which pinyin and English are
// written in, nor Bopomofo.
constexpr std::array<std::pair<char32_t, char32_t>, 13> unread{{{0x0370, 0x1D00},
                                                                {0x1F00, 0x2000},
                                                                {0x2800, 0x2900},
                                                                {0x2C00, 0x2C60},
                                                                {0x2C80, 0x2E00},
                                                                {0x3040, 0x3100},
                                                                {0x3130, 0x3190},
                                                                {0xA000, 0xA700},
                                                                {0xA800, 0xAB30},
                                                                {0xAB70, 0xD800},
                                                                {0xFB13, 0xFE00},
                                                                {0xFE70, 0xFEFF},
                                                                {0x10000, 0x1D000}}};

bool is_unread(char32_t letter) {
  const bool usual = letter < unread.front().first || (letter >= 0x4E00 && letter < 0xA000);
  return !usual && std::any_of(unread.begin(), unread.end(),
                               [=](const auto& block) { return letter >= block.first && letter < block.second; });
}

}  // namespace

std::optional<Stretch> other_script(std::u32string_view text) {
  std::size_t letters = 0;
  Stretch found;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_unread(text[at])) continue;
    if (letters++ == 0) found.begin = at;
    found.end = at + 1;
  }
  if (letters < few) return std::nullopt;
  return found;
}

}  // namespace jiaxin::policy
