#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "policy/text/fold_table.hpp"

// Takes the disguise off: only folded letters remain, and each remembers what stood before it and where it was.
// Pure; linear in the length of the text.
namespace jiaxin::policy {

inline constexpr char32_t shown_backwards = 0x202E;  // RIGHT-TO-LEFT OVERRIDE (Unicode Standard Annex 9)

struct Normalised {
  std::u32string letters;
  std::vector<Gap> gap;  // size + 1: before each letter, and after the last
  // Code point of the given text each letter came from; falling where the text is shown backwards.
  std::vector<std::uint32_t> origin;

  std::size_t size() const { return letters.size(); }
};

Normalised normalise(std::u32string_view points, const FoldTable& table);

}  // namespace jiaxin::policy
