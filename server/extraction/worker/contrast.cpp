#include "worker/contrast.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace jiaxin::extraction {
namespace {

constexpr int reduction = 4;       // the ground is looked for in a picture this much smaller
constexpr int ground_window = 15;  // pixels of that: wider than strokes, narrower than a chat bubble
constexpr int tile = 48;
constexpr int least_contrast = 18;  // of 255: below it is what JPEG leaves

// The median of each pixel's surroundings, which strokes are the smaller part of.
PixPtr ground_of(const Pix& channel) {
  auto* source = const_cast<Pix*>(&channel);
  const PixPtr small(pixScaleBySampling(source, 1.0F / reduction, 1.0F / reduction));
  const PixPtr median(small ? pixMedianFilter(small.get(), ground_window, ground_window) : nullptr);
  return PixPtr(median ? pixScaleToSize(median.get(), pixGetWidth(source), pixGetHeight(source)) : nullptr);
}

PixPtr contrast_in(const Pix& channel) {
  const PixPtr ground = ground_of(channel);
  return PixPtr(ground ? pixAbsDifference(const_cast<Pix*>(&channel), ground.get()) : nullptr);
}

int median_in(Pix& contrast, const Box& area) {
  std::array<int, 256> histogram{};
  for (int y = area.y; y < area.y + area.h; ++y) {
    const l_uint32* line = pixGetData(&contrast) + y * pixGetWpl(&contrast);
    for (int x = area.x; x < area.x + area.w; ++x) ++histogram[GET_DATA_BYTE(line, x)];
  }
  int below = 0, value = 0;
  while (value < 255 && (below += histogram[static_cast<std::size_t>(value)]) * 2 < area.w * area.h) ++value;
  return value;
}

void mark(Pix& black, Pix& contrast, const Box& area) {
  const int threshold = std::max(least_contrast, 3 * median_in(contrast, area) + 6);
  for (int y = area.y; y < area.y + area.h; ++y) {
    const l_uint32* line = pixGetData(&contrast) + y * pixGetWpl(&contrast);
    l_uint32* out = pixGetData(&black) + y * pixGetWpl(&black);
    for (int x = area.x; x < area.x + area.w; ++x)
      if (static_cast<int>(GET_DATA_BYTE(line, x)) >= threshold) SET_DATA_BIT(out, x);
  }
}

}  // namespace

PixPtr local_contrast(const Pix& picture) {
  auto* source = const_cast<Pix*>(&picture);
  if (pixGetDepth(source) != 32) return contrast_in(picture);
  PixPtr best;
  for (const int colour : {COLOR_RED, COLOR_GREEN, COLOR_BLUE}) {
    const PixPtr channel(pixGetRGBComponent(source, colour));
    PixPtr contrast = channel ? contrast_in(*channel) : nullptr;
    if (!contrast) return nullptr;
    if (best) pixMinOrMax(best.get(), best.get(), contrast.get(), L_CHOOSE_MAX);
    else best = std::move(contrast);
  }
  return best;
}

PixPtr strokes_of(const Pix& contrast) {
  auto* source = const_cast<Pix*>(&contrast);
  const int width = pixGetWidth(source), height = pixGetHeight(source);
  PixPtr black(pixCreate(width, height, 1));
  if (!black) return nullptr;
  for (int y = 0; y < height; y += tile)
    for (int x = 0; x < width; x += tile)
      mark(*black, *source, {x, y, std::min(tile, width - x), std::min(tile, height - y), 1});
  return black;
}

}  // namespace jiaxin::extraction
