// A thin wrapper of one SQLite connection. Not thread-safe; failures are StoreError.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "store.hpp"

namespace jiaxin::client {

class Database {
 public:
  explicit Database(const std::string& path);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void exec(const char* sql);
  sqlite3_stmt* prepared(const char* literal);  // kept for reuse, by the literal's address
  [[noreturn]] void fail() const;

 private:
  sqlite3* db_ = nullptr;
  std::unordered_map<const char*, sqlite3_stmt*> statements_;
};

// One run of a prepared statement; strings are bound and read as blobs.
class Query {
 public:
  template <class... Values>
  Query(Database& db, const char* literal, const Values&... values) : db_(db), statement_(db.prepared(literal)) {
    int index = 0;
    (bind(++index, values), ...);
  }
  ~Query() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  bool next();
  void run() {
    while (next()) {
    }
  }
  bool null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
  template <class Integer = std::int64_t>
  Integer integer(int column) const {
    return static_cast<Integer>(sqlite3_column_int64(statement_, column));
  }
  std::string_view bytes(int column) const;

 private:
  void bind(int index, std::int64_t value);
  void bind(int index, std::uint64_t value) { bind(index, static_cast<std::int64_t>(value)); }
  void bind(int index, std::uint32_t value) { bind(index, static_cast<std::int64_t>(value)); }
  void bind(int index, int value) { bind(index, static_cast<std::int64_t>(value)); }
  void bind(int index, bool value) { bind(index, static_cast<std::int64_t>(value)); }
  void bind(int index, std::string_view value);
  void bind(int index, const std::string& value) { bind(index, std::string_view(value)); }

  Database& db_;
  sqlite3_stmt* statement_;
};

class Transaction {
 public:
  explicit Transaction(Database& db) : db_(db) { db_.exec("BEGIN IMMEDIATE"); }
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit();

 private:
  Database& db_;
  bool open_ = true;
};

}  // namespace jiaxin::client
