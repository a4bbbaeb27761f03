// What a person sees of a text. Pure functions of well-formed UTF-8, any thread.
#pragma once

#include <string>
#include <string_view>

namespace jiaxin::codec {

// Nothing but spaces, line breaks and characters without a glyph.
bool is_blank(std::string_view text);

// Line breaks, control characters (C0, C1) and the marks that turn the direction of what follows (Unicode annex 9), which
// make a line look like another one.
bool breaks_a_line(std::string_view text);

// Two texts that differ only in spaces and in characters without a glyph look the same, and are the same here.
std::string as_seen(std::string_view text);

}  // namespace jiaxin::codec
