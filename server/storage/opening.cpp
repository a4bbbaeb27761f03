#include "storage/opening.hpp"

#include <system_error>

#include "storage/migrations.hpp"
#include "storage/open_failures.hpp"
#include "storage/private_files.hpp"

namespace jiaxin::storage {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t small_file_bytes = 64u << 20;  // checked at every start: well under a second

fs::path running_mark(const fs::path& directory) { return directory / "running"; }

struct Label {
  std::int64_t application = 0, version = 0, tables = 0;
  bool empty() const { return application == 0 && version == 0 && tables == 0; }
};

// By a connection that cannot change the file.
Label read_label(const fs::path& file) {
  Connection db(file, Connection::Mode::read_only);
  sqlite3_busy_timeout(db.raw(), busy_timeout_ms);
  return {.application = db.value<std::int64_t>("PRAGMA application_id"),
          .version = db.value<std::int64_t>("PRAGMA user_version"),
          .tables = db.value<std::int64_t>("SELECT count(*) FROM sqlite_schema")};
}

std::optional<OpenFailure> refusal(const Label& label, const StoreOptions& options) {
  if (label.empty())
    return options.create_if_missing ? std::nullopt : std::optional(missing_database(options.directory));
  if (label.application != application_id) return foreign_database(options.directory);
  if (label.version > schema_version) return newer_database(label.version, schema_version);
  return std::nullopt;
}

bool file_is_whole(Connection& db) { return db.value<std::string>("PRAGMA quick_check(1)") == "ok"; }

void set_up_writer(Connection& db, const Label& label, bool fsync) {
  sqlite3_busy_timeout(db.raw(), busy_timeout_ms);
  if (label.empty()) db.script("PRAGMA page_size=4096; PRAGMA auto_vacuum=INCREMENTAL;");
  db.script(
      "PRAGMA mmap_size=0; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA foreign_keys=ON;"
      "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-98304; PRAGMA journal_size_limit=67108864;"
      "PRAGMA wal_autocheckpoint=0;");
  if (db.value<std::string>("PRAGMA journal_mode=WAL") != "wal") throw SqlError(SQLITE_IOERR, "no WAL on this disk");
  db.set_pragma("synchronous", fsync ? 2 : 0);  // FULL
}

std::unique_ptr<Connection> open_writer(const fs::path& file, const Label& label, bool fsync) {
  auto db = std::make_unique<Connection>(file, Connection::Mode::read_write);
  set_up_writer(*db, label, fsync);
  return db;
}

bool needs_check(const fs::path& directory) {
  return fs::exists(running_mark(directory)) || fs::file_size(database_file(directory)) < small_file_bytes;
}

std::variant<OpenDatabase, OpenFailure> open_locked(const StoreOptions& options, DirectoryLock lock) {
  const auto file = database_file(options.directory);
  if (!fs::exists(file) && !options.create_if_missing) return missing_database(options.directory);
  make_private_file(file);
  const auto label = read_label(file);
  if (auto refused = refusal(label, options)) return *refused;
  auto db = open_writer(file, label, options.fsync);
  if (needs_check(options.directory) && !file_is_whole(*db)) return damaged_database("quick_check");
  migrate(*db);
  make_private_file(running_mark(options.directory));
  return OpenDatabase{std::move(lock), std::move(db)};
}

}  // namespace

fs::path database_file(const fs::path& directory) { return directory / "jiaxin.db"; }

std::variant<OpenDatabase, OpenFailure> open_database(const StoreOptions& options) try {
  if (options.create_if_missing) make_private_directory(options.directory);
  if (!fs::is_directory(options.directory)) return missing_database(options.directory);
  auto lock = DirectoryLock::take(options.directory);
  if (!lock) return locked_directory(options.directory);
  return open_locked(options, std::move(*lock));
} catch (const SqlError& error) {
  return failure_of(error);
} catch (const std::exception& error) {
  return unusable_database(error.what());
}

std::unique_ptr<Connection> open_for_reading(const fs::path& file, Connection::Mode mode) {
  auto db = std::make_unique<Connection>(file, mode);
  sqlite3_busy_timeout(db->raw(), busy_timeout_ms);
  db->script(
      "PRAGMA mmap_size=0; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA query_only=ON;"
      "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16384;");
  return db;
}

void mark_clean_stop(const fs::path& directory) {
  std::error_code ignored;  // it only means one check more at the next start
  fs::remove(running_mark(directory), ignored);
}

}  // namespace jiaxin::storage
