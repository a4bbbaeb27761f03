// Moves what was committed from the write-ahead log into the database file, on the writer's thread: quietly when there
// is nothing else to do, and with force when the log has grown too long. A checkpoint that fails for want of space is
// tried again later, since the log still holds everything; any other failure is thrown.
#pragma once

#include <cstdint>

#include "storage/sqlite.hpp"

namespace jiaxin::storage {

class Checkpoints {
 public:
  explicit Checkpoints(Connection& db);

  bool pending() const { return pages_ > copied_pages_; }
  void when_quiet();  // nothing came for a while
  void after_commit(bool more_is_waiting);
  void finish();  // before closing

 private:
  bool copy(int mode);  // whether all was copied

  static constexpr int patience_ms = 250;
  static constexpr int worth_copying_pages = 8192;  // 32 MiB: letters to many change the same pages again
  static constexpr int too_long_pages = 16384;      // 64 MiB
  static constexpr int patience_pages = 4096;       // 16 MiB more before force is tried again

  Connection& db_;
  int pages_ = 0;  // in the log, as of the last commit
  int copied_pages_ = 0;
  int force_at_ = too_long_pages;
};

}  // namespace jiaxin::storage
