// Values as OneRoster writes them, one cell at a time.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "roster/problems.hpp"

namespace jiaxin::roster {

inline constexpr std::size_t max_text_bytes = 128;  // ids, names and titles, as UTF-8

// What keeps the value from being an id (a sourcedId or a sign-in name), or from being a name people read.
std::optional<Reason> id_fault(std::string_view column, std::string_view value);
std::optional<Reason> name_fault(std::string_view column, std::string_view value);

std::optional<bool> read_boolean(std::string_view value);       // true or false; a spreadsheet's TRUE and FALSE too
std::optional<std::string> read_grade(std::string_view value);  // "3" or "03" make "3"; grades 1 to 9
// A comma-separated list, without repetitions, in ascending order. An empty list is no list.
std::optional<std::vector<std::string>> read_grades(std::string_view value);

// Without the spaces around it, also the ideographic one.
std::string_view trimmed(std::string_view value);

// 王 + 芳 make 王芳; Smith + John make John Smith; either may be empty.
std::string full_name(std::string_view family, std::string_view given);

// Sign-in names are the same whatever the case of their letters.
std::string folded(std::string_view username);

}  // namespace jiaxin::roster
