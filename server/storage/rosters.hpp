// A new roster for a school. Ids are kept by sourced id; who is missing leaves but keeps his records.
#pragma once

#include "ports/school_store.hpp"
#include "storage/sqlite.hpp"

namespace jiaxin::storage {

// In the writer's transaction. Throws where the roster is not whole or holds the built-in administrator's sourced id.
// The school's own name stays as it was made by create_school.
ports::RosterCounts apply_roster(Connection& db, domain::SchoolId school, const domain::Roster& roster);

}  // namespace jiaxin::storage
