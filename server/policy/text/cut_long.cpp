#include "policy/text/cut_long.hpp"

#include <algorithm>
#include <array>

namespace jiaxin::policy {
namespace {

constexpr std::size_t long_sentence = 90;  // bytes: some thirty characters
constexpr std::size_t several = 2;         // commas

constexpr std::array<std::string_view, 8> ends{"。", "！", "？", "；", "!", "?", ";", "\n"};
constexpr std::string_view wide_comma = "，", wide_semicolon = "；";

bool starts_with_any(std::string_view text) {
  return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return text.starts_with(end); });
}

// Returns whether there was something to cut.
bool cut(std::string& text, std::size_t begin, std::size_t end) {
  if (end - begin <= long_sentence) return false;
  const std::string_view sentence = std::string_view(text).substr(begin, end - begin);
  std::size_t commas = 0;
  for (std::size_t at = 0; at < sentence.size(); ++at)
    commas += sentence[at] == ',' || sentence.substr(at).starts_with(wide_comma);
  if (commas < several) return false;
  for (std::size_t at = begin; at < end; ++at) {
    if (text[at] == ',') text[at] = ';';
    if (std::string_view(text).substr(at).starts_with(wide_comma)) text.replace(at, wide_comma.size(), wide_semicolon);
  }
  return true;
}

}  // namespace

std::optional<std::string> cut_long_sentences(std::string_view utf8) {
  std::string text(utf8);
  bool changed = false;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size(); ++at)
    if (at == text.size() || starts_with_any(std::string_view(text).substr(at))) {
      changed |= cut(text, begin, at);
      begin = at + 1;
    }
  if (!changed) return std::nullopt;
  return text;
}

}  // namespace jiaxin::policy
