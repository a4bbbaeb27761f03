#include "worker/rest.hpp"

#include <tesseract/publictypes.h>

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "worker/contrast.hpp"
#include "worker/preparation.hpp"
#include "worker/rows.hpp"

namespace jiaxin::extraction {
namespace {

constexpr int look_side = 1800;  // small print is still seen
constexpr int row_height = 40;   // pixels: what rows are read at
constexpr int sure_region = 70;  // of a few words: one mark that is misread counts for much
constexpr std::size_t max_rows = 40;

void scale_and_move(ReadPlaces& places, float scale, int left, int top) {
  const auto scaled_by = [scale](int length) { return static_cast<int>(static_cast<float>(length) * scale); };
  for (Place& place : places)
    place = {left + scaled_by(place.left), top + scaled_by(place.top), scaled_by(place.width) + 1,
             scaled_by(place.height) + 1};
}

Place with_margin(const Place& row) {
  const int margin = row.height * 2 / 3;
  return {row.left - margin, row.top - margin, row.width + 2 * margin, row.height + 2 * margin};
}

bool inside(const Place& row, const Place& region) {
  return row.top >= region.top && row.top + row.height <= region.top + region.height && row.left >= region.left &&
         row.left + row.width <= region.left + region.width;
}

int median_height(const std::vector<Place>& rows, const Place& region) {
  std::vector<int> heights;
  for (const Place& row : rows)
    if (inside(row, region)) heights.push_back(row.height);
  if (heights.empty()) return row_height;
  const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
  std::nth_element(heights.begin(), middle, heights.end());
  return *middle;
}

// Dark on white, as strong as the strokes allow.
PixPtr as_print(PixPtr contrast) {
  l_float32 strong = 0;
  pixGetRankValueMasked(contrast.get(), nullptr, 0, 0, 1, 0.95F, &strong, nullptr);
  PixPtr print(pixMultConstantGray(contrast.get(), 230 / std::max(strong, 20.0F)) == 0 ? contrast.release() : nullptr);
  if (print) pixInvert(print.get(), print.get());
  return print;
}

OcrReading read_region(OcrEngine& engine, const Pix& contrast, const Place& region, int row, const TimeBudget& time) {
  PixPtr piece = piece_of(contrast, region);
  const float scale = std::clamp(static_cast<float>(row_height) / static_cast<float>(row), 0.4F, 3.0F);
  if (piece) piece = scaled(*piece, scale);
  if (piece) piece = as_print(std::move(piece));
  if (!piece) return {};
  OcrReading reading = engine.read(*piece, tesseract::PSM_SINGLE_BLOCK, "0", time);
  scale_and_move(reading.places, 1 / scale, std::max(region.left, 0), std::max(region.top, 0));
  return reading;
}

void read_rows(OcrEngine& engine, const Pix& contrast, const std::vector<Place>& rows, OcrReading& reading,
               const TimeBudget& time) {
  std::vector<Place> regions;
  for (const Place& row : rows) regions.push_back(with_margin(row));
  for (const Place& region : joined(std::move(regions))) {
    if (time.over()) break;
    const OcrReading part = read_region(engine, contrast, region, median_height(rows, region), time);
    if (part.words < few_words || part.confidence < sure_region) continue;
    append(reading, part);
    reading.places.insert(reading.places.end(), part.places.begin(), part.places.end());
  }
}

}  // namespace

void read_rest(OcrEngine& engine, const Pix& picture, OcrReading& reading, const TimeBudget& time) {
  const float scale = scale_to(picture, look_side);
  const PixPtr look = seen_by(picture, reading.view, scale);
  const PixPtr contrast = look ? local_contrast(*look) : nullptr;
  const PixPtr strokes = contrast ? strokes_of(*contrast) : nullptr;
  reading.unread_rows = 1;
  if (!strokes) return;
  scale_and_move(reading.places, scale / reading.view.scale, 0, 0);
  reading.view.scale = scale;
  std::vector<Place> rows = unread_rows(*strokes, reading.places);
  for (int round = 0; round < 2 && !rows.empty() && rows.size() <= max_rows; ++round) {
    read_rows(engine, *contrast, rows, reading, time);
    rows = unread_rows(*strokes, reading.places);
  }
  reading.unread_rows = static_cast<int>(rows.size());
}

bool shows_writing(const Pix& picture, const ReadPlaces& read) {
  const PixPtr contrast = local_contrast(picture);
  const PixPtr strokes = contrast ? strokes_of(*contrast) : nullptr;
  return !strokes || !unread_rows(*strokes, read).empty();
}

}  // namespace jiaxin::extraction
