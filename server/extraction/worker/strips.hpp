#pragma once

#include <vector>

#include "worker/ink.hpp"

namespace jiaxin::extraction {

// Much taller than wide, as long chats are kept.
bool is_tall(const Pix& picture);

// Its pieces, from the top, cut where there is least ink.
std::vector<Place> strips_of(const Pix& grey);

}  // namespace jiaxin::extraction
