#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "policy/model/features.hpp"
#include "policy/reading/cue_trie.hpp"
#include "policy/reading/reading.hpp"
#include "policy/reading/stance.hpp"
#include "policy/terms/item.hpp"
#include "policy/text/fold_table.hpp"
#include "policy/text/normalise.hpp"
#include "policy/weigh.hpp"

// Everything the filter finds out about a text before it decides; also what the model is trained on.
namespace jiaxin::policy {

inline constexpr std::uint32_t one_thought_minutes = 10;  // messages within it belong together

// Stands for every letter of a person's name, and of bare marks that are read with it, so that the model sees that somebody is
// named, and not who. Private use: what normalise gives has none.
inline constexpr char32_t name_letter = 0xE000;

struct Analysis {
  std::u32string points;         // what was said before, if it matters, and the text
  std::uint32_t own_point = 0;   // where the text itself begins
  std::uint32_t own_letter = 0;  // the same, in letters
  Normalised letters;            // with names hidden
  Reading reading;
  std::vector<Stance> stances;  // one a sentence
  std::vector<Hit> hits;

  Understood understood() const { return {letters, reading, stances}; }
  struct Letters {
    std::uint32_t begin, end;  // half-open
  };
  struct Points {
    std::size_t begin, end;  // half-open
  };
  Points points_of(const Letters& part) const;     // the shortest stretch that holds all it came from
  std::string quote(const Letters& part) const;    // that stretch as UTF-8
  std::string given(const Points& stretch) const;  // the points themselves, as UTF-8
  // Of what the model sees but for the rules: where it is the same, so are words and sentences and what they mean.
  std::uint64_t how_it_is_read() const;
  bool may_excuse() const;                 // whether it says what can excuse a clause elsewhere in it
  std::vector<RuleHit> rule_hits() const;  // of the national rules, which the model knows
};

Analysis::Letters passage_letters(const Analysis& found, const Passage& passage);

// Among themselves staff plan homework, marks and lists; what they are told to send to families is another matter.
bool concerns_families(const Analysis& found, const Passage& passage, const Context& context);

// Of what was said before no more than this is read; whole characters.
std::string_view end_of(std::string_view said);

// Constant once made; any thread. Linear in the length of the text.
class Analyst {
 public:
  // The packs must outlive this. Throws std::runtime_error when a pattern names a rule that does not exist.
  explicit Analyst(std::span<const Pack> packs);
  Analysis analyse(std::string_view text, const Context& context, StepBudget& steps) const;  // throws StepsExceeded
  Normalised letters_of(std::string_view text) const;
  // Whether a sentence asks what homework there is. Throws StepsExceeded.
  bool asks_for_homework(const Normalised& said, StepBudget& steps) const;
  const Rule& rule(std::string_view id) const { return scales_.rule(id); }

 private:
  FoldTable folds_;
  CueTrie cues_;
  Scales scales_;
};

}  // namespace jiaxin::policy
