#pragma once

#include <filesystem>
#include <string>

namespace jiaxin::demo {

// A text of deploy/demo/letters: the first line is the title, then an empty line, then the body.
struct LetterText {
  std::string title;
  std::string body;
};

LetterText read_letter(const std::filesystem::path& file);  // throws DayFailed

std::size_t characters_in(const std::string& text);                                // Unicode code points
std::string part_of(const std::string& text, std::size_t start, std::size_t end);  // in code points, half-open

}  // namespace jiaxin::demo
