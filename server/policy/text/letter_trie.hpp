#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

// Words, and what each stands for, to be walked letter by letter. Constant once made; a node's children lie side by side.
namespace jiaxin::policy {

template <class Value>
class LetterTrie {
 public:
  struct Node {
    char32_t letter = 0;
    std::uint32_t first = 0;  // children by letter, half-open
    std::uint32_t last = 0;
    Value value{};  // as it is by default where no word ends
  };

  using Word = std::pair<std::u32string, Value>;

  // In the order of their letters, each once.
  explicit LetterTrie(std::span<const Word> words) : nodes_(1), heads_(heads, 0) {
    std::vector<Part> parts{{0, 0, words.data(), words.data() + words.size()}};
    for (std::size_t at = 0; at < parts.size(); ++at) add_children(Part(parts[at]), parts);
    for (std::uint32_t head = nodes_[0].first; head < nodes_[0].last; ++head)
      if (nodes_[head].letter < heads) heads_[nodes_[head].letter] = head;
  }

  // Where a word may begin; null when none does. Valid as long as the trie.
  const Node* begin(char32_t letter) const {
    if (letter >= heads) return next(nodes_[0], letter);
    return heads_[letter] == 0 ? nullptr : &nodes_[heads_[letter]];
  }

  // Null when no word goes on so.
  const Node* next(const Node& node, char32_t letter) const {
    const auto last = nodes_.begin() + node.last;
    const auto found = std::lower_bound(nodes_.begin() + node.first, last, letter,
                                        [](const Node& one, char32_t wanted) { return one.letter < wanted; });
    return found != last && found->letter == letter ? &*found : nullptr;
  }

 private:
  using Place = const Word*;
  struct Part {  // the words that share the letters up to a node
    std::uint32_t node;
    std::size_t depth;
    Place first, last;
  };
  static constexpr std::size_t heads = 0x10000;  // first letters with a place of their own

  void add_children(const Part& part, std::vector<Part>& parts) {
    Place at = part.first;
    if (at != part.last && at->first.size() == part.depth) nodes_[part.node].value = (at++)->second;
    nodes_[part.node].first = nodes_[part.node].last = static_cast<std::uint32_t>(nodes_.size());
    while (at != part.last) {
      const char32_t letter = at->first[part.depth];
      const Place first = at;
      while (at != part.last && at->first[part.depth] == letter) ++at;
      parts.push_back({nodes_[part.node].last++, part.depth + 1, first, at});
      nodes_.push_back({letter});
    }
  }

  std::vector<Node> nodes_;
  std::vector<std::uint32_t> heads_;  // 0: none
};

}  // namespace jiaxin::policy
