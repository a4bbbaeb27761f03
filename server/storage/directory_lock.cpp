#include "storage/directory_lock.hpp"

#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "storage/private_files.hpp"

namespace jiaxin::storage {

std::optional<DirectoryLock> DirectoryLock::take(const std::filesystem::path& directory) {
  DirectoryLock lock(open_private_file(directory / "lock"));
  if (::flock(lock.descriptor_, LOCK_EX | LOCK_NB) == 0) return lock;
  if (errno == EWOULDBLOCK) return std::nullopt;
  throw std::system_error(errno, std::generic_category(), "flock");
}

DirectoryLock::~DirectoryLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace jiaxin::storage
