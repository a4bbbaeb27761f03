#pragma once

#include <string>
#include <string_view>

// What of the markup of an office file is words that somebody sees.
namespace jiaxin::extraction {

enum class TextKind {
  shown,       // stands on the page, in the sheet or on the slide
  other,       // of an element that need not show it: counts where it is Chinese
  formula,     // of a cell or of a rule for cells
  format,      // of numbers
  field_code,  // of a field of Word
};

TextKind kind_of_text(std::string_view element);

bool has_han(std::string_view utf8);

// Whether an attribute's value is for readers. Names of fonts, styles, objects and files are not, in whatever language.
bool is_for_readers(std::string_view element, std::string_view attribute, std::string_view value);

// Whether a numbering or number format says more than such formats do: 第%1章 and yyyy年m月d日 say nothing.
bool says_something(std::string_view format);

// Whether a sheet's name is one that programs give: Sheet1, 工作表 2.
bool is_given_sheet_name(std::string_view name);

// The quoted texts of a formula, one after the other, as it would join them.
std::string quoted_texts(std::string_view formula);

// Whether a formula shows what stands nowhere in the file: characters by their numbers, or something off the net.
bool brings_characters(std::string_view formula);

}  // namespace jiaxin::extraction
