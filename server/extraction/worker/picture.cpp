#include "worker/picture.hpp"

#include <algorithm>
#include <cstdint>

#include "worker/exif.hpp"
#include "worker/kind.hpp"
#include "worker/picture_size.hpp"
#include "worker/zip_archive.hpp"

namespace jiaxin::extraction {
namespace {

constexpr std::int64_t max_pixels = 50'000'000;
constexpr std::int64_t max_side = 20'000;

const l_uint8* data_of(std::string_view bytes) { return reinterpret_cast<const l_uint8*>(bytes.data()); }

void check_size(std::string_view bytes) {
  const auto size = picture_size(bytes);
  if (!size) throw BrokenFile("the head of a picture");
  if (size->width <= 0 || size->height <= 0) throw BrokenFile("a picture without pixels");
  if (size->width > max_side || size->height > max_side || size->pixels() > max_pixels) throw TooLarge("pixels");
}

// A PNG moves where a chunk before its first pixels says so.
bool is_moving_png(std::string_view bytes) {
  constexpr std::size_t mark = 8, head = 8, check = 4;
  for (std::size_t at = mark; at + head <= bytes.size();) {
    const auto type = bytes.substr(at + 4, 4);
    if (type == "acTL") return true;
    if (type == "IDAT") return false;
    std::size_t length = 0;
    for (std::size_t i = 0; i < 4; ++i) length = length << 8 | static_cast<unsigned char>(bytes[at + i]);
    at += head + length + check;
  }
  return false;
}

// Moving pictures show what their first one does not.
bool has_more_pictures(std::string_view bytes) {
  switch (kind_of(bytes)) {
    case FileKind::png: return is_moving_png(bytes);
    case FileKind::tiff: {
      std::size_t offset = 0;
      const PixPtr first(pixReadMemFromMultipageTiff(data_of(bytes), bytes.size(), &offset));
      return offset != 0;
    }
    default: return false;
  }
}

PixPtr on_white(PixPtr pix) {
  if (pixGetDepth(pix.get()) != 32 || pixGetSpp(pix.get()) != 4) return pix;
  return PixPtr(pixAlphaBlendUniform(pix.get(), 0xffffff00));
}

PixPtr upright(PixPtr picture, int orientation) {
  // EXIF 1..8: mirrored ones are no photographs as phones make them, and are only turned.
  const int quarters = orientation == 3 || orientation == 4   ? 2
                       : orientation == 5 || orientation == 6 ? 1
                       : orientation >= 7                     ? 3
                                                              : 0;
  return quarters == 0 ? std::move(picture) : PixPtr(pixRotateOrth(picture.get(), quarters));
}

}  // namespace

Picture decode_picture(std::string_view bytes) {
  check_size(bytes);
  Picture result;
  result.has_more = has_more_pictures(bytes);
  PixPtr pix(pixReadMem(data_of(bytes), bytes.size()));
  if (!pix) throw BrokenFile("a picture that cannot be decoded");
  pix = on_white(std::move(pix));
  result.pixels.reset(pix ? pixConvertTo8Or32(pix.get(), L_CLONE, 0) : nullptr);
  if (!result.pixels) throw BrokenFile("a picture of unknown depth");
  if (kind_of(bytes) == FileKind::jpeg) result.pixels = upright(std::move(result.pixels), exif_orientation(bytes));
  if (!result.pixels) throw BrokenFile("a picture that cannot be turned");
  return result;
}

}  // namespace jiaxin::extraction
