#pragma once

#include "handlers/caller.hpp"

namespace jiaxin::handlers {

// Who may answer for a child, and who has: for the child's guardians and the sender. Replies with AnswerStatus.
void get_answer_status(const Services& services, const Caller& caller, const v1::GetAnswerStatus& request, Reply reply);

}  // namespace jiaxin::handlers
