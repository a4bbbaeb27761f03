#pragma once

#include "handlers/caller.hpp"

namespace jiaxin::handlers {

// For the supervisor: how often blocks were overturned, by month and rule. Counts of what staff did; no texts, no names.
void get_overturned_blocks(const Services& services, const Caller& caller, const v1::GetOverturnedBlocks& request,
                           Reply reply);

}  // namespace jiaxin::handlers
