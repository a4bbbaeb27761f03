#pragma once

#include <vector>

#include "worker/ink.hpp"

namespace jiaxin::extraction {

// Level rows of strokes that could be writing: eight strokes outside the places where writing was read, or six that are
// the greater part of their row. What repeats one shape is an ornament.
std::vector<Place> unread_rows(const Pix& black, const ReadPlaces& read);

// Places that touch each other put together, from the top.
std::vector<Place> joined(std::vector<Place> places);

}  // namespace jiaxin::extraction
