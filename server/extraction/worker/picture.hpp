#pragma once

#include <optional>
#include <string_view>

#include "worker/leptonica.hpp"

namespace jiaxin::extraction {

struct Picture {
  PixPtr pixels;          // 8 or 32 bits, upright as its EXIF says
  bool has_more = false;  // the file holds further pictures, which are not read
};

// Reads PNG, JPEG, BMP, WebP or the first page of a TIFF. Throws BrokenFile, and TooLarge where its head promises more
// pixels than are read.
Picture decode_picture(std::string_view bytes);

}  // namespace jiaxin::extraction
