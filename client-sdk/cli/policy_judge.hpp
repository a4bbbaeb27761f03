#pragma once

#include <iosfwd>

namespace jiaxin::policy {
class Filter;
}

namespace jiaxin::cli {

// `jiaxin policy judge`: reads one JSON object per line, {"id","kind","sender","grade","text"}, and writes one
// line each in order: the verdict, or {"line":n,"error":"..."} for a bad line (a blank line is one).
// Needs no server and no configuration. Returns the exit code: 1 if any line was bad, otherwise 0.
int judge_lines(const policy::Filter& filter, std::istream& in, std::ostream& out);

}  // namespace jiaxin::cli
