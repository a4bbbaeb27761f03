#pragma once

#include <cstdint>

#include "policy/reading/concept.hpp"
#include "policy/text/normalise.hpp"

// Reads a number with its unit: 第5课, P23-24, 两遍, 20分钟, 98分. Pure; looks at a bounded stretch of text.
namespace jiaxin::policy {

struct NumberMatch {
  std::uint32_t length = 0;  // 0: no number with a unit that matters starts here
  ConceptSet meaning;        // may be neutral: a date, a class, a sum of people
};

NumberMatch read_number(const Normalised& text, std::size_t at);

bool is_digit(char32_t c);

}  // namespace jiaxin::policy
