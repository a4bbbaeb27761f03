#include "policy/model/word_classes.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

#include "policy/model/embedded.hpp"
#include "policy/model/hashing.hpp"
#include "policy/text/utf8.hpp"

namespace jiaxin::policy {
namespace {

// Cuts the first piece off, up to `mark` or the end.
std::string_view cut(std::string_view& rest, char mark) {
  const std::size_t end = rest.find(mark);
  const std::string_view piece = rest.substr(0, end);
  rest = end == rest.npos ? std::string_view{} : rest.substr(end + 1);
  return piece;
}

bool latin(char32_t letter) { return letter >= U'a' && letter <= U'z'; }

// Whether a Latin word is cut in two before this place.
bool inside_latin(const Normalised& text, std::size_t at) {
  return at > 0 && at < text.size() && text.gap[at] == gap_none && latin(text.letters[at - 1]) &&
         latin(text.letters[at]);
}

using Words = std::vector<LetterTrie<std::uint32_t>::Word>;

// By their letters, each once: the last class that names a word has it.
Words sorted(Words words) {
  std::stable_sort(words.begin(), words.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  const auto known =
      std::unique(words.rbegin(), words.rend(), [](const auto& a, const auto& b) { return a.first == b.first; });
  words.erase(words.begin(), known.base());
  return words;
}

// Adds the classes' names to `names`.
Words words_in(std::string_view lines, std::vector<std::uint32_t>& names) {
  Words words;
  for (std::size_t number = 1; !lines.empty(); ++number) {
    std::string_view line = cut(lines, '\n');
    if (line.empty() || line.front() == '#') continue;
    const std::string_view name = cut(line, ':');
    if (name.empty() || line.empty())
      throw std::runtime_error("word classes, line " + std::to_string(number) + ": write \"name: word word\"");
    names.push_back(hash_text(name));
    const auto class_number = static_cast<std::uint32_t>(names.size());
    while (!line.empty())
      if (const std::string_view word = cut(line, ' '); !word.empty())
        words.emplace_back(decode_utf8(word), class_number);
  }
  return sorted(std::move(words));
}

}  // namespace

WordClasses::WordClasses(std::string_view lines) : words_(words_in(lines, names_)) {}

ClassMatch WordClasses::longest(const Normalised& text, std::size_t at, std::size_t end) const {
  ClassMatch found;
  if (inside_latin(text, at)) return found;
  const auto* node = words_.begin(text.letters[at]);
  for (std::size_t next = at + 1; node; ++next) {
    if (node->value != 0 && !inside_latin(text, next))
      found = {static_cast<std::uint32_t>(next - at), names_[node->value - 1], node->value};
    if (next == end) break;
    node = words_.next(*node, text.letters[next]);
  }
  return found;
}

const WordClasses& known_word_classes() {
  static const WordClasses known(embedded_word_classes());
  return known;
}

}  // namespace jiaxin::policy
