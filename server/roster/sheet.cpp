#include "roster/sheet.hpp"

#include <utility>

#include "roster/field_values.hpp"

namespace jiaxin::roster {

std::optional<Sheet> Sheet::open(const SheetShape& shape, std::string_view bytes, Problems& problems) {
  Problems table_problems;
  Sheet sheet;
  sheet.file_ = shape.file;
  sheet.table_ = read_table(shape.file, bytes, table_problems);
  const bool sound = table_problems.none();
  for (auto& problem : std::move(table_problems).take()) {
    problems.add({shape.file, problem.line}, {std::move(problem.reason_zh), std::move(problem.reason_en)});
  }
  const bool has_header = !sheet.table_.header().empty();
  const bool named = has_header && sheet.name_columns(shape, problems);
  if (!sound || !named) return std::nullopt;
  return sheet;
}

bool Sheet::name_columns(const SheetShape& shape, Problems& problems) {
  bool complete = true;
  const auto complain = [&](Reason reason) {
    problems.add({shape.file, 1}, std::move(reason));
    complete = false;
  };
  for (std::size_t column = 0; column < table_.header().size(); ++column) {
    const std::string& name = table_.header()[column];
    if (name.empty() || columns_.emplace(name, column).second) continue;
    complain({text("列 ", shown(name), " 出现了两次"), text("the column ", shown(name), " appears twice")});
  }
  for (const std::string_view name : shape.required) {
    if (columns_.contains(name)) continue;
    complain({text("缺少列 ", name), text("the column ", name, " is missing")});
  }
  return complete;
}

SheetRow Sheet::operator[](std::size_t row) const { return {*this, row}; }

std::string_view SheetRow::cell(std::string_view column) const {
  const auto found = sheet_.columns_.find(column);
  return found == sheet_.columns_.end() ? std::string_view{} : sheet_.table_.cell(row_, found->second);
}

std::string_view SheetRow::id(std::string_view column, Problems& problems) const {
  const std::string_view value = cell(column);
  if (auto fault = id_fault(column, value)) problems.add(place(), *std::move(fault));
  return value;
}

std::string_view SheetRow::name(std::string_view column, Problems& problems) const {
  const std::string_view value = cell(column);
  if (auto fault = name_fault(column, value)) problems.add(place(), *std::move(fault));
  return trimmed(value);
}

bool SheetRow::boolean(std::string_view column, Problems& problems) const {
  const std::string_view value = cell(column);
  const auto truth = read_boolean(value);
  if (!truth) {
    problems.add(place(), {text(column, " 应为 true 或 false，而不是 ", shown(value)),
                           text(column, " must be true or false, not ", shown(value))});
  }
  return truth.value_or(false);
}

}  // namespace jiaxin::roster
