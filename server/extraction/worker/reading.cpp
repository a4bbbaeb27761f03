#include "worker/reading.hpp"

namespace jiaxin::extraction {

void append(OcrReading& reading, const OcrReading& more) {
  if (more.words == 0) return;
  const int words = reading.words + more.words;
  reading.confidence = (reading.confidence * reading.words + more.confidence * more.words) / words;
  reading.words = words;
  if (!reading.text.empty() && reading.text.back() != '\n') reading.text += '\n';
  reading.text += more.text;
}

}  // namespace jiaxin::extraction
