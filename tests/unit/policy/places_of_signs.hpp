#pragma once

#include <string_view>
#include <vector>

#include "policy/model/places.hpp"
#include "policy/text/pinyin.hpp"

namespace jiaxin::policy {

// Each letter with its sound; 业 with a class of words, 本 with a meaning.
inline std::vector<Place> places_of_signs(std::u32string_view signs) {
  std::vector<Place> made;
  for (const char32_t sign : signs)
    made.push_back({sign, syllable(sign), static_cast<std::uint16_t>(sign == U'业' ? 7 : 0),
                    static_cast<std::uint16_t>(sign == U'本' ? 5 : 0)});
  return made;
}

}  // namespace jiaxin::policy
