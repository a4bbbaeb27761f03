#pragma once

#include <cstdint>
#include <vector>

#include "policy/terms/item.hpp"
#include "policy/reading/reading.hpp"

// Decides which words of a sentence are meant: not forbidden, denied, reported, or done by the staff themselves.
// Pure; linear.
namespace jiaxin::policy {

struct Stance {
  ConceptSet live;                   // what the sentence asks or says, with its circumstances
  std::vector<std::uint32_t> meant;  // indices of the live tokens
  std::uint32_t letters = 0;
  bool quote_is_mentioned = false;  // a quotation that is forbidden or reported
};

struct Heading {
  bool homework = false;
  bool subject = false;
  bool number_of_thing = false;
};

// `heading` is what the sentence stands under; it is updated for the next one.
Stance take_stance(const Normalised& text, const Reading& reading, const Sentence& sentence, Heading& heading);

ConceptSet circumstances(const Context& context);

}  // namespace jiaxin::policy
