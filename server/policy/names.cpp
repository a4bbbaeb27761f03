#include "policy/names.hpp"

#include <string_view>

#include "policy/numbers.hpp"
#include "policy/reading.hpp"

namespace jiaxin::policy {
namespace {

using enum Concept;

constexpr std::u32string_view surnames =
    U"王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪"
    U"田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文小";

bool is_surname(char32_t c) { return surnames.find(c) != std::u32string_view::npos; }
bool is_han(char32_t c) { return c >= 0x4E00 && c <= 0x9FFF; }

// Letters from `at` up to the next gap, digits or end, at most 4.
std::size_t run_end(const Normalised& text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && end - at < 4 && text.gap[end] == gap_none && is_han(text.letters[end])) ++end;
  return end;
}

bool ends_here(const Normalised& text, std::size_t end) { return end == text.size() || text.gap[end] != gap_none; }

// The end of bare marks that start at `at`: two or three digits with no unit behind them.
std::size_t marks_end(const Normalised& text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && end - at < 3 && is_digit(text.letters[end]) && (end == at || text.gap[end] == gap_none)) {
    ++end;
  }
  const bool long_enough = end - at >= 2;
  const bool clock = (text.gap[end] & gap_colon) || (end < text.size() && is_digit(text.letters[end]));
  return long_enough && ends_here(text, end) && !clock ? end : at;
}

bool called_pupil(const Normalised& text, std::size_t at) {
  return at + 1 < text.size() && text.gap[at] == gap_none && text.letters[at] == U'同' && text.letters[at + 1] == U'学';
}

NameMatch name_before_pupil(const Normalised& text, std::size_t at) {
  for (const std::size_t length : {2u, 3u}) {
    if (at + length >= text.size() || text.gap[at + length - 1] != gap_none) continue;
    if (called_pupil(text, at + length)) return {static_cast<std::uint32_t>(length + 2), person};
  }
  return {};
}

NameMatch person_name(const Normalised& text, std::size_t at) {
  if (const NameMatch pupil = name_before_pupil(text, at)) return pupil;
  if (at > 0 && text.gap[at] == gap_none) return {};
  const std::size_t end = run_end(text, at);
  if (end - at < 2 || end - at > 3) return {};
  const auto length = static_cast<std::uint32_t>(end - at);
  if (ends_here(text, end) && (end == text.size() || !is_digit(text.letters[end]))) return {length, person};
  const std::size_t marks = marks_end(text, end);
  if (marks > end) return {static_cast<std::uint32_t>(marks - at), ConceptSet{person, named_scores}};
  return {};
}

// 表扬王小明今天值日很棒: behind praise or blame the name needs no gap.
NameMatch name_behind_praise(const Normalised& text, std::size_t at, const std::vector<Token>& before) {
  constexpr std::u32string_view not_names = U"年班级段中校学组";
  const bool behind = !before.empty() && before.back().end == at && before.back().meaning.meets({praise, naming, rank});
  if (!behind || at + 2 >= text.size() || text.gap[at + 1] != gap_none) return {};
  const bool class_word = not_names.find(text.letters[at + 1]) != not_names.npos;
  return class_word ? NameMatch{} : NameMatch{2, person};
}

}  // namespace

NameMatch read_name(const Normalised& text, std::size_t at, const std::vector<Token>& before) {
  if (is_surname(text.letters[at])) {
    const NameMatch apart = person_name(text, at);
    return apart ? apart : name_behind_praise(text, at, before);
  }
  const bool behind_subject = !before.empty() && before.back().end == at && before.back().meaning.has(subject);
  if (!behind_subject || !is_digit(text.letters[at])) return {};
  const std::size_t end = marks_end(text, at);
  return end > at ? NameMatch{static_cast<std::uint32_t>(end - at), ConceptSet(score_number)} : NameMatch{};
}

}  // namespace jiaxin::policy
