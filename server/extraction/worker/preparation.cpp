#include "worker/preparation.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace jiaxin::extraction {

PixPtr piece_of(const Pix& picture, const Place& place) {
  Box box{place.left, place.top, place.width, place.height, 1};
  return PixPtr(pixClipRectangle(const_cast<Pix*>(&picture), &box, nullptr));
}

PixPtr grey_of(const Pix& picture) { return PixPtr(pixConvertTo8(const_cast<Pix*>(&picture), 0)); }

float scale_to(const Pix& picture, int side) {
  auto* source = const_cast<Pix*>(&picture);
  const int longer = std::max(pixGetWidth(source), pixGetHeight(source));
  return longer > side ? static_cast<float>(side) / static_cast<float>(longer) : 1;
}

PixPtr scaled(const Pix& picture, float scale) {
  auto* source = const_cast<Pix*>(&picture);
  if (scale > 1) return PixPtr(pixScale(source, scale, scale));
  return PixPtr(scale < 1 ? pixScaleAreaMap(source, scale, scale) : pixCopy(nullptr, source));
}

bool is_dark(const Pix& grey) {
  l_float32 mean = 255;
  pixGetAverageMasked(const_cast<Pix*>(&grey), nullptr, 0, 0, 4, L_MEAN_ABSVAL, &mean);
  return mean < 115;
}

float skew_of(const Pix& grey, int threshold) {
  constexpr float degree = std::numbers::pi_v<float> / 180;
  const PixPtr black(pixThresholdToBinary(const_cast<Pix*>(&grey), threshold));
  l_float32 angle = 0, confidence = 0;
  if (!black || pixFindSkew(black.get(), &angle, &confidence) != 0) return 0;
  return confidence < 2 || std::abs(angle) < 0.3F ? 0 : angle * degree;
}

PixPtr seen_by(const Pix& picture, const View& view, float scale) {
  PixPtr seen = scaled(picture, scale);
  if (seen && view.quarter_turns != 0) seen.reset(pixRotateOrth(seen.get(), view.quarter_turns));
  if (seen && view.angle != 0) seen.reset(pixRotate(seen.get(), view.angle, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0));
  return seen;
}

}  // namespace jiaxin::extraction
