#pragma once

#include <vector>

#include "worker/leptonica.hpp"

namespace jiaxin::extraction {

struct Place {
  int left, top, width, height;
};
using ReadPlaces = std::vector<Place>;

// Black where something was read, with a margin for strokes at its edge.
PixPtr mask_of(const ReadPlaces& read, int width, int height);

// Of the strokes on a black-and-white picture that have the size of writing, the share that lies outside the places
// where writing was read. 0 where there are next to none.
double unread_share(const Pix& black, const ReadPlaces& read);

}  // namespace jiaxin::extraction
