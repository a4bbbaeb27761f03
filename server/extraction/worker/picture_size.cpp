#include "worker/picture_size.hpp"

#include "worker/leptonica.hpp"

namespace jiaxin::extraction {

std::optional<PictureSize> picture_size(std::string_view bytes) {
  l_int32 format = 0, width = 0, height = 0, bits = 0, samples = 0, mapped = 0;
  if (pixReadHeaderMem(reinterpret_cast<const l_uint8*>(bytes.data()), bytes.size(), &format, &width, &height, &bits,
                       &samples, &mapped) != 0)
    return std::nullopt;
  return PictureSize{width, height};
}

}  // namespace jiaxin::extraction
