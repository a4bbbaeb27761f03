#pragma once

#include <string>
#include <utility>

#include "worker/ocr_engine.hpp"

namespace jiaxin::extraction {

// Chinese and Latin letters off pictures, in colour or grey. One thread.
class Ocr {
 public:
  explicit Ocr(std::string model) : engine_(std::move(model)) {}

  // Tries several ways of preparing the picture and keeps the one that is read best; then reads by itself what that
  // one left. A tall picture is read strip by strip.
  OcrReading read(const Pix& picture, const TimeBudget& time);

  // Only what looks like writing outside the places that are known already.
  OcrReading read_beside(const Pix& picture, ReadPlaces known, const TimeBudget& time);

 private:
  struct Way;
  OcrReading read_strips(const Pix& picture, const TimeBudget& time);
  OcrReading read_whole(const Pix& picture, bool strip, const TimeBudget& time);
  OcrReading read_one(const Pix& grey, const Way& way, const TimeBudget& time);

  OcrEngine engine_;
};

}  // namespace jiaxin::extraction
