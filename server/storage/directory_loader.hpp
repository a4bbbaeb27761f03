// Builds a school's directory from its tables: those who are at the school now, in order of id.
#pragma once

#include <memory>

#include "domain/directory.hpp"
#include "storage/sqlite.hpp"

namespace jiaxin::storage {

using DirectoryPointer = std::shared_ptr<const domain::SchoolDirectory>;

// Throws where there is no such school.
DirectoryPointer load_directory(Connection& db, domain::SchoolId school);

std::vector<DirectoryPointer> load_all_directories(Connection& db);

}  // namespace jiaxin::storage
