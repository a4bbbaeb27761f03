// The data directory belongs to one process at a time: a file lock that the kernel gives back when the process ends,
// however it ends.
#pragma once

#include <filesystem>
#include <optional>
#include <utility>

namespace jiaxin::storage {

class DirectoryLock {
 public:
  // nullopt: somebody else holds it. Throws std::system_error where the lock file cannot be made.
  static std::optional<DirectoryLock> take(const std::filesystem::path& directory);
  ~DirectoryLock();
  DirectoryLock(DirectoryLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  DirectoryLock& operator=(DirectoryLock&&) = delete;

 private:
  explicit DirectoryLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace jiaxin::storage
