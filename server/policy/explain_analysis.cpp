#include "policy/explain_analysis.hpp"

#include <algorithm>

#include "policy/text/utf8.hpp"

namespace jiaxin::policy {
namespace {

std::string names_of(const ConceptSet& meaning) {
  std::string names;
  for (unsigned one = 0; one < static_cast<unsigned>(Concept::count_); ++one)
    if (const auto each = static_cast<Concept>(one); meaning.has(each))
      names.append(names.empty() ? "" : " ").append(name(each));
  return names;
}

Explanation::Sentence explain_sentence(const Analysis& found, const Sentence& sentence, const Stance& stance) {
  const Clause& first = found.reading.clauses[sentence.first_clause];
  const Clause& last = found.reading.clauses[sentence.last_clause - 1];
  Explanation::Sentence out;
  std::u32string letters = found.letters.letters.substr(first.begin, last.end - first.begin);
  std::replace(letters.begin(), letters.end(), name_letter, U'□');
  out.letters = encode_utf8(letters);
  for (std::uint32_t at = first.first_token; at < last.last_token; ++at) {
    const Token& token = found.reading.tokens[at];
    const bool meant = std::find(stance.meant.begin(), stance.meant.end(), at) != stance.meant.end();
    out.words.push_back({found.quote({token.begin, token.end}), names_of(token.meaning), meant});
  }
  return out;
}

}  // namespace

Explanation explain_analysis(const Analysis& found) {
  Explanation out;
  for (std::size_t at = 0; at < found.reading.sentences.size(); ++at)
    out.sentences.push_back(explain_sentence(found, found.reading.sentences[at], found.stances[at]));
  for (const Hit& hit : found.hits) out.rules.push_back({hit.rule->id, hit.outcome, found.quote({hit.begin, hit.end})});
  return out;
}

}  // namespace jiaxin::policy
