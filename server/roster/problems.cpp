#include "roster/problems.hpp"

#include <utility>

#include "roster/utf8.hpp"

namespace jiaxin::roster {

namespace {

constexpr std::size_t max_shown_bytes = 60;

std::string one_line(std::string_view value) {
  std::string line;
  while (!value.empty()) {
    const std::string_view character = first_character(value);
    line += has_control_characters(character) ? "?" : character;
    value.remove_prefix(character.size());
  }
  return line;
}

}  // namespace

void Problems::add(Place place, Reason reason) {
  if (list_.size() == max_problems) {
    more_ = true;
    return;
  }
  list_.push_back({std::string(place.file), place.line, std::move(reason.zh), std::move(reason.en)});
}

std::vector<Problem> Problems::take() && {
  if (more_) {
    const std::string count = std::to_string(max_problems);
    list_.push_back({"", 0, text("问题不止这些，以上只列出前 ", count, " 个"),
                     text("there are more problems; only the first ", count, " are listed")});
  }
  return std::move(list_);
}

std::string shown(std::string_view value) {
  const std::string_view head = utf8_prefix(value, max_shown_bytes);
  return text("“", one_line(head), head.size() < value.size() ? "…" : "", "”");
}

}  // namespace jiaxin::roster
