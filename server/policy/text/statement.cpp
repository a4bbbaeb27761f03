#include "policy/text/statement.hpp"

#include <algorithm>
#include <array>

namespace jiaxin::policy {
namespace {

using View = std::u32string_view;

constexpr std::size_t longest_answer = 24;
constexpr View blank = U" \t\u3000~～", stops = U"。！!？?\n", commas = U"，,";
constexpr View particles = U"吗嗎嘛么麼呢啊呀没沒不";
// The longest first where one begins another.
constexpr std::array<View, 30> question_words{
    U"是什么", U"是什麼", U"是啥", U"什么", U"什麼", U"甚麼", U"啥",   U"咩",   U"哪些", U"哪几课",
    U"哪几页", U"哪几题", U"哪课", U"哪页", U"哪里", U"哪裡", U"哪儿", U"多少", U"几课", U"几页",
    U"几题",   U"几遍",   U"几张", U"几点", U"怎么", U"怎麼", U"哪",   U"谁",   U"誰",   U"几"};
constexpr std::array<View, 16> denials{U"不", U"没", U"沒", U"无", U"無", U"免", U"别", U"別",
                                       U"否", U"冇", U"唔", U"甭", U"莫", U"勿", U"no", U"No"};
constexpr std::array<View, 26> assents{U"要", U"对", U"對", U"是",   U"嗯", U"好",   U"可以", U"需要", U"都",
                                       U"全", U"有", U"行", U"必须", U"得", U"当然", U"能",   U"会",   U"會",
                                       U"写", U"背", U"抄", U"交",   U"读", U"发",   U"签",   U"拍"};

View trimmed(View text, View signs) {
  const std::size_t begin = text.find_first_not_of(signs);
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(signs) - begin + 1);
}

template <std::size_t N>
bool begins_with(View text, const std::array<View, N>& words) {
  return std::any_of(words.begin(), words.end(), [&](View word) { return text.starts_with(word); });
}
template <std::size_t N>
bool holds(View text, const std::array<View, N>& words) {
  return std::any_of(words.begin(), words.end(), [&](View word) { return text.find(word) != text.npos; });
}

bool asks(View sentence) {
  return sentence.find_first_of(U"吗嗎呢") != sentence.npos || holds(sentence, question_words) ||
         (!sentence.empty() && particles.find(sentence.back()) != particles.npos);
}

// Empty where nothing is asked.
View last_question(View text) {
  for (std::size_t end = text.size();;) {
    const std::size_t stop = end == 0 ? text.npos : text.find_last_of(stops, end - 1);
    const std::size_t begin = stop == text.npos ? 0 : stop + 1;
    const View sentence = trimmed(text.substr(begin, end - begin), blank);
    const bool marked = end < text.size() && (text[end] == U'？' || text[end] == U'?');
    if (!sentence.empty() && (marked || asks(sentence))) return sentence;
    if (begin == 0) return {};
    end = stop;
  }
}

struct Place {
  std::size_t begin = 0, length = 0;  // 0: none
};

Place question_word(View clause) {
  Place found;
  for (const View word : question_words) {
    const std::size_t at = clause.find(word);
    if (at != clause.npos && (found.length == 0 || at < found.begin)) found = {at, word.size()};
  }
  return found;
}

// In the last clause that has one.
Place last_question_word(View question) {
  for (std::size_t end = question.size();;) {
    const std::size_t comma = end == 0 ? question.npos : question.find_last_of(commas, end - 1);
    const std::size_t begin = comma == question.npos ? 0 : comma + 1;
    if (const Place found = question_word(question.substr(begin, end - begin)); found.length > 0)
      return {begin + found.begin, found.length};
    if (begin == 0) return {};
    end = comma;
  }
}

// 要不要, 背不背: what is asked, without the choice.
std::u32string without_choice(View question) {
  std::u32string out;
  for (std::size_t at = 0; at < question.size(); ++at) {
    if ((question[at] == U'不' || question[at] == U'没') && at > 0 && at + 1 < question.size() &&
        question[at - 1] == question[at + 1]) {
      ++at;
      continue;
    }
    out += question[at];
  }
  while (!out.empty() && particles.find(out.back()) != particles.npos) out.pop_back();
  return out;
}

Statement joined(View before, View answer, View after) {
  Statement made{std::u32string(before).append(answer).append(after), {}};
  for (std::size_t at = 0; at < made.points.size(); ++at)
    if (at < before.size() || at >= before.size() + answer.size())
      made.put_in.push_back(static_cast<std::uint32_t>(at));
  return made;
}

}  // namespace

std::optional<Statement> as_statement(View asked, View answer) {
  const View question = last_question(asked), said = trimmed(answer, blank);
  if (question.empty() || said.empty() || answer.size() > longest_answer) return std::nullopt;
  if (const Place word = last_question_word(question); word.length > 0) {
    if (begins_with(said, denials)) return std::nullopt;
    return joined(question.substr(0, word.begin), answer, question.substr(word.begin + word.length));
  }
  if (holds(said, denials) || !begins_with(said, assents)) return std::nullopt;
  return joined(without_choice(question) + U"，", answer, {});
}

}  // namespace jiaxin::policy
