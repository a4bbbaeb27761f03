#include "storage/sqlite.hpp"

namespace jiaxin::storage {
namespace {

std::string uri_at_rest(const std::filesystem::path& file) {
  std::string uri = "file:";
  for (const char byte : std::filesystem::absolute(file).string()) {
    if (byte == '%') uri += "%25";
    else if (byte == '?') uri += "%3f";
    else if (byte == '#') uri += "%23";
    else uri += byte;
  }
  return uri + "?immutable=1";
}

// SQLite counts the bytes it holds, under a lock that every thread takes at each allocation. Nobody asks for that number.
// Where SQLite was used before, it goes on counting, which costs a little and harms nothing.
void leave_memory_uncounted() { [[maybe_unused]] static const int once = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

}  // namespace

Trouble trouble_of(int sqlite_code) {
  switch (sqlite_code & 0xff) {
    case SQLITE_FULL:
    case SQLITE_NOMEM:
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_INTERRUPT: return Trouble::batch;
    case SQLITE_IOERR:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PROTOCOL: return Trouble::fatal;
    default: return Trouble::command;
  }
}

Rows::~Rows() {
  if (!statement_) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

bool Rows::next() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  sqlite3* const db = sqlite3_db_handle(statement_);
  throw SqlError(sqlite3_extended_errcode(db), sqlite3_errmsg(db));
}

Connection::Connection(const std::filesystem::path& file, Mode mode) {
  leave_memory_uncounted();
  const int access = mode == Mode::read_write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
  const int how = access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  const int code = mode == Mode::at_rest
                       ? sqlite3_open_v2(uri_at_rest(file).c_str(), &db_, how | SQLITE_OPEN_URI, nullptr)
                       : sqlite3_open_v2(file.c_str(), &db_, how, nullptr);
  if (code == SQLITE_OK) return;
  const std::string what = db_ ? sqlite3_errmsg(db_) : "out of memory";
  sqlite3_close(db_);
  throw SqlError(code, what);
}

Connection::~Connection() {
  for (const auto& [text, statement] : statements_) sqlite3_finalize(statement);
  sqlite3_close(db_);
}

sqlite3_stmt* Connection::prepared(Sql sql) {
  sqlite3_stmt*& statement = statements_[sql.text()];
  if (!statement) {
    const int size = static_cast<int>(sql.size() + 1);
    check(sqlite3_prepare_v3(db_, sql.text(), size, SQLITE_PREPARE_PERSISTENT, &statement, nullptr));
  }
  if (sqlite3_stmt_busy(statement)) throw std::logic_error("a statement was started twice");
  return statement;
}

void Connection::set_pragma(Sql name, std::int64_t value) {
  execute(("PRAGMA " + std::string(name.text()) + "=" + std::to_string(value)).c_str());
}

void Connection::script(Sql sql) { execute(sql.text()); }

void Connection::execute(const char* text) { check(sqlite3_exec(db_, text, nullptr, nullptr, nullptr)); }

void Connection::check(int code) const {
  if (code != SQLITE_OK) throw SqlError(code, sqlite3_errmsg(db_));
}

Savepoint::Savepoint(Connection& db) : db_(db) { db_.run("SAVEPOINT step"); }

void Savepoint::keep() {
  db_.run("RELEASE step");
  open_ = false;
}

Savepoint::~Savepoint() {
  if (!open_ || !db_.in_transaction()) return;  // a grave error has undone everything already
  try {
    db_.run("ROLLBACK TO step");
    db_.run("RELEASE step");
  } catch (const std::exception&) {
    // Half a command must never be committed: without a transaction the writer gives the whole group up.
    sqlite3_exec(db_.raw(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
}

}  // namespace jiaxin::storage
