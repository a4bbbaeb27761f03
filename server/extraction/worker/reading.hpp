#pragma once

#include <string>

#include "worker/ink.hpp"

namespace jiaxin::extraction {

// How the engine was shown a picture: made smaller, turned by quarters, then by an angle.
struct View {
  float scale = 1;
  int quarter_turns = 0;
  float angle = 0;  // radians, clockwise
};

struct OcrReading {
  std::string text;     // UTF-8
  int words = 0;        // characters of writing, without marks and spaces
  int confidence = 0;   // 0 to 100, the mean over them
  double unread = 0;    // 0 to 1: of the ink that could be writing, what lies outside the words read surely
  int unread_rows = 0;  // rows like writing, however pale, outside them
  bool in_time = true;
  ReadPlaces places;  // of the words read surely, as the engine saw them
  View view;
};

// From the measurements in the part's README: fewer words or less confidence is no reading to rely on.
constexpr int few_words = 4;
constexpr int sure_confidence = 78;

inline bool is_sure(const OcrReading& reading) {
  return reading.words >= few_words && reading.confidence >= sure_confidence;
}

// What was read elsewhere on the same picture.
void append(OcrReading& reading, const OcrReading& more);

}  // namespace jiaxin::extraction
