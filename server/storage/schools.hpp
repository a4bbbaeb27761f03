// Founding a school: its row, and the administrator who will import its first roster.
#pragma once

#include "storage/sqlite.hpp"
#include "storage/sqlite_store.hpp"

namespace jiaxin::storage {

// In the writer's transaction.
std::variant<SchoolCreated, SchoolNameTaken> create_school(Connection& db, const NewSchool& school);

}  // namespace jiaxin::storage
