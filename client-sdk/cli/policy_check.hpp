#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace jiaxin::cli {

// `jiaxin policy check PACK...`: says what each pack adds to those above it and which version is in force then, or on
// `err` what is wrong, FILE:LINE:COLUMN: in Chinese / in English. Returns whether nothing is.
bool run_policy_check(const std::vector<std::string>& files, std::ostream& out, std::ostream& err);

}  // namespace jiaxin::cli
