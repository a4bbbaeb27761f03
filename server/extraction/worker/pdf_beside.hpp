#pragma once

#include <string>
#include <string_view>

#include "worker/sink.hpp"
#include "worker/time_budget.hpp"

namespace jiaxin::extraction {

// What a PDF file shows beside its pages, or has its pages show later.
struct PdfBeside {
  std::string text;              // of notes, forms and buttons
  bool whole = true;             // false: some objects could not be looked at
  bool holds_others = false;     // files, sound, films, strokes of a pen
  bool moves = false;            // scripts, a dynamic form, layers that are off
  bool letters_unknown = false;  // a font without a table that says which letters its shapes are
  bool hidden_text = false;      // letters that are written without being drawn
};

PdfBeside beside_pages(std::string_view bytes, const TimeBudget& time);

// Tells the sink of it. `is_encrypted`: its texts are secret writing, which is not undone here.
void tell(const PdfBeside& beside, bool is_encrypted, Sink& sink);

}  // namespace jiaxin::extraction
