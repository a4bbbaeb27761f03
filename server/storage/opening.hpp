// Opens the database in a data directory, or says in both languages why not. A database that is newer, foreign or
// broken is left as it is.
#pragma once

#include <filesystem>
#include <memory>
#include <variant>

#include "storage/directory_lock.hpp"
#include "storage/sqlite.hpp"
#include "storage/sqlite_store.hpp"

namespace jiaxin::storage {

struct OpenDatabase {
  DirectoryLock lock;
  std::unique_ptr<Connection> writer;
};

std::filesystem::path database_file(const std::filesystem::path& directory);

std::variant<OpenDatabase, OpenFailure> open_database(const StoreOptions& options);

// Throws SqlError.
std::unique_ptr<Connection> open_for_reading(const std::filesystem::path& file,
                                             Connection::Mode mode = Connection::Mode::read_only);

// The mark of a running server. Where it is found at the start, the last stop was no clean one.
void mark_clean_stop(const std::filesystem::path& directory);

}  // namespace jiaxin::storage
