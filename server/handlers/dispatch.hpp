// The requests of a signed-in connection that need nothing of the connection itself, each to its handler.
#pragma once

#include "handlers/caller.hpp"

namespace jiaxin::handlers {

void dispatch(const Services& services, const Caller& caller, const v1::ClientFrame& frame, Reply reply);

}  // namespace jiaxin::handlers
