#include "worker/office_field.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "worker/office_words.hpp"
#include "worker/one_of.hpp"

namespace jiaxin::extraction {
namespace {

using namespace std::literals;

// Their codes hold names of bookmarks, styles, files and pages only.
constexpr std::array quiet{
    "PAGE"sv,     "NUMPAGES"sv,    "SECTION"sv,      "SECTIONPAGES"sv, "HYPERLINK"sv, "REF"sv,        "PAGEREF"sv,
    "NOTEREF"sv,  "TOC"sv,         "STYLEREF"sv,     "SEQ"sv,          "INDEX"sv,     "CITATION"sv,   "BIBLIOGRAPHY"sv,
    "ADDIN"sv,    "FORMTEXT"sv,    "FORMCHECKBOX"sv, "FORMDROPDOWN"sv, "SHAPE"sv,     "FILENAME"sv,   "FILESIZE"sv,
    "AUTHOR"sv,   "LASTSAVEDBY"sv, "NUMCHARS"sv,     "NUMWORDS"sv,     "REVNUM"sv,    "EDITTIME"sv,   "TEMPLATE"sv,
    "USERNAME"sv, "EMBED"sv,       "LINK"sv,         "CONTROL"sv,      "LISTNUM"sv,   "MERGEFIELD"sv, "MERGEREC"sv,
    "NEXT"sv,     "PRINT"sv,       "PRIVATE"sv};
constexpr std::array dates{"DATE"sv, "TIME"sv, "CREATEDATE"sv, "SAVEDATE"sv, "PRINTDATE"sv};
constexpr std::array properties{"DOCPROPERTY"sv, "TITLE"sv, "SUBJECT"sv, "COMMENTS"sv, "KEYWORDS"sv, "INFO"sv};
constexpr std::array others{"INCLUDETEXT"sv, "INCLUDE"sv, "IMPORT"sv, "DDE"sv, "DDEAUTO"sv, "DATABASE"sv};

std::string_view trimmed(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  return text;
}

std::string first_word(std::string_view code) {
  std::string word(code.substr(0, code.find_first_of(" \t\r\n\\\"")));
  std::transform(word.begin(), word.end(), word.begin(),
                 [](unsigned char c) { return c >= 'a' && c <= 'z' ? c - 32 : c; });
  return word;
}

// SYMBOL 20170 \u; the characters of symbol fonts are of private use and say nothing.
std::string symbol(std::string_view code) {
  const auto number = trimmed(code.substr(std::min(code.size(), "SYMBOL"sv.size())));
  const bool hexadecimal = number.starts_with("0x") || number.starts_with("0X");
  unsigned value = 0;
  std::from_chars(number.data() + (hexadecimal ? 2 : 0), number.data() + number.size(), value, hexadecimal ? 16 : 10);
  return symbol_text(value);
}

// What an equation shows: neither its switches with their measures, as "\s\up 9(", nor the formats that begin it.
std::string equation_text(std::string_view code) {
  std::string result;
  bool in_switch = false;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    const bool is_escape = c == '\\' && i + 1 < code.size() && "(),\\"sv.find(code[i + 1]) != std::string_view::npos;
    if (is_escape) ++i;
    else if (c == '\\') in_switch = true;
    else if (c == '(') in_switch = false;
    else if (!in_switch && c != ')' && c != ',') result += c;
  }
  return result;
}

// Word and WPS set the reading of a character above it by an equation, too.
void add_equation(std::string_view code, Field& field) {
  const std::string text = equation_text(code.substr(std::min(code.size(), "EQ"sv.size())));
  if (!has_han(text)) return void(field.words = text);
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto length = static_cast<std::int32_t>(text.size());
  for (std::int32_t at = 0; at < length;) {
    const auto start = static_cast<std::size_t>(at);
    UChar32 c;
    U8_NEXT_OR_FFFD(bytes, at, length, c);
    (u_isalpha(c) && c < 0x300 ? field.spoken : field.words).append(text, start, static_cast<std::size_t>(at) - start);
  }
  field.spoken += ' ';
}

}  // namespace

std::string symbol_text(unsigned value) {
  const bool is_private = value >= 0xE000 && value < 0xF900;
  if (value < ' ' || is_private || !U_IS_UNICODE_CHAR(static_cast<UChar32>(value))) return {};
  std::array<char, 4> bytes;
  std::int32_t size = 0;
  U8_APPEND_UNSAFE(bytes.data(), size, static_cast<UChar32>(value));
  return {bytes.data(), static_cast<std::size_t>(size)};
}

Field read_field(std::string_view code) {
  code = trimmed(code);
  const std::string word = first_word(code);
  Field field;
  if (one_of(word, quiet)) return field;
  field.shows_properties = one_of(word, properties);
  // Without \d the picture is kept in the file, and read there.
  field.brings_others = one_of(word, others) || (word == "INCLUDEPICTURE" && code.find("\\d") != code.npos);
  if (word == "SYMBOL") field.words = symbol(code);
  else if (word == "EQ") add_equation(code, field);
  else if (one_of(word, dates)) field.words = says_something(code) ? code : "";
  else if (word != "INCLUDEPICTURE" && !field.shows_properties && !field.brings_others) field.words = code;
  return field;
}

}  // namespace jiaxin::extraction
