#pragma once

#include <string_view>

#include "worker/ocr.hpp"
#include "worker/sink.hpp"

namespace jiaxin::extraction {

// Reads pictures into a sink, as long as there is time, and says what may have been missed.
class PictureText {
 public:
  PictureText(Ocr& ocr, const TimeBudget& time, Sink& sink) : ocr_(ocr), time_(time), sink_(sink) {}

  void read_file(std::string_view bytes);
  // One in a document; too small a one for words is passed over.
  void read_embedded(std::string_view bytes);
  void read(const Pix& picture);
  // Only what looks like writing outside the places whose text is known.
  void read_beside(const Pix& picture, ReadPlaces known);

 private:
  void read_decoded(std::string_view bytes, bool embedded);

  Ocr& ocr_;
  const TimeBudget& time_;
  Sink& sink_;
};

}  // namespace jiaxin::extraction
