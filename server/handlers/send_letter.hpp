#pragma once

#include "handlers/caller.hpp"

namespace jiaxin::handlers {

// 致家长的一封信, with or without a reply slip 回执. Replies with SendResult.
void send_letter(const Services& services, const Caller& caller, const v1::SendLetter& request, Reply reply);

}  // namespace jiaxin::handlers
