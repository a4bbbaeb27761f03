// A table whose columns are reached by name: header order is free and columns nobody asks for are ignored.
// Cells are views into the sheet, which must stay where it is while they are used.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "roster/csv_table.hpp"

namespace jiaxin::roster {

struct SheetShape {
  std::string_view file;
  std::vector<std::string_view> required;  // columns; all others are optional
};

class SheetRow;

class Sheet {
 public:
  // Empty, and the reason in `problems`, unless every row is sound and every required column is there.
  static std::optional<Sheet> open(const SheetShape& shape, std::string_view bytes, Problems& problems);

  std::string_view file() const { return file_; }
  std::size_t size() const { return table_.rows(); }
  SheetRow operator[](std::size_t row) const;

 private:
  friend class SheetRow;
  bool name_columns(const SheetShape& shape, Problems& problems);

  std::string_view file_;
  Table table_;
  std::map<std::string, std::size_t, std::less<>> columns_;
};

class SheetRow {
 public:
  SheetRow(const Sheet& sheet, std::size_t row) : sheet_(sheet), row_(row) {}

  Place place() const { return {sheet_.file_, sheet_.table_.line(row_)}; }
  std::string_view cell(std::string_view column) const;  // empty if there is no such column

  // As above, and a problem is noted if the cell does not hold what it should.
  std::string_view id(std::string_view column, Problems& problems) const;
  std::string_view name(std::string_view column, Problems& problems) const;
  bool boolean(std::string_view column, Problems& problems) const;

 private:
  const Sheet& sheet_;
  std::size_t row_;
};

}  // namespace jiaxin::roster
