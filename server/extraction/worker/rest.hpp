#pragma once

#include "worker/ocr_engine.hpp"

namespace jiaxin::extraction {

// Reads, each by itself and in whatever colours, the rows like writing that a reading of the picture has left, and counts
// those that stay unread when the time is over.
void read_rest(OcrEngine& engine, const Pix& picture, OcrReading& reading, const TimeBudget& time);

// Whether rows like writing, however pale, stand outside `read`: a photograph has none.
bool shows_writing(const Pix& picture, const ReadPlaces& read);

}  // namespace jiaxin::extraction
