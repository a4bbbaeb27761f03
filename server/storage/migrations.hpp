// The schema, as an ordered list of steps. A step that has been released is never changed; a change is a new step.
#pragma once

#include "storage/sqlite.hpp"

namespace jiaxin::storage {

inline constexpr std::int64_t application_id = 0x4a585331;  // "JXS1"
inline constexpr std::int64_t schema_version = 3;

// Brings an empty or older database to schema_version, each step in a transaction of its own.
void migrate(Connection& db);

}  // namespace jiaxin::storage
