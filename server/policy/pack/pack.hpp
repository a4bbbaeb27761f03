#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "policy/reading/concept.hpp"
#include "policy/terms/verdict.hpp"
#include "policy/text/fold_table.hpp"

// A rule pack: which words mean what, which combinations of meanings break a rule, what is said to the sender then, and
// what excuses it. Plain values. How a pack is written: policy/packs/README.md.
namespace jiaxin::policy {

enum class Level : std::uint8_t { national, region, school };

std::string_view name(Level level);

struct Word {
  std::u32string letters;  // as they are after normalisation
  Concept meaning = Concept::neutral;
};

struct Rule {
  std::string id;  // "pack/rule"
  Violation type = Violation::v1;
  std::string reason;
  std::string reason_en;
  std::string way_on;
  std::string way_on_en;
  std::string source;
};

// Matches a sentence whose live concepts meet every set of `all` and none of `none`.
struct Pattern {
  std::string rule;  // "pack/rule", of this pack or one above it
  Outcome in_group = Outcome::hold;
  Outcome direct = Outcome::hold;
  bool counts_alone = false;        // and is not only evidence for the model; below the national level it always does
  std::array<ConceptSet, 4> all{};  // empty sets are not asked for
  ConceptSet none{};
};

enum class Mercy : std::uint8_t { drop, hold };

struct Excuse {
  std::string why;
  std::string types;  // "V1 V2"
  std::array<ConceptSet, 3> all{};
  ConceptSet unless{};
  Mercy mercy = Mercy::drop;
};

// Every pattern of a rule above has at least these outcomes.
struct Raise {
  std::string rule;  // "pack/rule"
  Outcome in_group = Outcome::hold;
  Outcome direct = Outcome::allow;
};

struct Pack {
  std::string id;
  Level level = Level::national;
  std::int64_t version = 0;
  std::string date;  // YYYY-MM-DD
  std::string title;
  std::string title_en;
  std::vector<Word> words;
  std::vector<Disguise> disguises;
  std::vector<Rule> rules;
  std::vector<Pattern> patterns;
  std::vector<Excuse> excuses;  // national only
  std::vector<Raise> raises;    // never national

  std::string name() const { return id + "-" + std::to_string(version); }
};

}  // namespace jiaxin::policy
