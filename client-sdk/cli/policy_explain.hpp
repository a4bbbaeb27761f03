// `jiaxin policy explain`: what each stage of the filter made of a text.
#pragma once

#include <iosfwd>

#include "policy/explanation.hpp"

namespace jiaxin::cli {

void print_explanation(std::ostream& out, const policy::Explanation& explanation);

}  // namespace jiaxin::cli
