#include "worker/picture.hpp"

#include <algorithm>
#include <cstdint>

#include "worker/exif.hpp"
#include "worker/kind.hpp"
#include "worker/zip_archive.hpp"

namespace jiaxin::extraction {
namespace {

constexpr std::int64_t max_pixels = 50'000'000;
constexpr std::int64_t max_side = 20'000;

const l_uint8* data_of(std::string_view bytes) { return reinterpret_cast<const l_uint8*>(bytes.data()); }

void check_size(std::string_view bytes) {
  l_int32 format = 0, width = 0, height = 0, bits = 0, samples = 0, mapped = 0;
  if (pixReadHeaderMem(data_of(bytes), bytes.size(), &format, &width, &height, &bits, &samples, &mapped) != 0)
    throw BrokenFile("the head of a picture");
  if (width <= 0 || height <= 0) throw BrokenFile("a picture without pixels");
  if (width > max_side || height > max_side || std::int64_t{width} * height > max_pixels) throw TooLarge("pixels");
}

// Moving pictures show what their first one does not.
bool has_more_pictures(std::string_view bytes) {
  switch (kind_of(bytes)) {
    case FileKind::png: return bytes.substr(0, 4096).find("acTL") != std::string_view::npos;
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

PixPtr upright(PixPtr grey, int orientation) {
  // EXIF 1..8: mirrored ones are no photographs as phones make them, and are only turned.
  const int quarters = orientation == 3 || orientation == 4   ? 2
                       : orientation == 5 || orientation == 6 ? 1
                       : orientation >= 7                     ? 3
                                                              : 0;
  return quarters == 0 ? std::move(grey) : PixPtr(pixRotateOrth(grey.get(), quarters));
}

}  // namespace

Picture decode_picture(std::string_view bytes) {
  check_size(bytes);
  Picture result;
  result.has_more = has_more_pictures(bytes);
  PixPtr pix(pixReadMem(data_of(bytes), bytes.size()));
  if (!pix) throw BrokenFile("a picture that cannot be decoded");
  pix = on_white(std::move(pix));
  result.grey.reset(pix ? pixConvertTo8(pix.get(), 0) : nullptr);
  if (!result.grey) throw BrokenFile("a picture that cannot be made grey");
  if (kind_of(bytes) == FileKind::jpeg) result.grey = upright(std::move(result.grey), exif_orientation(bytes));
  if (!result.grey) throw BrokenFile("a picture that cannot be turned");
  return result;
}

}  // namespace jiaxin::extraction
