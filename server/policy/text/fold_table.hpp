#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "policy/text/gap.hpp"
#include "policy/text/tables.hpp"

// What one code point means to the filter once case, width, marks, traditional forms and disguises are folded.
// Made in about a millisecond from tables that are part of the library, then constant.
namespace jiaxin::policy {

// A character that is used as something else: 📷 for 拍照, the Cyrillic а for a.
struct Disguise {
  char32_t from = 0;
  std::u32string to;  // letters as they are after folding
};

class FoldTable {
 public:
  explicit FoldTable(std::span<const Disguise> disguises = {});

  // Calls letter(c) for each letter, or gap(g) for a separator; neither for what vanishes.
  template <class Letter, class OnGap>
  void fold(char32_t point, Letter&& letter, OnGap&& gap) const {
    const tables::Entry entry = point < entries_.size() ? entries_[point] : rare(point);
    if (entry & tables::many_bit) {
      const Folded& folded = many_[entry & ~tables::many_bit];
      if (folded.gap) gap(folded.gap);
      for (char32_t c : folded.letters) letter(c);
    } else if (entry & tables::gap_bit) {
      gap(static_cast<Gap>(entry & 0xFFFF));
    } else if (entry != 0) {
      letter(static_cast<char32_t>(entry));
    }
  }

 private:
  struct Folded {
    std::u32string letters;
    Gap gap = gap_none;
  };
  using Replacements = std::unordered_map<char32_t, std::u32string>;

  tables::Entry rare(char32_t point) const;
  tables::Entry pack(const std::u32string& letters);
  void replace(tables::Entry& entry, const Replacements& replacements);

  std::vector<tables::Entry> entries_;
  std::vector<Folded> many_;
  std::unordered_map<char32_t, tables::Entry> rare_;
};

}  // namespace jiaxin::policy
