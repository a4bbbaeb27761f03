#pragma once

#include "handlers/caller.hpp"

namespace jiaxin::handlers {

// Replies with ReadMarked.
void mark_read(const Services& services, const Caller& caller, const v1::MarkRead& request, Reply reply);

}  // namespace jiaxin::handlers
