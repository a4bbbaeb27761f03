#include "policy/model/word_classes.hpp"

#include <stdexcept>
#include <string>

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

}  // namespace

WordClasses::WordClasses(std::string_view lines) {
  for (std::size_t number = 1; !lines.empty(); ++number) {
    std::string_view line = cut(lines, '\n');
    if (line.empty() || line.front() == '#') continue;
    const std::string_view name = cut(line, ':');
    if (name.empty() || line.empty())
      throw std::runtime_error("word classes, line " + std::to_string(number) + ": write \"name: word word\"");
    while (!line.empty())
      if (const std::string_view word = cut(line, ' '); !word.empty()) add(decode_utf8(word), hash_text(name));
  }
}

void WordClasses::add(std::u32string_view word, std::uint32_t word_class) {
  std::uint32_t node = 0;
  for (std::size_t at = 0; at < word.size(); ++at) {
    const auto number = static_cast<std::uint32_t>(edges_.size() + 1);
    Node& next = edges_.try_emplace(edge(node, word[at]), Node{number, 0}).first->second;
    if (at + 1 == word.size()) next.word_class = word_class;
    node = next.number;
  }
}

ClassMatch WordClasses::longest(const Normalised& text, std::size_t at, std::size_t end) const {
  ClassMatch found;
  if (inside_latin(text, at)) return found;
  std::uint32_t node = 0;
  for (std::size_t next = at; next < end; ++next) {
    const auto step = edges_.find(edge(node, text.letters[next]));
    if (step == edges_.end()) break;
    node = step->second.number;
    if (step->second.word_class != 0 && !inside_latin(text, next + 1))
      found = {static_cast<std::uint32_t>(next + 1 - at), step->second.word_class};
  }
  return found;
}

const WordClasses& known_word_classes() {
  static const WordClasses known(embedded_word_classes());
  return known;
}

}  // namespace jiaxin::policy
