#include "worker/strips.hpp"

#include <algorithm>
#include <cstdlib>

namespace jiaxin::extraction {
namespace {

constexpr double tall = 2.4;  // times the width: more than a phone's screen
constexpr int least_tall = 2000;
constexpr double strip = 1.6;  // times the width: what is read well at once
constexpr double shortest = 0.8;

// How much brightness changes along a row of pixels.
int ink_in(Pix& grey, int y) {
  const l_uint32* line = pixGetData(&grey) + y * pixGetWpl(&grey);
  int changes = 0;
  for (int x = 4; x < pixGetWidth(&grey); x += 2)
    changes += std::abs(static_cast<int>(GET_DATA_BYTE(line, x)) - static_cast<int>(GET_DATA_BYTE(line, x - 4))) > 12;
  return changes;
}

// The middle of the longest run of the rows with least ink.
int best_cut(Pix& grey, int from, int to) {
  int least = pixGetWidth(&grey), run = 0, longest = 0, cut = to;
  for (int y = from; y < to; ++y) {
    const int ink = ink_in(grey, y);
    if (ink < least) longest = run = 0;
    run = ink <= least ? run + 1 : 0;
    least = std::min(least, ink);
    if (run <= longest) continue;
    longest = run;
    cut = y - run / 2;
  }
  return cut;
}

}  // namespace

bool is_tall(const Pix& picture) {
  auto* source = const_cast<Pix*>(&picture);
  return pixGetHeight(source) >= least_tall && pixGetHeight(source) >= tall * pixGetWidth(source);
}

std::vector<Place> strips_of(const Pix& grey) {
  auto* picture = const_cast<Pix*>(&grey);
  const int width = pixGetWidth(picture), height = pixGetHeight(picture);
  std::vector<Place> result;
  int top = 0;
  while (height - top > strip * width) {
    const int cut = best_cut(*picture, top + static_cast<int>(shortest * width), top + static_cast<int>(strip * width));
    result.push_back({0, top, width, cut - top});
    top = cut;
  }
  result.push_back({0, top, width, height - top});
  return result;
}

}  // namespace jiaxin::extraction
