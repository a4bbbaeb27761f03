#pragma once

#include "handlers/caller.hpp"

namespace jiaxin::handlers {

// 知情同意书. Replies with SendResult.
void send_form(const Services& services, const Caller& caller, const v1::SendForm& request, Reply reply);

}  // namespace jiaxin::handlers
