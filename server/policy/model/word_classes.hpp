#pragma once

#include <cstdint>
#include <string_view>

#include <boost/unordered/unordered_flat_map.hpp>

#include "policy/text/normalise.hpp"

// Words that play the same part in what people write, as data: classes/*.txt. The model learns about a class what it
// has seen of one of its words. Constant once made; any thread.
namespace jiaxin::policy {

struct ClassMatch {
  std::uint32_t length = 0;      // letters; 0: no known word starts here
  std::uint32_t word_class = 0;  // hash of its name
};

class WordClasses {
 public:
  // Lines "name: word word ...", '#' begins a comment. Throws std::runtime_error that names the line.
  explicit WordClasses(std::string_view lines);

  // The longest known word that starts at a place and ends before `end`.
  // Latin words count only whole.
  ClassMatch longest(const Normalised& text, std::size_t at, std::size_t end) const;

 private:
  struct Node {
    std::uint32_t number = 0;
    std::uint32_t word_class = 0;  // 0: no word ends here
  };
  static std::uint64_t edge(std::uint32_t node, char32_t letter) { return std::uint64_t{node} << 32 | letter; }
  void add(std::u32string_view word, std::uint32_t word_class);

  boost::unordered_flat_map<std::uint64_t, Node> edges_;  // from a node by a letter
};

const WordClasses& known_word_classes();  // those the model was trained with

}  // namespace jiaxin::policy
