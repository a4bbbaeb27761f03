// A review as the schema has it.
#pragma once

#include "handlers/caller.hpp"
#include "ports/review_store.hpp"

namespace jiaxin::handlers {

v1::ReviewEntry to_wire(const ports::ReviewRecord& record);

// For `viewer`, who may see it.
v1::Review review_view(const Services& services, const Actor& viewer, const ports::ReviewFile& file);

}  // namespace jiaxin::handlers
