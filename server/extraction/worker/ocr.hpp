#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "worker/leptonica.hpp"
#include "worker/time_budget.hpp"

namespace tesseract {
class TessBaseAPI;
}

namespace jiaxin::extraction {

struct OcrReading {
  std::string text;    // UTF-8
  int words = 0;       // characters of writing, without marks and spaces
  int confidence = 0;  // 0 to 100, the mean over them
  double unread = 0;   // 0 to 1: of the ink that could be writing, what lies outside the words read surely
  bool in_time = true;
};

// Chinese and Latin letters off pictures. One thread.
class Ocr {
 public:
  explicit Ocr(std::string model);  // the bytes of chi_sim.traineddata; they are used at the first reading
  ~Ocr();

  // Tries several ways of preparing the picture and keeps the one that is read best.
  OcrReading read(const Pix& grey, const TimeBudget& time);

 private:
  struct Way;
  OcrReading read_one(const Pix& grey, const Way& way, const TimeBudget& time);
  bool ready();

  std::string model_;
  std::unique_ptr<tesseract::TessBaseAPI> engine_;
};

}  // namespace jiaxin::extraction
