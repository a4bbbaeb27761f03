#include "codec/visible.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace jiaxin::codec {
namespace {

using Range = std::pair<char32_t, char32_t>;  // both ends belong to it

// White_Space, and Default_Ignorable_Code_Point but for what is not assigned (Unicode 15), and two blanks that have
// neither property.
constexpr std::array<Range, 25> unseen{
    {{0x00, 0x20},       {0x7f, 0xa0},       {0xad, 0xad},       {0x34f, 0x34f},     {0x61c, 0x61c},
     {0x115f, 0x1160},   {0x1680, 0x1680},   {0x17b4, 0x17b5},   {0x180b, 0x180f},   {0x2000, 0x200f},
     {0x2028, 0x202f},   {0x205f, 0x2064},   {0x2066, 0x206f},   {0x2800, 0x2800},   {0x3000, 0x3000},
     {0x3164, 0x3164},   {0xfe00, 0xfe0f},   {0xfeff, 0xfeff},   {0xffa0, 0xffa0},   {0xfff9, 0xfffb},
     {0x1bca0, 0x1bca3}, {0x1d173, 0x1d17a}, {0xe0001, 0xe0001}, {0xe0020, 0xe007f}, {0xe0100, 0xe01ef}}};
constexpr std::array<Range, 7> breaking{{{0x00, 0x1f},
                                         {0x7f, 0x9f},
                                         {0x61c, 0x61c},
                                         {0x200e, 0x200f},
                                         {0x2028, 0x2029},
                                         {0x202a, 0x202e},
                                         {0x2066, 0x2069}}};

template <std::size_t count>
bool is_in(const std::array<Range, count>& ranges, char32_t letter) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [=](const Range& range) { return letter >= range.first && letter <= range.second; });
}

struct Letter {
  char32_t code;
  std::size_t bytes;
};

Letter first_of(std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const unsigned lead = byte(0);
  const std::size_t bytes = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  char32_t code = bytes == 1 ? lead : lead & (0x7fU >> bytes);
  for (std::size_t at = 1; at < bytes; ++at) code = code << 6 | (byte(at) & 0x3fU);
  return {code, bytes};
}

// Whether this holds of any letter.
template <class Holds>
bool any_letter(std::string_view text, Holds holds) {
  while (!text.empty()) {
    const auto letter = first_of(text);
    if (holds(letter.code)) return true;
    text.remove_prefix(letter.bytes);
  }
  return false;
}

}  // namespace

bool is_blank(std::string_view text) {
  return !any_letter(text, [](char32_t letter) { return !is_in(unseen, letter); });
}

bool breaks_a_line(std::string_view text) {
  return any_letter(text, [](char32_t letter) { return is_in(breaking, letter); });
}

std::string as_seen(std::string_view text) {
  std::string seen;
  while (!text.empty()) {
    const auto letter = first_of(text);
    if (!is_in(unseen, letter.code)) seen += text.substr(0, letter.bytes);
    text.remove_prefix(letter.bytes);
  }
  return seen;
}

}  // namespace jiaxin::codec
