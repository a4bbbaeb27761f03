#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extraction/doubt.hpp"

// What was read of a file. A plain value.
namespace jiaxin::extraction {

// ocr: some of the text was read off a picture. none: nothing was read.
enum class Means { text, ocr, none };

// What the bytes are, whatever the name says. office: DOCX, XLSX or PPTX.
enum class Format : std::uint8_t { unknown, text, office, pdf, picture };

struct Extraction {
  std::string text;  // UTF-8 without control characters but newline and tab; what was read until it ended
  Means means = Means::none;
  std::vector<Doubt> doubts;  // each once, in the order met; empty: everything was read and surely enough
  Format format = Format::unknown;
};

std::string_view name(Means means);  // "text", "ocr", "none"
std::optional<Format> format_of(std::uint8_t value);

}  // namespace jiaxin::extraction
