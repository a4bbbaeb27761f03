#include "policy/reading/cue_trie.hpp"

namespace jiaxin::policy {
namespace {

bool is_latin(char32_t c) { return c >= U'a' && c <= U'z'; }

bool starts_word(const Normalised& text, std::size_t at) {
  return at == 0 || !is_latin(text.letters[at]) || text.gap[at] != gap_none || !is_latin(text.letters[at - 1]);
}

bool ends_word(const Normalised& text, std::size_t end) {
  return end == text.size() || !is_latin(text.letters[end - 1]) || text.gap[end] != gap_none ||
         !is_latin(text.letters[end]);
}

// Whether a word may run on over what stands before letter `at`.
bool may_cross(const Normalised& text, std::size_t at) {
  if ((text.gap[at] & gap_hard) == 0) return true;
  const bool alone_before = at < 2 || text.gap[at - 1] != gap_none;
  const bool alone_after = text.gap[at + 1] != gap_none;
  return alone_before || alone_after;
}

// 语 and 数 mean a subject only when they stand apart, as in 语：
bool fits(const Normalised& text, std::size_t at, std::size_t length, const ConceptSet& meaning) {
  if (length > 1 || !meaning.has(Concept::subject)) return true;
  return text.gap[at + 1] != gap_none && (at == 0 || text.gap[at] != gap_none);
}

}  // namespace

CueMatch CueTrie::longest(const Normalised& text, std::size_t at) const {
  CueMatch best;
  if (!starts_word(text, at)) return best;
  const auto* node = words_.begin(text.letters[at]);
  for (std::size_t end = at + 1; node; ++end) {
    if (!node->value.empty() && ends_word(text, end) && fits(text, at, end - at, node->value)) {
      best = {static_cast<std::uint32_t>(end - at), node->value};
    }
    if (end == text.size() || !may_cross(text, end)) break;
    node = words_.next(*node, text.letters[end]);
  }
  return best;
}

}  // namespace jiaxin::policy
