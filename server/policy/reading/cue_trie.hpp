#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "policy/reading/concept.hpp"
#include "policy/text/letter_trie.hpp"
#include "policy/text/normalise.hpp"

// Finds the longest known word at a place. Built once, then constant; a look-up costs at most the longest word.
namespace jiaxin::policy {

struct CueMatch {
  std::uint32_t length = 0;  // 0: no word starts here
  ConceptSet meaning;
};

using Cues = std::map<std::u32string, ConceptSet>;  // folded letters; no word is empty

class CueTrie {
 public:
  explicit CueTrie(const Cues& cues) : words_(std::vector<LetterTrie<ConceptSet>::Word>(cues.begin(), cues.end())) {}

  // A word written apart counts when only soft signs stand inside it, or when one of the two letters beside a
  // hard sign stands alone: 作 业 and 作。业。 are words, the end of one clause and the start of the next are not.
  CueMatch longest(const Normalised& text, std::size_t at) const;

 private:
  LetterTrie<ConceptSet> words_;
};

}  // namespace jiaxin::policy
