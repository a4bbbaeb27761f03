// The state file on disk: private to its owner, used by one client at a time.
#pragma once

#include <filesystem>

namespace jiaxin::client {

// Creates folder and file if need be, and holds the lock `<file>.lock` for life. Throws StoreError, also when another
// client holds the lock.
class StateFileLock {
 public:
  explicit StateFileLock(const std::filesystem::path& file);
  ~StateFileLock();
  StateFileLock(const StateFileLock&) = delete;
  StateFileLock& operator=(const StateFileLock&) = delete;

 private:
  int descriptor_ = -1;
};

}  // namespace jiaxin::client
