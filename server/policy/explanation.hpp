#pragma once

#include <optional>
#include <string>
#include <vector>

#include "policy/terms/verdict.hpp"
#include "policy/text/forms.hpp"

// What each stage of the filter made of a text, for people who ask why. Plain values.
namespace jiaxin::policy {

struct Explanation {
  struct Word {
    std::string quote;    // as it was written
    std::string meaning;  // names of concepts, see packs/README.md
    bool meant = false;   // not forbidden, denied, reported or the staff's own
  };
  struct Sentence {
    std::string letters;  // normalised, names as □
    std::vector<Word> words;
  };
  struct RuleSaid {
    std::string rule;
    Outcome outcome = Outcome::allow;
    std::string quote;

    friend bool operator==(const RuleSaid&, const RuleSaid&) = default;
  };
  struct Weighed {
    double score = 0;      // of the passage that looks worst, less the chance of the text's length
    double hold_from = 0;  // where no rule speaks of the same words
    double block_from = 0;
    std::string passage;
  };

  struct OtherForm {
    FormKind kind = FormKind::clauses;
    Weighed weighed;
  };

  std::vector<Sentence> sentences;
  std::vector<RuleSaid> rules;
  std::optional<Weighed> weighed;      // nothing when there was nothing to read
  std::vector<OtherForm> other_forms;  // in which it is read where it is not blocked as it was written
  Verdict verdict;
};

}  // namespace jiaxin::policy
