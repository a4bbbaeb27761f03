#include "worker/ocr.hpp"

#include <tesseract/publictypes.h>

#include <algorithm>
#include <utility>

#include "worker/preparation.hpp"
#include "worker/rest.hpp"
#include "worker/strips.hpp"

namespace jiaxin::extraction {

// One way of preparing and reading.
struct Ocr::Way {
  int side;               // the longer side is brought down to this many pixels
  bool even_out;          // light that falls off is evened out
  int layout;             // tesseract::PageSegMode
  const char* threshold;  // tesseract's thresholding_method
  int quarter_turns = 0;
};

namespace {

constexpr int good_enough = 88;
constexpr int readable_confidence = 60;
// A board must be done in 3 s: after the first two no other way is begun, and a little later none goes on and no row is read
// by itself any more, unless so much was read that it is a page.
constexpr std::chrono::milliseconds time_for_a_board{2000}, time_for_its_rest{2300};
constexpr int words_of_a_page = 300;

bool is_readable(const OcrReading& reading) {
  return reading.words >= few_words && reading.confidence >= readable_confidence;
}

// Characters that were read surely count, doubtful ones count against.
double merit(const OcrReading& reading) { return reading.words * (reading.confidence - 50.0); }

}  // namespace

OcrReading Ocr::read_one(const Pix& grey, const Way& way, const TimeBudget& time) {
  View view{scale_to(grey, way.side), way.quarter_turns, 0};
  PixPtr picture = seen_by(grey, view, view.scale);
  if (!picture) return {};
  if (is_dark(*picture)) pixInvert(picture.get(), picture.get());
  if (way.even_out)
    if (PixPtr even(pixBackgroundNormSimple(picture.get(), nullptr, nullptr)); even) picture = std::move(even);
  view.angle = skew_of(*picture, way.even_out ? 180 : 128);
  if (view.angle != 0) picture = seen_by(*picture, {1, 0, view.angle}, 1);
  if (!picture) return {};
  OcrReading reading = engine_.read(*picture, way.layout, way.threshold, time);
  reading.view = view;
  return reading;
}

OcrReading Ocr::read_whole(const Pix& picture, bool strip, const TimeBudget& time) {
  // The order is that of the measurements in the part's README; the last ones are for pictures lying on a side.
  constexpr Way ways[] = {
      {900, true, tesseract::PSM_SINGLE_BLOCK, "2"},    {900, true, tesseract::PSM_SPARSE_TEXT, "2"},
      {1800, false, tesseract::PSM_SINGLE_BLOCK, "2"},  {900, true, tesseract::PSM_SINGLE_BLOCK, "2", 1},
      {900, true, tesseract::PSM_SINGLE_BLOCK, "2", 3}, {900, true, tesseract::PSM_SINGLE_BLOCK, "2", 2},
  };
  const TimeBudget board(std::min(time_for_a_board, time.left())), rest(std::min(time_for_its_rest, time.left()));
  const PixPtr grey = grey_of(picture);
  OcrReading best;
  for (const Way& way : ways) {
    const bool is_page = best.words >= words_of_a_page, late = board.over() && !is_page;
    if (!grey || late || time.over() || (way.quarter_turns != 0 && (strip || is_readable(best)))) break;
    OcrReading reading = read_one(*grey, way, is_page || &way == ways ? time : rest);
    if (merit(reading) > merit(best) || best.words == 0) best = std::move(reading);
    if (best.words >= few_words && best.confidence >= good_enough && best.unread < 0.1) break;
  }
  best.in_time = best.in_time && (best.words > 0 || !time.over());
  if (!is_readable(best)) {  // and so turned anyhow
    best.view = {};
    best.places.clear();
  }
  const bool held_anyway = best.words >= few_words && !is_sure(best);
  if (strip || !held_anyway) read_rest(engine_, picture, best, best.words < words_of_a_page ? rest : time);
  return best;
}

OcrReading Ocr::read_strips(const Pix& picture, const TimeBudget& time) {
  OcrReading all;
  bool unsure = false;
  const PixPtr grey = grey_of(picture);
  if (!grey) return all;
  for (const Place& strip : strips_of(*grey)) {
    const PixPtr piece = piece_of(picture, strip);
    if (!piece || time.over()) {
      all.in_time = false;
      break;
    }
    const OcrReading part = read_whole(*piece, true, time);
    all.in_time = all.in_time && part.in_time;
    all.unread_rows += part.unread_rows;
    // A strip of nothing but a photograph says nothing.
    if (!is_readable(part)) continue;
    unsure = unsure || !is_sure(part);
    append(all, part);
  }
  if (unsure) all.confidence = std::min(all.confidence, sure_confidence - 1);
  return all;
}

OcrReading Ocr::read(const Pix& picture, const TimeBudget& time) {
  OcrReading failed;
  failed.in_time = false;
  if (!engine_.ready()) return failed;
  return is_tall(picture) ? read_strips(picture, time) : read_whole(picture, false, time);
}

OcrReading Ocr::read_beside(const Pix& picture, ReadPlaces known, const TimeBudget& time) {
  OcrReading reading;
  reading.places = std::move(known);
  reading.in_time = engine_.ready();
  if (reading.in_time) read_rest(engine_, picture, reading, time);
  return reading;
}

}  // namespace jiaxin::extraction
