#include "worker/ocr.hpp"

#include <tesseract/baseapi.h>
#include <tesseract/ocrclass.h>
#include <tesseract/resultiterator.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>
#include <utility>

#include "worker/ink.hpp"

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
// A board must be done in 3 s: after the first two no other way is begun, unless so much was read that it is a page.
constexpr std::chrono::milliseconds time_for_a_board{2000};
constexpr int words_of_a_page = 300;

// Light letters on a dark ground are turned round: by the ground, which most of the picture is.
bool is_dark(const Pix& grey) {
  l_float32 mean = 255;
  pixGetAverageMasked(const_cast<Pix*>(&grey), nullptr, 0, 0, 4, L_MEAN_ABSVAL, &mean);
  return mean < 115;
}

PixPtr scaled(const Pix& grey, int side) {
  auto* source = const_cast<Pix*>(&grey);
  const int longer = std::max(pixGetWidth(source), pixGetHeight(source));
  const auto scale = static_cast<l_float32>(side) / static_cast<l_float32>(longer);
  return PixPtr(longer > side ? pixScaleAreaMap(source, scale, scale) : pixCopy(nullptr, source));
}

PixPtr deskewed(PixPtr grey, int threshold) {
  constexpr float degree = std::numbers::pi_v<float> / 180;
  const PixPtr black(pixThresholdToBinary(grey.get(), threshold));
  l_float32 angle = 0, confidence = 0;
  if (!black || pixFindSkew(black.get(), &angle, &confidence) != 0) return grey;
  if (confidence < 2 || std::abs(angle) < 0.3) return grey;
  PixPtr turned(pixRotate(grey.get(), angle * degree, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0));
  return turned ? std::move(turned) : std::move(grey);
}

bool is_writing(std::string_view utf8) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
  std::int32_t at = 0;
  UChar32 c;
  U8_NEXT(bytes, at, static_cast<std::int32_t>(utf8.size()), c);
  return c >= 0 && u_isalnum(c);
}

// What the engine found on the picture that it was given.
OcrReading reading_of(tesseract::TessBaseAPI& engine) {
  constexpr float sure_word = 60;
  OcrReading result;
  ReadPlaces places;
  double sum = 0;
  const std::unique_ptr<tesseract::ResultIterator> at(engine.GetIterator());
  if (at) do {
      const std::unique_ptr<char[]> symbol(at->GetUTF8Text(tesseract::RIL_SYMBOL));
      int left = 0, top = 0, right = 0, bottom = 0;
      if (!symbol || !at->BoundingBox(tesseract::RIL_SYMBOL, &left, &top, &right, &bottom)) continue;
      const float confidence = at->Confidence(tesseract::RIL_WORD);
      if (confidence >= sure_word) places.push_back({left, top, right - left, bottom - top});
      if (!is_writing(symbol.get())) continue;
      sum += confidence;
      ++result.words;
    } while (at->Next(tesseract::RIL_SYMBOL));
  const std::unique_ptr<char[]> text(engine.GetUTF8Text());
  if (text) result.text = text.get();
  if (result.words > 0) result.confidence = static_cast<int>(sum / result.words);
  const PixPtr black(engine.GetThresholdedImage());
  if (black) result.unread = unread_share(*black, places);
  return result;
}

// Characters that were read surely count, doubtful ones count against.
double merit(const OcrReading& reading) { return reading.words * (reading.confidence - 50.0); }

}  // namespace

Ocr::Ocr(std::string model) : model_(std::move(model)) {}
Ocr::~Ocr() = default;

bool Ocr::ready() {
  if (engine_) return true;
  setMsgSeverity(L_SEVERITY_NONE);
  auto engine = std::make_unique<tesseract::TessBaseAPI>();
  if (engine->Init(model_.data(), static_cast<int>(model_.size()), "chi_sim", tesseract::OEM_LSTM_ONLY, nullptr, 0,
                   nullptr, nullptr, false, nullptr) != 0)
    return false;
  engine_ = std::move(engine);
  return true;
}

OcrReading Ocr::read_one(const Pix& grey, const Way& way, const TimeBudget& time) {
  PixPtr picture = scaled(grey, way.side);
  if (picture && way.quarter_turns != 0) picture.reset(pixRotateOrth(picture.get(), way.quarter_turns));
  if (!picture) return {};
  if (is_dark(*picture)) pixInvert(picture.get(), picture.get());
  if (way.even_out)
    if (PixPtr even(pixBackgroundNormSimple(picture.get(), nullptr, nullptr)); even) picture = std::move(even);
  picture = deskewed(std::move(picture), way.even_out ? 180 : 128);
  engine_->SetPageSegMode(static_cast<tesseract::PageSegMode>(way.layout));
  engine_->SetVariable("thresholding_method", way.threshold);
  engine_->SetVariable("debug_file", "/dev/null");
  engine_->SetImage(picture.get());
  engine_->SetSourceResolution(300);
  tesseract::ETEXT_DESC monitor;
  monitor.set_deadline_msecs(static_cast<std::int32_t>(std::max<std::int64_t>(time.left().count(), 1)));
  engine_->Recognize(&monitor);
  OcrReading reading = reading_of(*engine_);
  reading.in_time = !monitor.deadline_exceeded();
  engine_->Clear();
  return reading;
}

OcrReading Ocr::read(const Pix& grey, const TimeBudget& time) {
  // The order is that of the measurements in the part's README; the last ones are for pictures lying on a side.
  constexpr Way ways[] = {
      {900, true, tesseract::PSM_SINGLE_BLOCK, "2"},    {900, true, tesseract::PSM_SPARSE_TEXT, "2"},
      {1800, false, tesseract::PSM_SINGLE_BLOCK, "2"},  {900, true, tesseract::PSM_SINGLE_BLOCK, "2", 1},
      {900, true, tesseract::PSM_SINGLE_BLOCK, "2", 3}, {900, true, tesseract::PSM_SINGLE_BLOCK, "2", 2},
  };
  const auto begun = std::chrono::steady_clock::now();
  OcrReading best;
  if (!ready()) {
    best.in_time = false;
    return best;
  }
  for (const Way& way : ways) {
    const bool readable = best.words >= 4 && best.confidence >= 60;
    const bool late = std::chrono::steady_clock::now() - begun > time_for_a_board && best.words < words_of_a_page;
    if (late || time.over() || (way.quarter_turns != 0 && readable)) break;
    OcrReading reading = read_one(grey, way, time);
    if (merit(reading) > merit(best) || best.words == 0) best = std::move(reading);
    if (best.words >= 4 && best.confidence >= good_enough && best.unread < 0.1) break;
  }
  best.in_time = best.in_time && (best.words > 0 || !time.over());
  return best;
}

}  // namespace jiaxin::extraction
