#pragma once

#include "handlers/caller.hpp"

namespace jiaxin::handlers {

// For the sender of the message only. Replies with Receipts, one page.
void get_receipts(const Services& services, const Caller& caller, const v1::GetReceipts& request, Reply reply);

}  // namespace jiaxin::handlers
