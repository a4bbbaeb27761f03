// Why a data directory could not be opened, for the person who started the server or wants to read beside it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "storage/sqlite.hpp"
#include "storage/sqlite_store.hpp"

namespace jiaxin::storage {

OpenFailure locked_directory(const std::filesystem::path& directory);
OpenFailure missing_database(const std::filesystem::path& directory);
OpenFailure nothing_to_read(const std::filesystem::path& directory);
OpenFailure newer_database(std::int64_t found, std::int64_t known);
OpenFailure older_database(std::int64_t found, std::int64_t known);
OpenFailure foreign_database(const std::filesystem::path& directory);
OpenFailure damaged_database(const std::string& what);
OpenFailure unusable_database(const std::string& what);
OpenFailure failure_of(const SqlError& error);  // damaged or unusable
OpenFailure opened_meanwhile(const std::filesystem::path& directory);

}  // namespace jiaxin::storage
