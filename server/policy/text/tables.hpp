#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "policy/text/gap.hpp"

// What ICU knows about code points, worked out while the library is built (generate/make_tables.cpp). Constant.
namespace jiaxin::policy::tables {

// One code point: a letter, or a separator, or the place of a `Many`, or 0 for what vanishes.
using Entry = std::uint32_t;
inline constexpr Entry many_bit = 0x80000000;
inline constexpr Entry gap_bit = 0x40000000;
inline constexpr char32_t bmp_size = 0x10000;

struct Many {
  std::uint16_t first;  // place in many_letters()
  std::uint16_t size;
  Gap gap;
};

struct Rare {
  char32_t point;
  Entry entry;
};

std::span<const Entry> bmp();  // bmp_size entries
std::span<const Many> many();
std::span<const char32_t> many_letters();
std::span<const Rare> rare();  // beyond the BMP; what is not here separates

inline constexpr char32_t first_han = 0x4E00;
inline constexpr char32_t last_han = 0x9FFF;

std::span<const std::uint16_t> han_syllables();  // first_han to last_han; 0: none, else a place in spellings()
std::span<const std::string_view> spellings();   // sorted; the first is empty

}  // namespace jiaxin::policy::tables
