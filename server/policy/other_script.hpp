#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace jiaxin::policy {

// Unicode code points, half-open.
struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// From the first to the last letter in scripts that the filter cannot read (Tibetan, Uyghur, Mongolian, Korean, kana,
// Cyrillic, ...), where there are more than a decoration or two would have. Pure; linear.
std::optional<Stretch> other_script(std::u32string_view text);

}  // namespace jiaxin::policy
