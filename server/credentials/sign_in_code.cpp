#include "credentials/sign_in_code.hpp"

#include <algorithm>
#include <array>

namespace jiaxin::credentials {
namespace {

// 23^12 codes: an attacker who may guess a million times still has one chance in 10^10.
constexpr double codes() {
  double count = 1;
  for (std::size_t i = 0; i < code_symbols; ++i) count *= static_cast<double>(code_alphabet.size());
  return count;
}
static_assert(codes() >= static_cast<double>(1ULL << 54));
static_assert(code_symbols % code_group == 0);

constexpr std::array<char32_t, 21> passed_over = {U' ',      U'\t',     U'\r',     U'\n',     U'-',      U'_',
                                                  U'\u00a0', U'\u2010', U'\u2011', U'\u2012', U'\u2013', U'\u2014',
                                                  U'\u2015', U'\u200b', U'\u2212', U'\u3000', U'\ufe58', U'\ufe63',
                                                  U'\uff0d', U'\ufeff', U'\u30fc'};

// One character of up to three UTF-8 bytes; anything else counts as the byte itself, which is in no code.
struct Character {
  char32_t value;
  std::size_t bytes;
};
Character first_character(std::string_view text) {
  const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto follows = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xc0) == 0x80; };
  if ((byte(0) & 0xe0) == 0xc0 && follows(1)) return {(byte(0) & 0x1fU) << 6 | (byte(1) & 0x3fU), 2};
  if ((byte(0) & 0xf0) == 0xe0 && follows(1) && follows(2))
    return {(byte(0) & 0x0fU) << 12 | (byte(1) & 0x3fU) << 6 | (byte(2) & 0x3fU), 3};
  return {byte(0), 1};
}

constexpr char32_t half_width(char32_t c) { return c >= U'\uff01' && c <= U'\uff5e' ? c - 0xfee0 : c; }
constexpr char32_t capital(char32_t c) { return c >= U'a' && c <= U'z' ? c - U'a' + U'A' : c; }

}  // namespace

std::string normalised_code(std::string_view as_typed) {
  std::string code;
  while (!as_typed.empty()) {
    const auto [typed, bytes] = first_character(as_typed);
    if (std::find(passed_over.begin(), passed_over.end(), typed) == passed_over.end()) {
      const char32_t meant = capital(half_width(typed));
      if (meant < 0x80) code.push_back(static_cast<char>(meant));
      else code.append(as_typed.substr(0, bytes));
    }
    as_typed.remove_prefix(bytes);
  }
  return code;
}

}  // namespace jiaxin::credentials
