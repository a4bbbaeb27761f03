#pragma once

#include <cstdint>

#include "policy/model/hashing.hpp"

// Words in Latin letters: runs of two letters or more. Patterns see those that they know as one place each: nobody finds an
// English sentence in nine letters.
namespace jiaxin::policy {

// Signs of words lie behind all code points.
inline constexpr char32_t first_word_sign = 0x200000;
inline constexpr char32_t word_signs = 0x100000;
inline constexpr std::size_t shortest_word = 2;  // letters

constexpr bool is_latin(char32_t letter) { return letter >= U'a' && letter <= U'z'; }

// The sign of a word, letter by letter. Fixed for ever: a model is trained on it.
class WordSign {
 public:
  void add(char32_t letter) { running_ = hash_step(running_, letter); }
  char32_t sign() const { return first_word_sign + static_cast<char32_t>(running_ >> 32) % word_signs; }

 private:
  std::uint64_t running_ = 77;
};

}  // namespace jiaxin::policy
