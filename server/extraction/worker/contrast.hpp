#pragma once

#include "worker/leptonica.hpp"

namespace jiaxin::extraction {

// How much each pixel differs from the ground around it, in the channel where it differs most: 8 bits, 0 where it does
// not. Light on dark, dark on light and colour on colour look alike.
PixPtr local_contrast(const Pix& picture);

// Black where the contrast stands out from what its surroundings have everywhere: strokes, however pale, but no grain.
PixPtr strokes_of(const Pix& contrast);

}  // namespace jiaxin::extraction
