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

CueTrie::CueTrie() : roots_(0x10000 + 0x20000, -1) {}

void CueTrie::add(std::u32string_view word, Concept meaning) {
  std::int32_t* link = &roots_.at(word[0]);
  std::int32_t node = -1;
  for (const char32_t letter : word) {
    node = find(*link, letter);
    if (node < 0) {
      node = static_cast<std::int32_t>(nodes_.size());
      const std::int32_t sibling = *link;
      *link = node;
      nodes_.push_back({letter, -1, sibling, {}});
    }
    link = &nodes_[static_cast<std::size_t>(node)].child;
  }
  nodes_[static_cast<std::size_t>(node)].meaning.add(meaning);
}

std::int32_t CueTrie::find(std::int32_t first, char32_t letter) const {
  while (first >= 0 && nodes_[static_cast<std::size_t>(first)].letter != letter) {
    first = nodes_[static_cast<std::size_t>(first)].sibling;
  }
  return first;
}

CueMatch CueTrie::longest(const Normalised& text, std::size_t at) const {
  CueMatch best;
  if (!starts_word(text, at)) return best;
  std::int32_t node = root(text.letters[at]);
  for (std::size_t end = at + 1; node >= 0; ++end) {
    const Node& here = nodes_[static_cast<std::size_t>(node)];
    if (!here.meaning.empty() && ends_word(text, end) && fits(text, at, end - at, here.meaning)) {
      best = {static_cast<std::uint32_t>(end - at), here.meaning};
    }
    if (end == text.size() || !may_cross(text, end)) break;
    node = find(here.child, text.letters[end]);
  }
  return best;
}

}  // namespace jiaxin::policy
