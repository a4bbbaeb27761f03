#include "worker/ocr_engine.hpp"

#include <tesseract/baseapi.h>
#include <tesseract/ocrclass.h>
#include <tesseract/resultiterator.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace jiaxin::extraction {
namespace {

bool is_writing(std::string_view utf8) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
  std::int32_t at = 0;
  UChar32 c;
  U8_NEXT(bytes, at, static_cast<std::int32_t>(utf8.size()), c);
  return c >= 0 && u_isalnum(c);
}

// Of what is no writing at all the engine makes letters too: lines of those are not told.
class Lines {
 public:
  // At each symbol.
  void add(const tesseract::ResultIterator& at, bool sure) {
    constexpr float likely_line = 50;
    if (at.IsAtBeginningOf(tesseract::RIL_TEXTLINE)) {
      end_line();
      const std::unique_ptr<char[]> line(at.GetUTF8Text(tesseract::RIL_TEXTLINE));
      if (line) line_ = line.get();
      told_ = at.Confidence(tesseract::RIL_TEXTLINE) >= likely_line;
    }
    told_ = told_ || sure;
  }
  std::string text() && {
    end_line();
    return std::move(text_);
  }

 private:
  void end_line() {
    if (told_) text_ += line_;
    line_.clear();
  }

  std::string text_, line_;
  bool told_ = false;
};

// What the engine found on the picture that it was given.
OcrReading reading_of(tesseract::TessBaseAPI& engine) {
  constexpr float sure_word = 60;
  OcrReading result;
  Lines lines;
  double sum = 0;
  const std::unique_ptr<tesseract::ResultIterator> at(engine.GetIterator());
  if (at) do {
      const std::unique_ptr<char[]> symbol(at->GetUTF8Text(tesseract::RIL_SYMBOL));
      int left = 0, top = 0, right = 0, bottom = 0;
      if (!symbol || !at->BoundingBox(tesseract::RIL_SYMBOL, &left, &top, &right, &bottom)) continue;
      const float confidence = at->Confidence(tesseract::RIL_WORD);
      lines.add(*at, confidence >= sure_word);
      if (confidence >= sure_word) result.places.push_back({left, top, right - left, bottom - top});
      if (!is_writing(symbol.get())) continue;
      sum += confidence;
      ++result.words;
    } while (at->Next(tesseract::RIL_SYMBOL));
  result.text = std::move(lines).text();
  if (result.words > 0) result.confidence = static_cast<int>(sum / result.words);
  const PixPtr black(engine.GetThresholdedImage());
  if (black) result.unread = unread_share(*black, result.places);
  return result;
}

}  // namespace

OcrEngine::OcrEngine(std::string model) : model_(std::move(model)) {}
OcrEngine::~OcrEngine() = default;

bool OcrEngine::ready() {
  if (engine_) return true;
  setMsgSeverity(L_SEVERITY_NONE);
  auto engine = std::make_unique<tesseract::TessBaseAPI>();
  if (engine->Init(model_.data(), static_cast<int>(model_.size()), "chi_sim", tesseract::OEM_LSTM_ONLY, nullptr, 0,
                   nullptr, nullptr, false, nullptr) != 0)
    return false;
  engine_ = std::move(engine);
  return true;
}

OcrReading OcrEngine::read(const Pix& grey, int layout, const char* threshold, const TimeBudget& time) {
  engine_->SetPageSegMode(static_cast<tesseract::PageSegMode>(layout));
  engine_->SetVariable("thresholding_method", threshold);
  engine_->SetVariable("debug_file", "/dev/null");
  engine_->SetImage(const_cast<Pix*>(&grey));
  engine_->SetSourceResolution(300);
  tesseract::ETEXT_DESC monitor;
  monitor.set_deadline_msecs(static_cast<std::int32_t>(std::max<std::int64_t>(time.left().count(), 1)));
  engine_->Recognize(&monitor);
  OcrReading reading = reading_of(*engine_);
  reading.in_time = !monitor.deadline_exceeded();
  engine_->Clear();
  return reading;
}

}  // namespace jiaxin::extraction
