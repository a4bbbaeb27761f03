// Columns that line up on a terminal, where a Chinese character takes two places.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace jiaxin::cli {

// In terminal columns: wide characters and emoji 2, combining marks 0, all others 1.
std::size_t display_width(std::string_view text);

// The text followed by spaces up to the width.
std::string padded(std::string_view text, std::size_t width);

class Table {
 public:
  explicit Table(std::vector<std::string> header) { rows_.push_back(std::move(header)); }
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  // Two spaces between columns, none at a line's end. Cells are cleaned with clean_line.
  void print(std::ostream& out) const;

 private:
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace jiaxin::cli
