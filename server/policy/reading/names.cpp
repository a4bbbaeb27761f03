#include "policy/reading/names.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <string_view>

#include "policy/reading/numbers.hpp"
#include "policy/reading/reading.hpp"
#include "policy/text/tables.hpp"

namespace jiaxin::policy {
namespace {

using enum Concept;

constexpr bool is_han(char32_t c) { return c >= tables::first_han && c <= tables::last_han; }

constexpr std::u32string_view surnames =
    U"王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪"
    U"田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚小";

// Common words that begin like a name.
constexpr std::u32string_view common[] = {
    U"方法", U"方便", U"方案", U"方式", U"高中", U"高考", U"高度", U"高兴", U"高温", U"高铁", U"高年", U"高级", U"石头",
    U"石油", U"段落", U"雷雨", U"雷电", U"白纸", U"白色", U"白天", U"程序", U"程度", U"任务", U"任何", U"任课", U"任意",
    U"范围", U"范文", U"谢谢", U"谢绝", U"许可", U"许多", U"于是", U"马上", U"马路", U"马虎", U"毛笔", U"毛巾", U"钱包",
    U"钱款", U"夏季", U"夏天", U"夏令", U"金属", U"金额", U"常规", U"常识", U"常见", U"万一", U"万里", U"武术", U"康复",
    U"康乐", U"黄色", U"黄瓜", U"黄豆", U"林业", U"田径", U"田野", U"陆续", U"陆地", U"江河", U"江苏", U"郑重", U"何时",
    U"何处", U"何种", U"宋词", U"唐诗", U"唐宋", U"曾经", U"余下", U"余额", U"戴好", U"戴口", U"戴帽", U"顾问", U"龙舟",
    U"汤圆", U"易燃", U"易爆", U"易错", U"贺卡", U"贺年", U"周末", U"周边", U"周到", U"周围", U"周六", U"周日", U"李子",
    U"张贴", U"张开", U"陈列", U"胡萝", U"苏州", U"叶子", U"杜绝", U"钟表", U"钟点", U"熊猫", U"孙子", U"罗马", U"温度",
    U"史料", U"史地", U"董事", U"汪洋", U"孔子", U"孟子", U"林间", U"林荫", U"段位",
};
constexpr std::u32string_view familiar = U"明红华刚丽强军芳亮李王张刘陈赵芸美";

// Asked at almost every letter: a bit for each Han character.
class HanSet {
 public:
  constexpr explicit HanSet(std::u32string_view characters) {
    for (const char32_t c : characters) bits_[place(c) / 64] |= std::uint64_t{1} << place(c) % 64;
  }
  constexpr bool has(char32_t c) const { return is_han(c) && (bits_[place(c) / 64] >> place(c) % 64 & 1); }

 private:
  static constexpr std::size_t place(char32_t c) { return c - tables::first_han; }
  std::array<std::uint64_t, (tables::last_han - tables::first_han) / 64 + 1> bits_{};
};
constexpr HanSet known_surnames(surnames);

bool is_surname(char32_t c) { return known_surnames.has(c); }

bool is_common(const Normalised& text, std::size_t at) {
  if (at + 1 >= text.size()) return true;
  const char32_t second = text.letters[at + 1];
  if (text.letters[at] == U'小') return familiar.find(second) == familiar.npos;
  return std::any_of(std::begin(common), std::end(common), [&](std::u32string_view word) {
    return word.size() == 2 && word[0] == text.letters[at] && word[1] == second;
  });
}

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

bool follows(const Normalised& text, std::size_t at, std::u32string_view word) {
  return at < text.size() && text.gap[at] == gap_none &&
         std::u32string_view(text.letters).substr(at, word.size()) == word;
}

NameMatch name_before_pupil(const Normalised& text, std::size_t at) {
  for (const std::size_t length : {2u, 3u}) {
    if (at + length >= text.size() || text.gap[at + length - 1] != gap_none) continue;
    for (const std::u32string_view pupil : {std::u32string_view(U"同学"), std::u32string_view(U"小朋友")})
      if (follows(text, at + length, pupil)) return {static_cast<std::uint32_t>(length + pupil.size()), person};
  }
  return {};
}

// 张明今天值日很棒: a name, but 高老师今天 is none of a pupil.
NameMatch name_before_day(const Normalised& text, std::size_t at) {
  constexpr std::u32string_view days[] = {U"今天", U"昨天", U"本周", U"这周"};
  for (const std::size_t length : {2u, 3u}) {
    if (at + length >= text.size() || text.gap[at + length - 1] != gap_none || text.letters[at + length - 1] == U'师')
      continue;
    for (const std::u32string_view day : days)
      if (follows(text, at + length, day)) return {static_cast<std::uint32_t>(length), person};
  }
  return {};
}

NameMatch person_name(const Normalised& text, std::size_t at) {
  if (const NameMatch pupil = name_before_pupil(text, at)) return pupil;
  if (at > 0 && text.gap[at] == gap_none) return {};
  if (const NameMatch named = name_before_day(text, at)) return named;
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
    if (is_common(text, at)) return {};
    const NameMatch apart = person_name(text, at);
    return apart ? apart : name_behind_praise(text, at, before);
  }
  const bool behind_subject = !before.empty() && before.back().end == at && before.back().meaning.has(subject);
  if (!behind_subject || !is_digit(text.letters[at])) return {};
  const std::size_t end = marks_end(text, at);
  return end > at ? NameMatch{static_cast<std::uint32_t>(end - at), ConceptSet(score_number)} : NameMatch{};
}

}  // namespace jiaxin::policy
