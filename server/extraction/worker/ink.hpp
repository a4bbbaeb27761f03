#pragma once

#include <vector>

#include "worker/leptonica.hpp"

namespace jiaxin::extraction {

struct Place {
  int left, top, width, height;
};
using ReadPlaces = std::vector<Place>;

// Of the strokes on a black-and-white picture that have the size of writing, the share that lies outside the places
// where writing was read. 0 where there are next to none.
double unread_share(const Pix& black, const ReadPlaces& read);

}  // namespace jiaxin::extraction
