// The letters of single-use sign-in codes, and what a person's typing of one means. Pure, any thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace jiaxin::credentials {

// Nothing that looks like something else on paper or by hand: no 0 O, 1 I L, 2 Z, 5 S, 8 B, U V.
inline constexpr std::string_view code_alphabet = "34679ACDEFGHJKMNPQRTWXY";
inline constexpr std::size_t code_symbols = 12;
inline constexpr std::size_t code_group = 4;

// Capitals and digits as the code was made, whatever case, dashes, spaces and full-width forms were typed. Other
// characters are kept, so that they make it another code.
std::string normalised_code(std::string_view as_typed);

}  // namespace jiaxin::credentials
