#include "sqlite.hpp"

namespace jiaxin::client {

Database::Database(const std::string& path) {
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  if (sqlite3_open_v2(path.c_str(), &db_, flags, nullptr) == SQLITE_OK) return;
  const std::string why = db_ ? sqlite3_errmsg(db_) : "out of memory";
  sqlite3_close(db_);
  throw StoreError(path + ": " + why);
}

Database::~Database() {
  for (auto& [literal, statement] : statements_) sqlite3_finalize(statement);
  sqlite3_close(db_);
}

void Database::fail() const { throw StoreError(sqlite3_errmsg(db_)); }

void Database::exec(const char* sql) {
  if (sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail();
}

sqlite3_stmt* Database::prepared(const char* literal) {
  if (const auto found = statements_.find(literal); found != statements_.end()) return found->second;
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v3(db_, literal, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK) fail();
  statements_.emplace(literal, statement);
  return statement;
}

bool Query::next() {
  const int result = sqlite3_step(statement_);
  if (result == SQLITE_ROW) return true;
  if (result != SQLITE_DONE) db_.fail();
  return false;
}

std::string_view Query::bytes(int column) const {
  const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
  return data ? std::string_view(data, size) : std::string_view();
}

void Query::bind(int index, std::int64_t value) {
  if (sqlite3_bind_int64(statement_, index, value) != SQLITE_OK) db_.fail();
}

// A null pointer would bind NULL instead of an empty blob.
void Query::bind(int index, std::string_view value) {
  const char* data = value.data() ? value.data() : "";
  if (sqlite3_bind_blob64(statement_, index, data, value.size(), SQLITE_TRANSIENT) != SQLITE_OK) db_.fail();
}

Transaction::~Transaction() {
  if (!open_) return;
  try {
    db_.exec("ROLLBACK");
  } catch (const StoreError&) {  // SQLite has rolled back by itself
  }
}

void Transaction::commit() {
  db_.exec("COMMIT");
  open_ = false;
}

}  // namespace jiaxin::client
