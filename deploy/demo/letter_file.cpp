#include "letter_file.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "expect.hpp"

namespace jiaxin::demo {
namespace {

bool begins_character(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) != 0x80; }

std::size_t offset_of(const std::string& text, std::size_t character) {
  std::size_t seen = 0;
  for (std::size_t at = 0; at < text.size(); ++at)
    if (begins_character(text[at]) && seen++ == character) return at;
  return text.size();
}

}  // namespace

LetterText read_letter(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::ostringstream all;
  all << in.rdbuf();
  const auto text = all.str();
  const auto end_of_title = text.find("\n\n");
  expect(in && end_of_title != std::string::npos, file.string() + " has a title, an empty line and a body");
  LetterText letter{text.substr(0, end_of_title), text.substr(end_of_title + 2)};
  while (!letter.body.empty() && letter.body.back() == '\n') letter.body.pop_back();
  return letter;
}

std::size_t characters_in(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_character));
}

std::string part_of(const std::string& text, std::size_t start, std::size_t end) {
  const auto from = offset_of(text, start);
  return text.substr(from, offset_of(text, end) - from);
}

}  // namespace jiaxin::demo
