#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "policy/model/features.hpp"

// A text as a row of places, for networks to read: every letter, and what separates letters.
namespace jiaxin::policy {

// One sign for whatever separates: the model sees punctuation as a reader does, not its variants.
char32_t sign_of_gap(Gap gap);
char32_t sign_of_letter(char32_t letter);  // any digit is '0'

struct Place {
  char32_t sign = 0;        // of a letter, of what separates letters, or of a word (latin_word.hpp)
  std::uint16_t sound = 0;  // the syllable, see text/pinyin.hpp; 0: none
  std::uint16_t word_class =
      0;  // of the known word it belongs to: twice ClassMatch::number, one more behind the first letter
  std::uint16_t meaning = 0;  // of that word for the rules: 1 + twice the Concept, one more where it is meant; 0: none
};
inline constexpr std::size_t place_meanings = 3 + 2 * static_cast<std::size_t>(Concept::count_);

struct Places {
  std::vector<Place> all;
  std::vector<std::uint32_t> of_letter;  // where in `all` each letter stands, and behind the last their number
};

// Pure; linear in the text.
Places places_of(const Understood& understood);

// From the sentence's first letter to its last, with the question mark behind it: no other sign that follows tells what it
// says.
std::span<const Place> places_in(const Places& places, const Understood& understood, std::uint32_t sentence);

// With each word in Latin letters that is known as one place, without a sound and otherwise as its first letter; others remain
// letters, so that pinyin keeps its sounds. `known`: signs of words, rising.
std::vector<Place> join_words(std::span<const Place> sentence, std::span<const std::uint32_t> known);

// The word in Latin letters that begins at a place; no letters where none does.
struct SpelledWord {
  std::uint32_t sign = 0;
  std::size_t letters = 0;
};
SpelledWord word_at(std::span<const Place> sentence, std::size_t at);

}  // namespace jiaxin::policy
