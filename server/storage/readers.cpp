#include "storage/readers.hpp"

#include <algorithm>

#include "observe/log.hpp"
#include "observe/thread_name.hpp"
#include "storage/opening.hpp"

namespace jiaxin::storage {

Readers::Readers(const std::filesystem::path& file, std::size_t threads, std::size_t max_queued, Health& health)
    : health_(health), queue_(max_queued) {
  for (std::size_t i = 0; i < std::max<std::size_t>(threads, 1); ++i) connections_.push_back(open_for_reading(file));
  for (const auto& db : connections_) threads_.emplace_back([this, &db = *db] { run(db); });
}

Readers::~Readers() { stop(); }

void Readers::stop() {
  queue_.close();
  for (auto& thread : threads_) thread.join();
  threads_.clear();
  connections_.clear();
}

void Readers::run(Connection& db) {
  observe::name_thread("jiaxin-reader");
  while (true) {
    auto batch = queue_.take({.commands = 1, .rows = 1}, std::nullopt);
    if (batch.empty()) return;
    run_job(db, *batch.front());
  }
}

void Readers::run_job(Connection& db, Command& job) {
  const bool good = read(db, job);
  try {
    job.answer(good);
  } catch (const std::exception& error) {
    health_.fail(std::string("a callback threw: ") + error.what());
  }
}

bool Readers::read(Connection& db, Command& job) {
  bool good = false;
  try {
    db.run("BEGIN");
    job.apply(db);
    good = true;
  } catch (const SqlError& error) {
    observe::log_error("storage_read_failed", {{"sqlite", error.code()}});
    if (trouble_of(error.code()) == Trouble::fatal) health_.fail(error.what());
  } catch (const std::exception&) {
    observe::log_error("storage_read_failed");
  }
  sqlite3_exec(db.raw(), "ROLLBACK", nullptr, nullptr, nullptr);  // nothing was written; there may be no transaction
  return good;
}

}  // namespace jiaxin::storage
