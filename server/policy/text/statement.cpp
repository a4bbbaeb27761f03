#include "policy/text/statement.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

namespace jiaxin::policy {
namespace {

using View = std::u32string_view;

constexpr std::size_t longest_answer = 24;  // letters
constexpr View assenting = U"对嗯是的好哦行可以滴";
constexpr View acknowledging = U"收到谢同问知道了1";  // nothing but these or those says nothing
constexpr View particles = U"吗嘛么呢啊呀没不";
constexpr std::array<View, 6> agreed{U"ok", U"yes", U"yep", U"没错", U"当然", U"必须的"};
// The longest first where one begins another. The last two are questions only where a question mark says so: 这几天.
constexpr std::array<View, 26> question_words{U"是什么", U"是啥",   U"什么",   U"甚么", U"啥",   U"咩",   U"哪些",
                                              U"哪几课", U"哪几页", U"哪几题", U"哪课", U"哪页", U"哪里", U"哪儿",
                                              U"多少",   U"几课",   U"几页",   U"几题", U"几遍", U"几张", U"几点",
                                              U"几份",   U"怎么",   U"谁",     U"哪",   U"几"};
constexpr std::size_t sure_words = question_words.size() - 2;
constexpr std::array<View, 9> denials{U"不", U"没", U"无", U"免", U"别", U"否", U"冇", U"勿", U"no"};
constexpr std::array<View, 22> assents{U"要", U"对", U"是", U"嗯",   U"好", U"可以", U"需要", U"都",
                                       U"全", U"有", U"行", U"必须", U"得", U"当然", U"能",   U"会",
                                       U"写", U"背", U"抄", U"交",   U"读", U"发"};

bool begins_with(View text, View word) { return text.starts_with(word); }
bool holds(View text, View word) { return text.find(word) != text.npos; }
template <std::size_t N, class Test>
bool any(const std::array<View, N>& words, View text, Test test) {
  return std::any_of(words.begin(), words.end(), [&](View word) { return test(text, word); });
}

bool has_only(View text, View letters, View others = {}) {
  return std::all_of(text.begin(), text.end(), [&](char32_t letter) {
    return letters.find(letter) != letters.npos || others.find(letter) != others.npos;
  });
}
bool agrees(View said) { return has_only(said, assenting) || std::count(agreed.begin(), agreed.end(), said) > 0; }

struct Place {
  std::size_t begin = 0, length = 0;  // 0: none
};

Place question_word(View clause, std::size_t words) {
  Place found;
  for (std::size_t word = 0; word < words; ++word) {
    const std::size_t at = clause.find(question_words[word]);
    if (at != clause.npos && (found.length == 0 || at < found.begin)) found = {at, question_words[word].size()};
  }
  return found;
}

// The clauses of one sentence.
struct Sentence {
  std::vector<View> clauses;
  bool marked = false;  // with a question mark

  bool asks() const {
    return marked || std::any_of(clauses.begin(), clauses.end(), [](View clause) {
             return question_word(clause, sure_words).length > 0 || particles.find(clause.back()) != particles.npos;
           });
  }
};

// The last that is marked, or else the last that asks.
Sentence asking_sentence(const Normalised& text) {
  constexpr Gap between = gap_hard & ~gap_enum;
  Sentence found, current;
  std::size_t begin = 0;
  for (std::size_t at = 1; at <= text.size(); ++at) {
    const bool last = at == text.size();
    if (!last && !(text.gap[at] & between)) continue;
    current.clauses.push_back(View(text.letters).substr(begin, at - begin));
    begin = at;
    if (!last && !(text.gap[at] & gap_sentence)) continue;
    current.marked = text.gap[at] & gap_question;
    if (current.marked || (!found.marked && current.asks())) found = std::move(current);
    current = {};
  }
  return found;
}

// 要不要, 背不背, 吗: what is asked, without the choice.
std::u32string without_choice(View asked) {
  std::u32string out;
  for (std::size_t at = 0; at < asked.size(); ++at) {
    const bool choice = (asked[at] == U'不' || asked[at] == U'没') && at > 0 && at + 1 < asked.size();
    if (choice && asked[at - 1] == asked[at + 1]) {
      ++at;
      continue;
    }
    out += asked[at];
  }
  while (!out.empty() && particles.find(out.back()) != particles.npos) out.pop_back();
  return out;
}

std::u32string with_commas(const Normalised& text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (at > 0 && (text.gap[at] & gap_hard)) out += U'，';
    out += text.letters[at];
  }
  return out;
}

}  // namespace

bool says_nothing_itself(const Normalised& answer) {
  return agrees(answer.letters) || has_only(answer.letters, assenting, acknowledging);
}

std::optional<std::u32string> as_statement(const Normalised& question, const Normalised& answer) {
  const Sentence sentence = asking_sentence(question);
  const View said(answer.letters);
  if (sentence.clauses.empty() || said.empty() || said.size() > longest_answer) return std::nullopt;
  const std::size_t words = sentence.marked ? question_words.size() : sure_words;
  for (std::size_t at = sentence.clauses.size(); at-- > 0;) {
    const View clause = sentence.clauses[at];
    const Place word = question_word(clause, words);
    if (word.length == 0) continue;
    if (any(denials, said, begins_with) || says_nothing_itself(answer)) return std::nullopt;
    return std::u32string(clause.substr(0, word.begin)) + with_commas(answer) +
           std::u32string(clause.substr(word.begin + word.length));
  }
  const std::u32string asked = without_choice(sentence.clauses.back());
  if (agrees(said)) return asked;
  if (any(denials, said, holds) || !any(assents, said, begins_with)) return std::nullopt;
  return asked + U'，' + with_commas(answer);
}

}  // namespace jiaxin::policy
