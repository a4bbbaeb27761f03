#pragma once

#include <cstdint>
#include <vector>

#include "policy/reading/concept.hpp"
#include "policy/reading/cue_trie.hpp"
#include "policy/text/normalise.hpp"

// Reads a normalised text into words that matter, clauses and sentences. Pure; linear.
namespace jiaxin::policy {

struct Token {
  ConceptSet meaning;
  std::uint32_t begin = 0;  // letters, half-open
  std::uint32_t end = 0;
  bool quoted = false;
};

struct Clause {
  std::uint32_t begin = 0;  // letters
  std::uint32_t end = 0;
  std::uint32_t first_token = 0;
  std::uint32_t last_token = 0;
  Gap before = gap_none;
  Gap after = gap_none;
};

struct Sentence {
  std::uint32_t first_clause = 0;
  std::uint32_t last_clause = 0;
  bool item = false;  // a line of a list: it stands under the heading above it
};

struct Reading {
  std::vector<Token> tokens;
  std::vector<Clause> clauses;
  std::vector<Sentence> sentences;
};

Reading read(const Normalised& text, const CueTrie& cues);

}  // namespace jiaxin::policy
