#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "policy/reading/concept.hpp"
#include "policy/text/normalise.hpp"

// Finds the longest known word at a place. Built once, then constant; a look-up costs at most the longest word.
namespace jiaxin::policy {

struct CueMatch {
  std::uint32_t length = 0;  // 0: no word starts here
  ConceptSet meaning;
};

class CueTrie {
 public:
  CueTrie();
  void add(std::u32string_view word, Concept meaning);

  // A word written apart counts when only soft signs stand inside it, or when one of the two letters beside a
  // hard sign stands alone: 作 业 and 作。业。 are words, the end of one clause and the start of the next are not.
  CueMatch longest(const Normalised& text, std::size_t at) const;

 private:
  struct Node {
    char32_t letter = 0;
    std::int32_t child = -1;
    std::int32_t sibling = -1;
    ConceptSet meaning;
  };

  std::int32_t find(std::int32_t first, char32_t letter) const;
  std::int32_t root(char32_t letter) const { return letter < roots_.size() ? roots_[letter] : -1; }

  std::vector<std::int32_t> roots_;
  std::vector<Node> nodes_;
};

}  // namespace jiaxin::policy
