// `jiaxin policy evaluate`: how the filter does on labelled texts.
#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <vector>

namespace jiaxin::policy {
class Filter;
}

namespace jiaxin::cli {

// Files of JSON lines as for `judge`, with "expect" (violation, benign or ambiguous) and "type". Prints a table by type and
// at most so many examples of each mistake. Returns false when a line is bad or a file cannot be read, having said so.
bool evaluate_files(const policy::Filter& filter, const std::vector<std::string>& files, std::size_t examples,
                    std::ostream& out, std::ostream& err);

}  // namespace jiaxin::cli
