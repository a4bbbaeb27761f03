// Text from outside must not drive the terminal: control characters, and those that reorder a line, are replaced by
// visible signs. Pure functions.
#pragma once

#include <string>
#include <string_view>

namespace jiaxin::cli {

bool is_utf8(std::string_view text);

// For a place within a line: line breaks and tabs become spaces.
std::string clean_line(std::string_view text);

// For text of its own: line breaks and tabs stay. \r\n is a line break.
std::string clean_block(std::string_view text);

// For serialised JSON, which has such characters within its strings only: they become \uXXXX.
std::string clean_json(std::string_view json);

}  // namespace jiaxin::cli
