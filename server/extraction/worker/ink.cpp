#include "worker/ink.hpp"

#include <algorithm>

namespace jiaxin::extraction {
namespace {

constexpr int max_strokes = 200'000;

// Neither specks nor lines, frames and shadows.
bool size_of_writing(const Box& box, int picture_height, int picture_width) {
  const int longer = std::max(box.w, box.h), shorter = std::min(box.w, box.h);
  return longer >= 8 && box.h <= picture_height / 5 && box.w <= picture_width / 3 &&
         longer <= 12 * std::max(shorter, 1);
}

}  // namespace

PixPtr mask_of(const ReadPlaces& read, int width, int height) {
  PixPtr mask(pixCreate(width, height, 1));
  for (const Place& place : read) {
    const int margin = std::max(2, place.height / 3);
    pixRasterop(mask.get(), place.left - margin, place.top - margin, place.width + 2 * margin,
                place.height + 2 * margin, PIX_SET, nullptr, 0, 0);
  }
  return mask;
}

double unread_share(const Pix& black, const ReadPlaces& read) {
  auto* picture = const_cast<Pix*>(&black);
  const int width = pixGetWidth(picture), height = pixGetHeight(picture);
  const BoxaPtr strokes(pixConnCompBB(picture, 8));
  const PixPtr mask = mask_of(read, width, height);
  if (!strokes || !mask) return 1;
  double all = 0, unread = 0;
  const int count = boxaGetCount(strokes.get());
  if (count > max_strokes) return 1;
  for (int i = 0; i < count; ++i) {
    const Box& box = *strokes->box[i];
    if (!size_of_writing(box, height, width)) continue;
    const double size = std::max(box.w, box.h);
    l_uint32 inside = 0;
    pixGetPixel(mask.get(), box.x + box.w / 2, box.y + box.h / 2, &inside);
    all += size;
    if (inside == 0) unread += size;
  }
  return all < 40 ? 0 : unread / all;
}

}  // namespace jiaxin::extraction
