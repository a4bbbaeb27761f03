#pragma once

#include <string_view>
#include <vector>

#include "policy/analysis.hpp"
#include "policy/terms/item.hpp"
#include "policy/terms/step_budget.hpp"
#include "policy/text/forms.hpp"

namespace jiaxin::policy {

// The forms in which a text is read because of what it answers, or what somebody else has asked just before it: under
// 「作业：」 where homework was asked for, and as one statement with the question. Throws StepsExceeded.
std::vector<Form> answers_in(const Analyst& analyst, std::string_view text, const Context& context, StepBudget& steps);

}  // namespace jiaxin::policy
