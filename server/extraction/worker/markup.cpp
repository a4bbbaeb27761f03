#include "worker/markup.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace jiaxin::extraction {
namespace {

using namespace std::literals;

constexpr std::size_t looked_at = 4096;

// In small letters, as they stand at the very beginning.
constexpr std::array beginnings{"{\\rt"sv,
                                "%!"sv,
                                "begin:vcard"sv,
                                "begin:vcalendar"sv,
                                "[internetshortcut]"sv,
                                "[desktop entry]"sv,
                                "mime-version:"sv,
                                "{\""sv,
                                "[{"sv,
                                "[\""sv};
// Of the head of a mail: each at the beginning of a line.
constexpr std::array mail_lines{"\nmime-version:"sv, "\ncontent-type:"sv, "\ncontent-transfer-encoding:"sv,
                                "\nmessage-id:"sv, "\nreceived:"sv};
// Wherever they stand, there are programs that take what holds them for a page.
constexpr std::array page_marks{"<html"sv, "<!doctype"sv, "<body"sv, "<script"sv, "<svg"sv, "<iframe"sv};

// The beginning in small letters, without spaces in front; what is not ASCII becomes '?'.
std::string beginning(const icu::UnicodeString& text) {
  std::string result;
  for (std::int32_t i = 0; i < text.length() && result.size() < looked_at; ++i) {
    const char16_t c = text[i];
    const bool ignored = u_isUWhiteSpace(c) || c == 0xFEFF || c == '\0';
    if (result.empty() && ignored) continue;
    if (c == '\r') continue;
    result += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c < 0x80 ? static_cast<char>(c) : '?';
  }
  return result;
}

// <p, <!, <?xml; 通知 may stand between such signs too, and 3 < 5 is no element.
bool begins_element(std::string_view text) {
  if (text.size() < 2 || text[0] != '<') return false;
  return (text[1] >= 'a' && text[1] <= 'z') || text[1] == '!' || text.starts_with("<?xml");
}

// {  "a": 1 }, [ { … and the like.
std::string without_spaces(std::string_view text) {
  std::string result;
  std::copy_if(text.begin(), text.end(), std::back_inserter(result),
               [](char c) { return c != ' ' && c != '\n' && c != '\t'; });
  return result;
}

}  // namespace

bool is_markup(const icu::UnicodeString& text) {
  const std::string start = beginning(text);
  const std::string dense = without_spaces(start);
  const auto begins = [&](std::string_view mark) { return start.starts_with(mark) || dense.starts_with(mark); };
  const auto contains = [&](std::string_view mark) { return start.find(mark) != start.npos; };
  return begins_element(start) || std::any_of(beginnings.begin(), beginnings.end(), begins) ||
         std::any_of(mail_lines.begin(), mail_lines.end(), contains) ||
         std::any_of(page_marks.begin(), page_marks.end(), contains);
}

}  // namespace jiaxin::extraction
