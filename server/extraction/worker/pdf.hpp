#pragma once

#include <functional>
#include <string_view>

#include "worker/leptonica.hpp"
#include "worker/sink.hpp"
#include "worker/time_budget.hpp"

namespace jiaxin::extraction {

// Reads a rendered page.
using PageReader = std::function<void(const Pix& grey)>;

// Loads what Poppler would open later: character maps of Chinese fonts. Afterwards it opens no file any more.
void prepare_pdf();

// The text of each page; a page that shows more than its text is rendered and handed to `page`, too.
void read_pdf(std::string_view bytes, const TimeBudget& time, Sink& sink, const PageReader& page);

}  // namespace jiaxin::extraction
