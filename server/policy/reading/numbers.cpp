#include "policy/reading/numbers.hpp"

#include <string_view>

namespace jiaxin::policy {
namespace {

using enum Concept;

constexpr std::u32string_view numerals = U"零一二三四五六七八九十百两半几";
constexpr std::size_t longest_number = 24;

struct Unit {
  std::u32string_view name;
  ConceptSet meaning;
};

// Longer names first. A unit that names a time, a person or a room is neutral and hides the number.
constexpr Unit units[] = {
    {U"自然段", place},    {U"个自然段", place}, {U"课后", place},    {U"课时练", place},   {U"课堂", neutral},
    {U"课程", neutral},    {U"课间", neutral},   {U"节课", neutral},  {U"单元楼", neutral}, {U"单元", place},
    {U"课时", place},      {U"页面", neutral},   {U"道题", quantity}, {U"小题", place},     {U"大题", place},
    {U"分钟", duration},   {U"小时", duration},  {U"年级", neutral},  {U"分之", neutral},   {U"公里", neutral},
    {U"个小时", duration}, {U"天", neutral},     {U"岁", neutral},    {U"年", neutral},     {U"月", neutral},
    {U"日", neutral},      {U"号", neutral},     {U"点", neutral},    {U"时", neutral},     {U"元", money},
    {U"人", neutral},      {U"位", neutral},     {U"班", neutral},    {U"楼", neutral},     {U"度", neutral},
    {U"米", neutral},      {U"课", place},       {U"页", place},      {U"题", place},       {U"章", place},
    {U"回合", neutral},    {U"遍", repeat},      {U"首", quantity},   {U"篇", quantity},    {U"道", quantity},
    {U"张", quantity},     {U"行", quantity},    {U"字", quantity},   {U"词", quantity},    {U"句", quantity},
    {U"段", quantity},     {U"组", quantity},    {U"套", quantity},   {U"本", quantity},    {U"份", quantity},
    {U"个", quantity},     {U"次", quantity},    {U"幅", quantity},
};

constexpr std::u32string_view latin_places[] = {
    U"pages", U"page", U"lesson", U"unit", U"chapter", U"module", U"exercise", U"ex", U"pp", U"p", U"u", U"m", U"l"};

bool is_numeral(char32_t c) { return numerals.find(c) != std::u32string_view::npos; }

// Behind a digit: 3-5, 3~5, 3、5, 3,5. The signs are gaps, so the next digit simply follows.
std::size_t digits_end(const Normalised& text, std::size_t at) {
  constexpr Gap range = gap_dash | gap_enum | gap_space | gap_joint | gap_comma | gap_dot;
  std::size_t end = at + 1;
  while (end < text.size() && end - at < longest_number && is_digit(text.letters[end]) &&
         (text.gap[end] & ~range) == 0) {
    ++end;
  }
  return end;
}

std::size_t number_end(const Normalised& text, std::size_t at) {
  if (at >= text.size()) return at;
  if (is_digit(text.letters[at])) return digits_end(text, at);
  std::size_t end = at;
  while (end < text.size() && end - at < 6 && is_numeral(text.letters[end]) &&
         (end == at || (text.gap[end] & gap_hard & ~gap_enum) == 0)) {
    ++end;
  }
  return end;
}

bool spelled(const Normalised& text, std::size_t at, std::u32string_view word) {
  if (text.size() - at < word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const bool broken = i > 0 && (text.gap[at + i] & gap_hard) != 0;
    if (broken || text.letters[at + i] != word[i]) return false;
  }
  return true;
}

const Unit* unit_at(const Normalised& text, std::size_t at) {
  if (at >= text.size() || (text.gap[at] & gap_hard) != 0) return nullptr;
  for (const Unit& unit : units) {
    if (spelled(text, at, unit.name)) return &unit;
  }
  return nullptr;
}

NumberMatch latin_place(const Normalised& text, std::size_t at) {
  if (at > 0 && text.gap[at] == gap_none && text.letters[at - 1] >= U'a' && text.letters[at - 1] <= U'z') return {};
  for (const auto word : latin_places) {
    const std::size_t number = at + word.size();
    if (!spelled(text, at, word) || number >= text.size() || !is_digit(text.letters[number])) continue;
    if (text.gap[number] & gap_sentence) continue;
    return {static_cast<std::uint32_t>(digits_end(text, number) - at), place};
  }
  return {};
}

int value_of(const Normalised& text, std::size_t at, std::size_t end) {
  int value = 0;
  for (; at < end && value < 1000; ++at) {
    value = value * 10 + (is_digit(text.letters[at]) ? static_cast<int>(text.letters[at] - U'0') : 0);
  }
  return value;
}

// 98分 is a score, 8点30分 and 十分 are not.
NumberMatch score(const Normalised& text, std::size_t at, std::size_t end) {
  const bool after_hour = at > 0 && (text.letters[at - 1] == U'点' || (text.gap[at] & gap_colon));
  const bool plain = is_digit(text.letters[at]) ? value_of(text, at, end) <= 150 : end - at >= 2;
  const auto length = static_cast<std::uint32_t>(end + 1 - at);
  return {length, after_hour || !plain ? ConceptSet(neutral) : ConceptSet(score_number)};
}

// 第3名 and 前十名 are ranks; 3名 counts people.
NumberMatch rank_of(const Normalised& text, std::size_t start, std::size_t end) {
  const bool is_rank = text.letters[start] == U'第' || text.letters[start] == U'前' || text.letters[start] == U'后';
  return {static_cast<std::uint32_t>(end + 1 - start), is_rank ? rank : neutral};
}

NumberMatch with_unit(const Normalised& text, std::size_t start, std::size_t number, std::size_t end) {
  if (end == number) return {};
  if (const Unit* unit = unit_at(text, end)) {
    return {static_cast<std::uint32_t>(end + unit->name.size() - start), unit->meaning};
  }
  if (end >= text.size() || (text.gap[end] & gap_hard)) return {};
  if (text.letters[end] == U'分') return score(text, number, end);
  if (text.letters[end] == U'名') return rank_of(text, start, end);
  return {};
}

std::size_t range_end(const Normalised& text, std::size_t end) {
  if (end + 1 >= text.size()) return end;
  const char32_t joint = text.letters[end];
  if (joint != U'到' && joint != U'至' && joint != U'和') return end;
  std::size_t next = end + 1;
  if (next < text.size() && text.letters[next] == U'第') ++next;
  const std::size_t second = number_end(text, next);
  return second > next ? second : end;
}

}  // namespace

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

NumberMatch read_number(const Normalised& text, std::size_t at) {
  const char32_t first = text.letters[at];
  if (at > 0 && is_digit(first) && is_digit(text.letters[at - 1]) && text.gap[at] == gap_none) return {};
  if (first >= U'a' && first <= U'z') return latin_place(text, at);
  const bool ordinal = first == U'第' || first == U'前' || first == U'后' || first == U'例';
  const std::size_t number = ordinal ? at + 1 : at;
  const std::size_t end = number_end(text, number);
  if (end == number) return {};
  if (first == U'例') return {static_cast<std::uint32_t>(end - at), ConceptSet(place)};
  NumberMatch match = with_unit(text, at, number, range_end(text, end));
  if (match.length == 0) match = with_unit(text, at, number, end);
  return match;
}

}  // namespace jiaxin::policy
