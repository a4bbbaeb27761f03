#pragma once

#include <unicode/unistr.h>

namespace jiaxin::extraction {

// Whether other programs show this text as something else than its letters: HTML, SVG and other XML, RTF, PostScript,
// mail, cards, calendars, links, JSON.
bool is_markup(const icu::UnicodeString& text);

}  // namespace jiaxin::extraction
