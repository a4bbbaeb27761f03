#pragma once

#include <functional>
#include <string_view>

#include "worker/ink.hpp"
#include "worker/sink.hpp"
#include "worker/time_budget.hpp"

namespace jiaxin::extraction {

// What reads rendered pages.
struct PageReader {
  std::function<void(const Pix& page)> all;
  // Only what looks like writing where the page has no text.
  std::function<void(const Pix& page, const ReadPlaces& text)> beside;
};

// Loads what Poppler would open later: character maps of Chinese fonts. Afterwards it opens no file any more.
void prepare_pdf();

// The text of each page; one that shows more than its text is rendered and read off its picture, too.
void read_pdf(std::string_view bytes, const TimeBudget& time, Sink& sink, const PageReader& page);

}  // namespace jiaxin::extraction
