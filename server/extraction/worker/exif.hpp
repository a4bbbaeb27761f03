#pragma once

#include <string_view>

namespace jiaxin::extraction {

// How a JPEG is to be turned: 1 to 8 as EXIF counts, 1 where it does not say.
int exif_orientation(std::string_view jpeg);

}  // namespace jiaxin::extraction
