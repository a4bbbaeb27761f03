#pragma once

#include "worker/sink.hpp"

namespace poppler {
class document;
}

namespace jiaxin::extraction {

// The titles of a PDF's bookmarks.
void read_outline(const poppler::document& document, Sink& sink);

}  // namespace jiaxin::extraction
