// SQLite for C++: a connection with its prepared statements, and rows that are reset when they go.
// A connection belongs to one thread at a time. Failures are SqlError: the writer and the readers catch them.
#pragma once

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>

#include "storage/sql_values.hpp"

namespace jiaxin::storage {

inline constexpr int busy_timeout_ms = 5000;

class SqlError : public std::runtime_error {
 public:
  SqlError(int code, const std::string& what) : std::runtime_error(what), code_(code) {}
  int code() const { return code_; }  // extended

 private:
  int code_;
};

// What an error means for the transaction it happened in.
enum class Trouble {
  command,  // this statement only
  batch,    // the transaction is lost, a later one may succeed: disk full, out of memory, busy
  fatal,    // the file or the disk can not be trusted any more
};
Trouble trouble_of(int sqlite_code);

// Text of a statement. Only a literal of the program can become one, so no value ever becomes a part of it.
class Sql {
 public:
  template <std::size_t N>
  consteval Sql(const char (&text)[N]) : text_(text), size_(N - 1) {}
  const char* text() const { return text_; }
  std::size_t size() const { return size_; }

 private:
  const char* text_;
  std::size_t size_;
};

// The rows of a running query. Must not outlive its connection.
class Rows {
 public:
  explicit Rows(sqlite3_stmt* statement) : statement_(statement) {}
  ~Rows();
  Rows(Rows&& other) noexcept : statement_(other.statement_) { other.statement_ = nullptr; }
  Rows& operator=(Rows&&) = delete;

  bool next();
  template <class T>
  T get(int column) const {
    return column_value<T>(statement_, column);
  }

 private:
  sqlite3_stmt* statement_;
};

class Connection {
 public:
  // at_rest: read only, and nobody writes meanwhile, so that no file appears beside it.
  enum class Mode { read_write, read_only, at_rest };

  Connection(const std::filesystem::path& file, Mode mode);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Runs a statement to its end.
  template <class... Values>
  void run(Sql sql, const Values&... values) {
    Rows rows(prepared(sql));
    bind_all(sql, SQLITE_STATIC, values...);
    while (rows.next()) {
    }
  }

  // Starts a query; the same text must not be started again before its rows are gone.
  template <class... Values>
  Rows query(Sql sql, const Values&... values) {
    Rows rows(prepared(sql));
    bind_all(sql, SQLITE_TRANSIENT, values...);
    return rows;
  }

  // The first column of the only row.
  template <class T, class... Values>
  T value(Sql sql, const Values&... values) {
    auto rows = query(sql, values...);
    if (!rows.next()) throw SqlError(SQLITE_ERROR, "a row is missing");
    return rows.template get<T>(0);
  }

  void set_pragma(Sql name, std::int64_t value);
  void script(Sql sql);  // several statements, without values
  std::int64_t changes() const { return sqlite3_changes64(db_); }
  bool in_transaction() const { return sqlite3_get_autocommit(db_) == 0; }
  sqlite3* raw() { return db_; }

 private:
  sqlite3_stmt* prepared(Sql sql);
  void execute(const char* text);

  template <class... Values>
  void bind_all(Sql sql, [[maybe_unused]] sqlite3_destructor_type keep, const Values&... values) {
    [[maybe_unused]] sqlite3_stmt* const statement = statements_.at(sql.text());
    [[maybe_unused]] int position = 0;
    (check(bind_value(statement, ++position, values, keep)), ...);
  }
  void check(int code) const;

  sqlite3* db_ = nullptr;
  std::unordered_map<const char*, sqlite3_stmt*> statements_;
};

// A nested transaction that is undone unless it is kept.
class Savepoint {
 public:
  explicit Savepoint(Connection& db);
  ~Savepoint();
  Savepoint(const Savepoint&) = delete;
  Savepoint& operator=(const Savepoint&) = delete;
  void keep();

 private:
  Connection& db_;
  bool open_ = true;
};

}  // namespace jiaxin::storage
