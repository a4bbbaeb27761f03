#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extraction/doubt.hpp"

// What was read of a file. A plain value.
namespace jiaxin::extraction {

// ocr: some of the text was read off a picture. none: nothing was read.
enum class Means { text, ocr, none };

struct Extraction {
  std::string text;  // UTF-8 without control characters but newline and tab; what was read until it ended
  Means means = Means::none;
  std::vector<Doubt> doubts;  // each once, in the order met; empty: everything was read and surely enough
};

std::string_view name(Means means);  // "text", "ocr", "none"

}  // namespace jiaxin::extraction
