#include "worker/picture_text.hpp"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <string>
#include <utility>

#include "worker/picture.hpp"
#include "worker/zip_archive.hpp"

namespace jiaxin::extraction {
namespace {

// From the measurements in the part's README.
constexpr double much_unread = 0.25;
constexpr int smallest_area = 64 * 64;  // pixels: an icon

bool is_wide(UChar32 c) {
  return u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH) == U_EA_WIDE || (c >= 0xFF00 && c < 0xFFE0);
}

// The engine sets spaces between Chinese words, and empty lines between lines, where nobody writes any.
std::string without_gaps(std::string_view utf8) {
  const auto text = icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())});
  icu::UnicodeString result;
  for (std::int32_t i = 0; i < text.length(); ++i) {
    const bool gap = text[i] == ' ' && i > 0 && i + 1 < text.length() && (is_wide(text[i - 1]) || is_wide(text[i + 1]));
    const bool empty_line = text[i] == '\n' && result.endsWith(u"\n");
    if (!gap && !empty_line) result.append(text[i]);
  }
  std::string out;
  return result.toUTF8String(out);
}

}  // namespace

void PictureText::read_file(std::string_view bytes) { read_decoded(bytes, false); }
void PictureText::read_embedded(std::string_view bytes) { read_decoded(bytes, true); }

void PictureText::read_decoded(std::string_view bytes, bool embedded) {
  if (time_.over()) {
    sink_.doubt(Doubt::out_of_time);
    return;
  }
  try {
    const Picture picture = decode_picture(bytes);
    if (embedded && pixGetWidth(picture.pixels.get()) * pixGetHeight(picture.pixels.get()) <= smallest_area) return;
    if (picture.has_more) sink_.doubt(Doubt::not_all_read);
    read(*picture.pixels);
  } catch (const TooLarge&) {
    sink_.doubt(Doubt::too_large);
  } catch (const BrokenFile&) {
    sink_.doubt(Doubt::broken);
  }
}

void PictureText::read(const Pix& picture) {
  const OcrReading reading = ocr_.read(picture, time_);
  if (!reading.text.empty()) sink_.ocr(without_gaps(reading.text));
  if (!reading.in_time) sink_.doubt(Doubt::out_of_time);
  else if (reading.words < few_words) sink_.doubt(Doubt::no_words);
  else if (reading.confidence < sure_confidence) sink_.doubt(Doubt::unsure);
  else if (reading.unread > much_unread || reading.unread_rows > 0) sink_.doubt(Doubt::unread_ink);
}

void PictureText::read_beside(const Pix& picture, ReadPlaces known) {
  const OcrReading reading = ocr_.read_beside(picture, std::move(known), time_);
  if (!reading.text.empty()) sink_.ocr(without_gaps(reading.text));
  if (!reading.in_time) sink_.doubt(Doubt::out_of_time);
  else if (reading.unread_rows > 0) sink_.doubt(Doubt::unread_ink);
}

}  // namespace jiaxin::extraction
