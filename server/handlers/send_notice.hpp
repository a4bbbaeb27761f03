#pragma once

#include "handlers/caller.hpp"

namespace jiaxin::handlers {

// 通知. Replies with SendResult.
void send_notice(const Services& services, const Caller& caller, const v1::SendNotice& request, Reply reply);

}  // namespace jiaxin::handlers
