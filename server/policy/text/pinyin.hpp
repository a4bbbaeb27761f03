#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

// How characters sound, without tones and with ü as u: one usual reading for each of U+4E00 to U+9FFF. Pure.
namespace jiaxin::policy {

// 0: none. Two characters that sound alike have the same; other numbers may differ from build to build.
std::uint16_t syllable(char32_t character);

std::uint16_t syllables();  // one more than the greatest number of a syllable

std::string_view spelling(std::uint16_t syllable);  // "" for 0; `syllable` as one of these functions gave it

struct SyllableMatch {
  std::uint16_t syllable = 0;
  std::size_t length = 0;  // letters; 0: no syllable starts here
};

// The longest syllable spelled in a to z at a place. Rare ones such as "n" and "ng" count too.
SyllableMatch longest_syllable(std::u32string_view letters, std::size_t at);

}  // namespace jiaxin::policy
