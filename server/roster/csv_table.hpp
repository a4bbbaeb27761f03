// One CSV file (RFC 4180, strict, UTF-8 with or without byte order mark, LF, CRLF or CR) as rows that know the
// line they began on. Rows are as wide as the header. Storage is one buffer, a small multiple of the file's size.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "roster/problems.hpp"

namespace jiaxin::roster {

inline constexpr std::size_t max_columns = 256;
inline constexpr std::size_t max_rows = 200'000;
inline constexpr std::size_t max_record_bytes = 64 * 1024;  // one record with its quoted line breaks

class Table {
 public:
  const std::vector<std::string>& header() const { return header_; }
  std::size_t rows() const { return lines_.size(); }
  std::size_t line(std::size_t row) const { return lines_[row]; }
  std::string_view cell(std::size_t row, std::size_t column) const;

 private:
  friend class TableReader;
  std::vector<std::string> header_;
  std::vector<std::uint32_t> lines_;
  std::vector<std::uint32_t> ends_;  // where each cell ends in text_, row by row
  std::string text_;
};

// Adds what is wrong to `problems` and then answers with the rows that could be read. `file` names the file in
// messages. Blank rows (also rows of nothing but commas) are passed over. `bytes` must be shorter than 4 GiB.
Table read_table(std::string_view file, std::string_view bytes, Problems& problems);

}  // namespace jiaxin::roster
