#pragma once

#include "handlers/caller.hpp"

namespace jiaxin::handlers {

// Who may answer for a child, and who has: for the sender, and for those of the child's guardians who were written to
// or may sign. Only the sender and the signer himself see a comment and a device. Replies with AnswerStatus.
void get_answer_status(const Services& services, const Caller& caller, const v1::GetAnswerStatus& request, Reply reply);

}  // namespace jiaxin::handlers
