#include "worker/pdf_value.hpp"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <charconv>

namespace jiaxin::extraction {
namespace {

constexpr int max_nesting = 64;

bool is_regular(char c) { return !is_pdf_space(c) && std::string_view("()<>[]{}/%").find(c) == std::string_view::npos; }

int hexadecimal(char c) {
  if (is_pdf_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::string converted(std::string_view bytes, const char* charset) {
  std::string utf8;
  UErrorCode error = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(charset, &error);
  icu::UnicodeString(bytes.data(), static_cast<std::int32_t>(bytes.size()), converter, error).toUTF8String(utf8);
  ucnv_close(converter);
  return utf8;
}

}  // namespace

const PdfValue* PdfValue::find(std::string_view key) const {
  if (kind != Kind::dictionary) return nullptr;
  for (std::size_t i = 0; i + 1 < items.size(); i += 2)
    if (items[i].is_name(key)) return &items[i + 1];
  return nullptr;
}

void PdfParser::skip_space() {
  while (!ended() && (is_pdf_space(bytes_[at_]) || bytes_[at_] == '%')) {
    if (bytes_[at_] == '%') at_ = std::min(bytes_.find_first_of("\r\n", at_), bytes_.size());
    else ++at_;
  }
}

bool PdfParser::takes(std::string_view mark) {
  if (!bytes_.substr(at_).starts_with(mark)) return false;
  at_ += mark.size();
  return true;
}

std::string PdfParser::word() {
  const std::size_t start = at_;
  while (!ended() && is_regular(bytes_[at_])) ++at_;
  if (at_ == start && !ended()) ++at_;
  return std::string(bytes_.substr(start, at_ - start));
}

PdfValue PdfParser::next() {
  skip_space();
  if (ended()) return {};
  const char c = bytes_[at_];
  if (is_pdf_digit(c) || c == '+' || c == '-' || c == '.') return number_or_reference();
  if (takes("/")) return name();
  if (takes("(")) return literal_string();
  if (takes("<<")) return collection(PdfValue::Kind::dictionary, ">>");
  if (takes("<")) return hexadecimal_string();
  if (takes("[")) return collection(PdfValue::Kind::array, "]");
  if (takes(">>")) return {PdfValue::Kind::other, ">>", 0, {}};
  return {PdfValue::Kind::other, word(), 0, {}};
}

PdfValue PdfParser::number_or_reference() {
  PdfValue value{PdfValue::Kind::number, word(), 0, {}};
  const auto* end = value.text.data() + value.text.size();
  const bool whole = std::from_chars(value.text.data(), end, value.number).ptr == end;
  if (!whole || value.number < 0) return value;
  const std::size_t before = at_;
  skip_space();
  const std::size_t second = at_;
  while (!ended() && is_pdf_digit(bytes_[at_])) ++at_;
  const bool has_second = at_ > second;
  skip_space();
  const bool is_reference =
      has_second && !ended() && bytes_[at_] == 'R' && (at_ + 1 == bytes_.size() || !is_regular(bytes_[at_ + 1]));
  if (is_reference) value.kind = PdfValue::Kind::reference, ++at_;
  else at_ = before;
  return value;
}

PdfValue PdfParser::name() {
  PdfValue value{PdfValue::Kind::name, {}, 0, {}};
  while (!ended() && is_regular(bytes_[at_])) {
    const char c = bytes_[at_++];
    const bool is_escape =
        c == '#' && at_ + 1 < bytes_.size() && hexadecimal(bytes_[at_]) >= 0 && hexadecimal(bytes_[at_ + 1]) >= 0;
    value.text += is_escape ? static_cast<char>(hexadecimal(bytes_[at_]) * 16 + hexadecimal(bytes_[at_ + 1])) : c;
    if (is_escape) at_ += 2;
  }
  return value;
}

// What a backslash and the characters after it stand for.
std::string PdfParser::escaped() {
  constexpr std::string_view letters = "nrtbf", meant = "\n\r\t\b\f";
  if (ended()) return {};
  const char c = bytes_[at_++];
  if (c == '\r') takes("\n");
  if (c == '\r' || c == '\n') return {};
  if (const auto letter = letters.find(c); letter != letters.npos) return std::string(1, meant[letter]);
  if (c < '0' || c > '7') return std::string(1, c);
  int value = c - '0';
  for (int i = 0; i < 2 && !ended() && bytes_[at_] >= '0' && bytes_[at_] <= '7'; ++i)
    value = value * 8 + (bytes_[at_++] - '0');
  return std::string(1, static_cast<char>(value));
}

PdfValue PdfParser::literal_string() {
  PdfValue value{PdfValue::Kind::string, {}, 0, {}};
  for (int open = 1; !ended();) {
    const char c = bytes_[at_++];
    if (c == '(') ++open;
    if (c == ')' && --open == 0) break;
    if (c == '\\') value.text += escaped();
    else value.text += c;
  }
  return value;
}

PdfValue PdfParser::hexadecimal_string() {
  PdfValue value{PdfValue::Kind::string, {}, 0, {}};
  int pending = -1;
  while (!ended()) {
    const char c = bytes_[at_++];
    if (c == '>') break;
    const int digit = hexadecimal(c);
    if (digit < 0) continue;
    if (pending >= 0) value.text += static_cast<char>(pending * 16 + digit);
    pending = pending >= 0 ? -1 : digit;
  }
  if (pending >= 0) value.text += static_cast<char>(pending * 16);
  return value;
}

PdfValue PdfParser::collection(PdfValue::Kind kind, std::string_view end) {
  PdfValue value{kind, {}, 0, {}};
  if (++depth_ <= max_nesting) {
    for (skip_space(); !ended() && !takes(end); skip_space()) {
      PdfValue item = next();
      if (item.kind == PdfValue::Kind::other && (item.text == "endobj" || item.text == "stream")) break;
      value.items.push_back(std::move(item));
    }
  }
  --depth_;
  return value;
}

std::string pdf_text(std::string_view bytes) {
  if (bytes.starts_with("\xFE\xFF")) return converted(bytes.substr(2), "UTF-16BE");
  if (bytes.starts_with("\xFF\xFE")) return converted(bytes.substr(2), "UTF-16LE");
  if (bytes.starts_with("\xEF\xBB\xBF")) return std::string(bytes.substr(3));
  // Without a mark it should be next to Latin-1. Where it is not ASCII, Chinese programs have written GBK.
  return converted(bytes, "GB18030");
}

}  // namespace jiaxin::extraction
