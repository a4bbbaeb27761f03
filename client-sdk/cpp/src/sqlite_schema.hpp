#pragma once

#include "sqlite.hpp"

namespace jiaxin::client {

// Sets the pragmas, and creates the tables in an empty file or takes those of an older one a step on. Throws StoreError
// for a file that is not ours or of a newer version.
void prepare_schema(Database& db, bool in_memory);

}  // namespace jiaxin::client
