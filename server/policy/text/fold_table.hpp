#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

// What one code point means to the filter once case, width, marks, traditional forms and look-alikes are folded.
// Built once from ICU (tens of milliseconds; throws std::runtime_error without ICU's data), then constant.
namespace jiaxin::policy {

// What stood between two letters. Several may hold at once.
using Gap = std::uint16_t;
inline constexpr Gap gap_none = 0;
inline constexpr Gap gap_space = 1;
inline constexpr Gap gap_joint = 2;  // any odd sign or emoji
inline constexpr Gap gap_dot = 4;
inline constexpr Gap gap_dash = 8;
inline constexpr Gap gap_enum = 16;  // 、
inline constexpr Gap gap_comma = 32;
inline constexpr Gap gap_colon = 64;
inline constexpr Gap gap_stop = 128;  // 。！；
inline constexpr Gap gap_question = 256;
inline constexpr Gap gap_newline = 512;
inline constexpr Gap gap_quote_open = 1024;
inline constexpr Gap gap_quote_close = 2048;
inline constexpr Gap gap_title_open = 4096;  // 《
inline constexpr Gap gap_item = 8192;        // a list marker such as ① stands here
inline constexpr Gap gap_hard = gap_enum | gap_comma | gap_colon | gap_stop | gap_question | gap_newline | gap_item;
inline constexpr Gap gap_sentence = gap_stop | gap_question | gap_newline | gap_item;

struct Folded {
  std::u32string letters;  // empty for a separator or something that vanishes
  Gap gap = gap_none;
};

class FoldTable {
 public:
  FoldTable();

  // Calls letter(c) for each letter, or gap(g) for a separator; neither for what vanishes.
  template <class Letter, class OnGap>
  void fold(char32_t point, Letter&& letter, OnGap&& gap) const {
    const std::uint32_t entry = point < entries_.size() ? entries_[point] : rare(point);
    if (entry & many_bit) {
      const Folded& folded = many_[entry & ~many_bit];
      if (folded.gap) gap(folded.gap);
      for (char32_t c : folded.letters) letter(c);
    } else if (entry & gap_bit) {
      gap(static_cast<Gap>(entry & 0xFFFF));
    } else if (entry != 0) {
      letter(static_cast<char32_t>(entry));
    }
  }

 private:
  static constexpr std::uint32_t many_bit = 0x80000000;
  static constexpr std::uint32_t gap_bit = 0x40000000;
  static constexpr std::uint32_t bmp_size = 0x10000;

  std::uint32_t entry_for(char32_t point);
  std::uint32_t pack(Folded folded);
  std::uint32_t rare(char32_t point) const;
  void add_traditional();
  void add_rare();

  std::vector<std::uint32_t> entries_;
  std::vector<Folded> many_;
  std::unordered_map<char32_t, std::uint32_t> rare_;
};

}  // namespace jiaxin::policy
