#include "roster/field_values.hpp"

#include <algorithm>
#include <set>

#include "roster/utf8.hpp"

namespace jiaxin::roster {

namespace {

constexpr std::string_view ideographic_space = "\xe3\x80\x80";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_ascii(std::string_view value) {
  return std::all_of(value.begin(), value.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::optional<Reason> text_fault(std::string_view column, std::string_view value) {
  if (value.empty()) return Reason{text(column, " 不能为空"), text(column, " must not be empty")};
  if (value.size() > max_text_bytes) {
    const std::string limit = std::to_string(max_text_bytes);
    return Reason{text(column, " 过长，最多 ", limit, " 字节"), text(column, " is longer than ", limit, " bytes")};
  }
  if (has_control_characters(value)) {
    return Reason{text(column, " 含有换行或其他控制字符"),
                  text(column, " contains a line break or another control character")};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Reason> id_fault(std::string_view column, std::string_view value) {
  if (auto fault = text_fault(column, value)) return fault;
  if (value.find(' ') == std::string_view::npos && value.find(ideographic_space) == std::string_view::npos) return {};
  return Reason{text(column, " 中不能有空格"), text(column, " must not contain spaces")};
}

std::optional<Reason> name_fault(std::string_view column, std::string_view value) {
  return text_fault(column, trimmed(value));
}

std::optional<bool> read_boolean(std::string_view value) {
  const std::string word = folded(value);
  if (word == "true") return true;
  if (word == "false") return false;
  return std::nullopt;
}

std::optional<std::string> read_grade(std::string_view value) {
  value = trimmed(value);
  if (value.size() == 2 && value[0] == '0') value.remove_prefix(1);
  if (value.size() != 1 || value[0] < '1' || value[0] > '9') return std::nullopt;
  return std::string(value);
}

std::optional<std::vector<std::string>> read_grades(std::string_view value) {
  std::set<std::string> grades;
  for (bool last = false; !last;) {
    const std::size_t comma = value.find(',');
    last = comma == std::string_view::npos;
    const auto grade = read_grade(value.substr(0, comma));
    if (!grade) return std::nullopt;
    grades.insert(*grade);
    if (!last) value.remove_prefix(comma + 1);
  }
  return std::vector<std::string>(grades.begin(), grades.end());
}

std::string_view trimmed(std::string_view value) {
  for (bool found = true; found;) {
    found = false;
    for (const std::string_view space : {std::string_view(" "), std::string_view("\t"), ideographic_space}) {
      if (value.starts_with(space)) value.remove_prefix(space.size()), found = true;
      if (value.ends_with(space)) value.remove_suffix(space.size()), found = true;
    }
  }
  return value;
}

std::string full_name(std::string_view family, std::string_view given) {
  family = trimmed(family);
  given = trimmed(given);
  const bool one_word = family.empty() || given.empty();
  if (one_word || !is_ascii(family) || !is_ascii(given)) return text(family, given);
  return text(given, " ", family);
}

std::string folded(std::string_view username) {
  std::string word(username);
  std::transform(word.begin(), word.end(), word.begin(), lower);
  return word;
}

}  // namespace jiaxin::roster
