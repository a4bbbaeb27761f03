#include "worker/pdf.hpp"

#include <iconv.h>
#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>

#include "worker/pdf_beside.hpp"
#include "worker/pdf_outline.hpp"
#include "worker/preparation.hpp"
#include "worker/rest.hpp"

namespace jiaxin::extraction {
namespace {

constexpr int max_pages = 60;
constexpr int max_rendered = 6;         // pages read by OCR
constexpr double look_resolution = 60;  // dots per inch: enough to see whether there is ink beside the text
constexpr double read_resolution = 150;
constexpr double largest_side = 3000;  // points; a page of any size is rendered within it
constexpr double much_beside = 0.2;

icu::UnicodeString utf16(const poppler::ustring& text) {
  return icu::UnicodeString(reinterpret_cast<const char16_t*>(text.data()), static_cast<std::int32_t>(text.size()));
}

// Fonts without a map to Unicode give characters of private use, or none.
bool readable(const icu::UnicodeString& text) {
  std::int32_t strange = 0, all = 0;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (u_isspace(c)) continue;
    ++all;
    const auto type = u_charType(c);
    strange += c == 0xFFFD || type == U_CONTROL_CHAR || type == U_PRIVATE_USE_CHAR || type == U_UNASSIGNED;
  }
  return strange * 20 <= all;
}

PixPtr pixels_of(const poppler::image& image) {
  PixPtr pix(image.is_valid() ? pixCreate(image.width(), image.height(), 32) : nullptr);
  if (!pix) return nullptr;
  for (int y = 0; y < image.height(); ++y) {
    const auto* from = reinterpret_cast<const unsigned char*>(image.const_data()) + y * image.bytes_per_row();
    l_uint32* to = pixGetData(pix.get()) + y * pixGetWpl(pix.get());
    for (int x = 0; x < image.width(); ++x, from += 3) composeRGBPixel(from[0], from[1], from[2], to + x);
  }
  return pix;
}

PixPtr rendered(const poppler::page& page, double resolution) {
  const auto size = page.page_rect();
  const double side = std::max({size.width(), size.height(), 1.0});
  const double dots = resolution * std::min(1.0, largest_side / side);
  poppler::page_renderer renderer;
  renderer.set_image_format(poppler::image::format_rgb24);
  renderer.set_render_hint(poppler::page_renderer::antialiasing);
  renderer.set_render_hint(poppler::page_renderer::text_antialiasing);
  return pixels_of(renderer.render_page(&page, dots, dots));
}

ReadPlaces places_of_text(const poppler::page& page, const Pix& picture) {
  const auto size = page.page_rect();
  const double scale = pixGetWidth(const_cast<Pix*>(&picture)) / std::max(size.width(), 1.0);
  ReadPlaces places;
  for (const auto& word : page.text_list()) {
    const auto box = word.bbox();
    places.push_back({static_cast<int>(box.x() * scale), static_cast<int>(box.y() * scale),
                      static_cast<int>(box.width() * scale) + 1, static_cast<int>(box.height() * scale) + 1});
  }
  return places;
}

enum class Beside { nothing, little, much };

// How much stands where the page has no text.
Beside beside_text(const Pix& page, const ReadPlaces& text) {
  constexpr int least_contrast = 8;
  const PixPtr grey = grey_of(page);
  const PixPtr black(grey ? pixThresholdToBinary(grey.get(), 160) : nullptr);
  if (!black || unread_share(*black, text) > much_beside) return Beside::much;
  const PixPtr mask = mask_of(text, pixGetWidth(grey.get()), pixGetHeight(grey.get()));
  if (!mask || pixSetMasked(grey.get(), mask.get(), 255) != 0) return Beside::much;
  l_int32 darkest = 0;
  pixGetExtremeValue(grey.get(), 1, L_SELECT_MIN, nullptr, nullptr, nullptr, &darkest);
  return darkest > 255 - least_contrast ? Beside::nothing : Beside::little;
}

class PdfPages {
 public:
  // `trusted`: the text is what the pages show, unless a look at them says otherwise.
  PdfPages(const TimeBudget& time, Sink& sink, const PageReader& reader, bool trusted)
      : time_(time), sink_(sink), reader_(reader), trusted_(trusted) {}

  // False: no more pages.
  bool read(const poppler::page& page) {
    const icu::UnicodeString text = utf16(page.text());
    std::string utf8;
    text.toUTF8String(utf8);
    std::replace(utf8.begin(), utf8.end(), '\f', '\n');
    const bool has_text = utf8.find_first_not_of(" \n\t") != std::string::npos;
    if (has_text && !sink_.text(utf8)) return false;
    if (!has_text && is_blank(page)) return true;
    if (has_text && trusted_ && readable(text) && read_beside(page)) return true;
    if (++rendered_ > max_rendered) {
      sink_.doubt(Doubt::too_large);
      return false;
    }
    const PixPtr picture = rendered(page, read_resolution);
    if (picture) reader_.all(*picture);
    else sink_.doubt(Doubt::not_all_read);
    return !time_.over();
  }

 private:
  // False: so much stands beside the text, writing among it, that the page is to be read as a picture.
  bool read_beside(const poppler::page& page) {
    const PixPtr picture = rendered(page, look_resolution * 2);
    if (!picture) return false;
    const ReadPlaces text = places_of_text(page, *picture);
    const Beside beside = beside_text(*picture, text);
    if (beside == Beside::little) reader_.beside(*picture, text);
    return beside != Beside::much || !shows_writing(*picture, text);
  }

  // However pale the ink: a page is blank when it has next to no contrast.
  static bool is_blank(const poppler::page& page) {
    constexpr int least_contrast = 8;  // of 255
    const PixPtr picture = rendered(page, look_resolution);
    const PixPtr grey = picture ? grey_of(*picture) : nullptr;
    l_int32 darkest = 0, lightest = 0;
    return grey && pixGetRangeValues(grey.get(), 1, L_SELECT_RED, &darkest, &lightest) == 0 &&
           lightest - darkest < least_contrast;
  }

  const TimeBudget& time_;
  Sink& sink_;
  const PageReader& reader_;
  const bool trusted_;
  int rendered_ = 0;
};

// One page that names the character maps that Chinese PDF files use without carrying them.
std::string maps_document() {
  const char* maps[] = {"GBK-EUC-H", "UniGB-UCS2-H", "UniGB-UTF16-H", "GB-EUC-H"};
  std::string body =
      "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n";
  std::string fonts, content = "BT ";
  int number = 5;
  std::string objects;
  for (const char* map : maps) {
    const std::string own = std::to_string(number), descendant = std::to_string(number + 1);
    fonts += "/F" + own + " " + own + " 0 R";
    content += "/F" + own + " 9 Tf <B0A1B0A1> Tj ";
    objects +=
        own + " 0 obj<</Type/Font/Subtype/Type0/BaseFont/S/Encoding/" + map + "/DescendantFonts[" + descendant +
        " 0 R]>>endobj\n" + descendant +
        " 0 obj<</Type/Font/Subtype/CIDFontType0/BaseFont/S/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
        "/FontDescriptor 20 0 R>>endobj\n";
    number += 2;
  }
  content += "ET";
  return body + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Resources<</Font<<" + fonts +
         ">>>>/Contents 4 0 R>>endobj\n4 0 obj<</Length " + std::to_string(content.size()) + ">>stream\n" + content +
         "\nendstream endobj\n" + objects +
         "20 0 obj<</Type/FontDescriptor/FontName/S/Flags 4/FontBBox[0 0 9 9]/ItalicAngle 0/Ascent 9/Descent 0/CapHeight 9/StemV 9>>"
         "endobj\ntrailer<</Root 1 0 R>>\n";
}

}  // namespace

void prepare_pdf() {
  poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
  // Kept for the life of the process: with the last document, Poppler drops what it has loaded, as does iconv.
  static const auto converter = iconv_open("UTF-16", "UTF-8");
  static const auto back = iconv_open("UTF-8", "UTF-16");
  static const std::string bytes = maps_document();
  static const std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  if (!document || converter == nullptr || back == nullptr) return;
  const std::unique_ptr<poppler::page> page(document->create_page(0));
  if (page) page->text();
}

void read_pdf(std::string_view bytes, const TimeBudget& time, Sink& sink, const PageReader& page_reader) {
  const std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  if (!document) return sink.doubt(Doubt::broken);
  // Other programs may show what stands in front of the document.
  if (bytes.substr(0, bytes.find("%PDF-")).find_first_not_of("\xEF\xBB\xBF \t\r\n") != std::string_view::npos)
    sink.doubt(Doubt::not_all_read);
  if (document->is_locked()) return sink.doubt(Doubt::locked);
  if (document->has_embedded_files()) sink.doubt(Doubt::not_all_read);
  const int pages = document->pages();
  if (pages <= 0) return sink.doubt(Doubt::broken);
  if (pages > max_pages) sink.doubt(Doubt::too_large);
  const PdfBeside beside = beside_pages(bytes, time);
  tell(beside, document->is_encrypted(), sink);
  PdfPages reader(time, sink, page_reader, !beside.letters_unknown && !beside.hidden_text);
  for (int i = 0; i < std::min(pages, max_pages); ++i) {
    if (time.over()) return sink.doubt(Doubt::out_of_time);
    const std::unique_ptr<poppler::page> page(document->create_page(i));
    if (!page) sink.doubt(Doubt::broken);
    else if (!reader.read(*page)) {
      if (time.over()) sink.doubt(Doubt::out_of_time);
      return;
    }
  }
  read_outline(*document, sink);
  if (!sink.has_told()) sink.doubt(Doubt::nothing_found);
}

}  // namespace jiaxin::extraction
