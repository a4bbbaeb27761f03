// A disk that fails at a call of the test's choosing: SQLite's own file layer, with its writes and syncs counted.
#pragma once

#include <sqlite3.h>

#include <atomic>

namespace jiaxin::storage {

// While it lives, every database that is opened stands on it. One at a time.
class FaultyDisk {
 public:
  FaultyDisk();
  ~FaultyDisk();
  FaultyDisk(const FaultyDisk&) = delete;
  FaultyDisk& operator=(const FaultyDisk&) = delete;

  enum class Call { write, sync };
  // The nth call from now fails with this code; with `forever`, all after it do too.
  void fail(Call call, int nth, int code, bool forever = false);
  void mend();
  bool has_failed() const;
};

}  // namespace jiaxin::storage
