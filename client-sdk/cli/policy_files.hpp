#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "policy/terms/item.hpp"

namespace jiaxin::extraction {
class Extractor;
}
namespace jiaxin::policy {
class Filter;
}

namespace jiaxin::cli {

// `jiaxin policy judge-file`: one line for each file, in order:
// {"file","verdict","findings","text","extraction":"text|ocr|none"}, or {"file","error"} where it cannot be opened or has a
// name that is not text.
// Positions of findings are in the text; those in the file's name lie after it, as if it stood on a line of its own.
// False if a file could not be opened.
bool judge_files(const policy::Filter& filter, const extraction::Extractor& extractor,
                 const std::vector<std::string>& files, const policy::Context& context, std::ostream& out);

}  // namespace jiaxin::cli
