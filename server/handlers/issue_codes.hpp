#pragma once

#include "handlers/caller.hpp"

namespace jiaxin::handlers {

// For the administrator. Replies with Codes, once they are stored.
void issue_codes(const Services& services, const Caller& caller, const v1::IssueCodes& request, Reply reply);

}  // namespace jiaxin::handlers
