#pragma once

#include <memory>
#include <string>

#include "worker/reading.hpp"
#include "worker/time_budget.hpp"

namespace tesseract {
class TessBaseAPI;
}

namespace jiaxin::extraction {

// Tesseract, over a picture that is prepared for it.
class OcrEngine {
 public:
  explicit OcrEngine(std::string model);  // the bytes of chi_sim.traineddata; they are used at the first reading
  ~OcrEngine();

  bool ready();
  // `layout` is a tesseract::PageSegMode, `threshold` its thresholding_method.
  OcrReading read(const Pix& grey, int layout, const char* threshold, const TimeBudget& time);

 private:
  std::string model_;
  std::unique_ptr<tesseract::TessBaseAPI> engine_;
};

}  // namespace jiaxin::extraction
