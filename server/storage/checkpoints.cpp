#include "storage/checkpoints.hpp"

#include <chrono>

namespace jiaxin::storage {

Checkpoints::Checkpoints(Connection& db) : db_(db) {
  const auto count = [](void* self, sqlite3*, const char*, int pages) {
    auto& me = *static_cast<Checkpoints*>(self);
    if (pages < me.pages_) me.copied_pages_ = 0;  // the log began anew
    me.pages_ = pages;
    return SQLITE_OK;
  };
  sqlite3_wal_hook(db_.raw(), count, this);
}

void Checkpoints::when_quiet() { copy(SQLITE_CHECKPOINT_PASSIVE); }

void Checkpoints::after_commit(bool more_is_waiting) {
  if (pages_ >= force_at_) {
    const bool done = copy(SQLITE_CHECKPOINT_TRUNCATE);
    force_at_ = done ? too_long_pages : pages_ + patience_pages;
  } else if (!more_is_waiting && pages_ - copied_pages_ >= worth_copying_pages) {
    copy(SQLITE_CHECKPOINT_PASSIVE);
  }
}

void Checkpoints::finish() { copy(SQLITE_CHECKPOINT_TRUNCATE); }

bool Checkpoints::copy(int mode) {
  int in_log = 0, copied = 0;
  sqlite3_busy_timeout(db_.raw(), patience_ms);  // for readers, whom only force waits for
  const int code = sqlite3_wal_checkpoint_v2(db_.raw(), nullptr, mode, &in_log, &copied);
  sqlite3_busy_timeout(db_.raw(), busy_timeout_ms);
  if (code != SQLITE_OK) {
    if (trouble_of(code) == Trouble::fatal)
      throw SqlError(code, "checkpoint: " + std::string(sqlite3_errmsg(db_.raw())));
    return false;
  }
  pages_ = in_log;
  copied_pages_ = copied;
  return in_log == copied;
}

}  // namespace jiaxin::storage
