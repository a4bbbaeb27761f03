#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "policy/text/letter_trie.hpp"
#include "policy/text/normalise.hpp"

// Words that play the same part in what people write, as data: classes/*.txt. The model learns about a class what it
// has seen of one of its words. Constant once made; any thread.
namespace jiaxin::policy {

struct ClassMatch {
  std::uint32_t length = 0;      // letters; 0: no known word starts here
  std::uint32_t word_class = 0;  // hash of its name
  std::uint32_t number = 0;      // of the class, from 1, in the order of the lines
};

class WordClasses {
 public:
  // Lines "name: word word ...", '#' begins a comment. Throws std::runtime_error that names the line.
  explicit WordClasses(std::string_view lines);

  // The longest known word that starts at a place and ends before `end`.
  // Latin words count only whole.
  ClassMatch longest(const Normalised& text, std::size_t at, std::size_t end) const;

  std::span<const std::uint32_t> names() const {
    return names_;
  }  // hashes of the classes' names; the first is number 1

 private:
  std::vector<std::uint32_t> names_;
  LetterTrie<std::uint32_t> words_;  // number of each one's class
};

const WordClasses& known_word_classes();  // those the model was trained with

}  // namespace jiaxin::policy
