#include "worker/office_words.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "worker/one_of.hpp"

namespace jiaxin::extraction {
namespace {

using namespace std::literals;

// w:t, a:t, x:t and their like; v: what a cell or a chart shows; the heads and feet of printed sheets; new comments.
constexpr std::array shown{"t"sv,         "delText"sv,    "v"sv,           "text"sv,       "oddHeader"sv,
                           "oddFooter"sv, "evenHeader"sv, "firstHeader"sv, "evenFooter"sv, "firstFooter"sv};
constexpr std::array formulas{"f"sv, "formula"sv, "formula1"sv, "formula2"sv, "definedName"sv};

// Names and addresses.
constexpr std::array quiet_attributes{"typeface"sv, "face"sv, "style"sv,      "ascii"sv,    "hAnsi"sv,
                                      "eastAsia"sv, "cs"sv,   "id"sv,         "styleId"sv,  "title"sv,
                                      "descr"sv,    "alt"sv,  "styleName"sv,  "codeName"sv, "userName"sv,
                                      "url"sv,      "ref"sv,  "anchor"sv,     "location"sv, "sourceName"sv,
                                      "instr"sv,    "spid"sv, "formatCode"sv, "char"sv,     "string"sv};
constexpr std::array quiet_elements{"tag"sv,       "rFont"sv,        "pStyle"sv,         "rStyle"sv,
                                    "tblStyle"sv,  "basedOn"sv,      "link"sv,           "next"sv,
                                    "name"sv,      "aliases"sv,      "altName"sv,        "docPart"sv,
                                    "styleLink"sv, "numStyleLink"sv, "docPartGallery"sv, "docPartCategory"sv};
// Those whose name is shown; a sheet's is told where it stands.
constexpr std::array named{"cmAuthor"sv, "section"sv, "cacheField"sv, "pivotField"sv, "dataField"sv};

// Shown in whatever letters.
constexpr std::array loud_attributes{"prompt"sv,  "promptTitle"sv, "error"sv,   "errorTitle"sv,
                                     "tooltip"sv, "display"sv,     "caption"sv, "displayText"sv};
constexpr std::array loud_elements{"listItem"sv, "listEntry"sv, "item"sv, "helpText"sv, "statusText"sv, "default"sv};

// What the formats of numbers, dates and headings are made of.
constexpr std::u32string_view ordinary =
    U"年月日时分秒上下午星期周第章节条款项页部篇卷回组级一二三四五六七八九十百千万亿〇零元角";

template <class Take>
void each_character(std::string_view utf8, Take take) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
  const auto length = static_cast<std::int32_t>(utf8.size());
  for (std::int32_t at = 0; at < length;) {
    UChar32 c;
    U8_NEXT_OR_FFFD(bytes, at, length, c);
    take(c);
  }
}

bool has_latin_words(std::string_view text) {
  constexpr auto few_letters = 8;
  return std::count_if(text.begin(), text.end(), [](unsigned char c) { return u_isalpha(c) && c < 0x80; }) >=
         few_letters;
}

// What CHAR(10) and the like give is no letter.
bool is_plain_number(std::string_view rest) {
  unsigned number = 0;
  const auto end = std::from_chars(rest.data(), rest.data() + rest.size(), number);
  return end.ec == std::errc() && number < 0x80;
}

}  // namespace

TextKind kind_of_text(std::string_view element) {
  if (one_of(element, shown)) return TextKind::shown;
  if (one_of(element, formulas)) return TextKind::formula;
  if (element == "formatCode") return TextKind::format;
  return element == "instrText" || element == "delInstrText" ? TextKind::field_code : TextKind::other;
}

bool has_han(std::string_view utf8) {
  bool found = false;
  // Cheap for markup, which is next to all ASCII.
  if (std::none_of(utf8.begin(), utf8.end(), [](unsigned char c) { return c >= 0xE2; })) return false;
  each_character(utf8, [&](UChar32 c) { found = found || u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC); });
  return found;
}

bool is_for_readers(std::string_view element, std::string_view attribute, std::string_view value) {
  if (element == "lvlText") return says_something(value) || has_latin_words(value);
  const bool in_latin =
      one_of(attribute, loud_attributes) || (one_of(element, loud_elements) && has_latin_words(value));
  if (!in_latin && !has_han(value)) return false;
  if (attribute == "name") return one_of(element, named);
  return !value.empty() && !one_of(element, quiet_elements) && !one_of(attribute, quiet_attributes);
}

bool says_something(std::string_view format) {
  bool more = has_latin_words(quoted_texts(format));
  each_character(format, [&](UChar32 c) {
    const bool is_han = u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC);
    more = more || (is_han && ordinary.find(static_cast<char32_t>(c)) == ordinary.npos);
  });
  return more;
}

bool is_given_sheet_name(std::string_view name) {
  constexpr std::array given{"Sheet"sv, "sheet"sv, "工作表"sv, "Chart"sv, "图表"sv};
  const auto word =
      std::find_if(given.begin(), given.end(), [&](std::string_view one) { return name.starts_with(one); });
  if (word == given.end()) return false;
  name.remove_prefix(word->size());
  return name.find_first_not_of(" 0123456789") == name.npos;
}

std::string quoted_texts(std::string_view formula) {
  std::string result;
  bool inside = false;
  for (const char c : formula) {
    if (c == '"') inside = !inside;
    else if (inside) result += c;
  }
  return result;
}

bool brings_characters(std::string_view formula) {
  constexpr int few = 3;
  for (const auto call : {"WEBSERVICE("sv, "FILTERXML("sv, "IMAGE("sv})
    if (formula.find(call) != formula.npos) return true;
  int characters = 0;
  for (auto at = formula.find("CHAR("); at != formula.npos; at = formula.find("CHAR(", at + 1))
    characters += !is_plain_number(formula.substr(at + 5));
  return characters > few;
}

}  // namespace jiaxin::extraction
