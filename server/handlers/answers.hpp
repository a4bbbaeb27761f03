// Reply slips and decisions on consent forms.
#pragma once

#include "handlers/caller.hpp"

namespace jiaxin::handlers {

// Reply with Answered.
void answer_slip(const Services& services, const Caller& caller, const v1::AnswerSlip& request, Reply reply);
void decide(const Services& services, const Caller& caller, const v1::Decide& request, Reply reply);

}  // namespace jiaxin::handlers
