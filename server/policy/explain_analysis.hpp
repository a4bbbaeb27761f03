#pragma once

#include "policy/analysis.hpp"
#include "policy/explanation.hpp"

namespace jiaxin::policy {

// The stages before the model: sentences, words, and what the rules said.
Explanation explain_analysis(const Analysis& found);

}  // namespace jiaxin::policy
