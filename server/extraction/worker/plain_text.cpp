#include "worker/plain_text.hpp"

#include <unicode/ucnv.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <memory>
#include <optional>
#include <string>

#include "worker/markup.hpp"

namespace jiaxin::extraction {
namespace {

using namespace std::literals;

// Every text in a charset is read whole before it is judged to be one; a longer file is cut off first.
constexpr std::size_t max_bytes = std::size_t{2} << 20;

bool is_utf8(std::string_view bytes) {
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  const auto length = static_cast<std::int32_t>(bytes.size());
  for (std::int32_t at = 0; at < length;) {
    UChar32 c;
    U8_NEXT(data, at, length, c);
    if (c < 0) return false;
  }
  return true;
}

struct Closer {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

// Nothing if some bytes are no character of the charset.
std::optional<icu::UnicodeString> strictly(std::string_view bytes, const char* charset) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, Closer> converter(ucnv_open(charset, &error));
  if (U_FAILURE(error)) return std::nullopt;
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  icu::UnicodeString text(bytes.data(), static_cast<std::int32_t>(bytes.size()), converter.get(), error);
  if (U_FAILURE(error) || text.isBogus()) return std::nullopt;
  return text;
}

// Readable: control characters, unassigned ones and those of private use are next to none.
bool plausible(const icu::UnicodeString& text) {
  std::int32_t strange = 0;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    const bool space = c == '\n' || c == '\r' || c == '\t' || c == '\f';
    const auto type = u_charType(c);
    strange +=
        !space && (type == U_CONTROL_CHAR || type == U_UNASSIGNED || type == U_PRIVATE_USE_CHAR || type == U_SURROGATE);
  }
  return strange <= text.length() / 200;
}

// Most characters are ones that Chinese or English is written in: almost any bytes are some UTF-16.
bool familiar(const icu::UnicodeString& text) {
  std::int32_t known = 0, all = 0;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1), ++all) {
    const UChar32 c = text.char32At(i);
    known += (c < 0x80) || (c >= 0x2000 && c < 0x2070) || (c >= 0x3000 && c < 0x3040) || (c >= 0x4E00 && c < 0xA000) ||
             (c >= 0xFF00 && c < 0xFFF0);
  }
  return known * 10 >= all * 9;
}

bool has_zero(std::string_view bytes) { return bytes.find('\0') != std::string_view::npos; }

// The charset that the marks at its start, or else its bytes, speak for.
std::optional<icu::UnicodeString> decoded(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.starts_with("\xFF\xFE")) return strictly(bytes.substr(2), "UTF-16LE");
  if (bytes.starts_with("\xFE\xFF")) return strictly(bytes.substr(2), "UTF-16BE");
  if (is_utf8(bytes) && !has_zero(bytes))
    return icu::UnicodeString::fromUTF8({bytes.data(), static_cast<std::int32_t>(bytes.size())});
  if (!has_zero(bytes))
    if (auto text = strictly(bytes, "GB18030"); text && plausible(*text) && familiar(*text)) return text;
  if (bytes.size() % 2 != 0) return std::nullopt;
  for (const char* charset : {"UTF-16LE", "UTF-16BE"})
    if (auto text = strictly(bytes, charset); text && familiar(*text)) return text;
  return std::nullopt;
}

// Where the file has no line to end at, it may end inside a character of any charset.
std::optional<icu::UnicodeString> decoded_cut(std::string_view part, bool is_cut) {
  constexpr std::size_t longest_character = 4;
  auto text = decoded(part);
  for (std::size_t less = 1; is_cut && !text && less < longest_character; ++less)
    text = decoded(part.substr(0, part.size() - less));
  return text;
}

// To a place where a character of any of the charsets begins; only a line feed is that in all of them.
std::string_view cut(std::string_view bytes) {
  if (bytes.size() <= max_bytes) return bytes;
  const auto line = bytes.rfind("\n", max_bytes);
  return bytes.substr(0, line == std::string_view::npos ? max_bytes / 4 * 4 : line & ~std::size_t{1});
}

}  // namespace

void read_plain_text(std::string_view bytes, Sink& sink) {
  const std::string_view part = cut(bytes);
  const auto text = decoded_cut(part, part.size() < bytes.size());
  if (!text || !plausible(*text) || is_markup(*text)) {
    sink.doubt(Doubt::unknown_kind);
    return;
  }
  sink.format(Format::text);
  std::string utf8;
  text->toUTF8String(utf8);
  if (part.size() < bytes.size()) sink.doubt(Doubt::too_large);
  sink.text(utf8);
}

}  // namespace jiaxin::extraction
