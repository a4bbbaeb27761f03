#pragma once

#include <leptonica/allheaders.h>

#include <memory>

namespace jiaxin::extraction {

struct PixFreer {
  void operator()(Pix* pix) const { pixDestroy(&pix); }
};
using PixPtr = std::unique_ptr<Pix, PixFreer>;

struct BoxaFreer {
  void operator()(Boxa* boxes) const { boxaDestroy(&boxes); }
};
using BoxaPtr = std::unique_ptr<Boxa, BoxaFreer>;

}  // namespace jiaxin::extraction
