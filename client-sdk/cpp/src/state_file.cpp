#include "state_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "store.hpp"

namespace jiaxin::client {
namespace {

[[noreturn]] void fail(const std::filesystem::path& path, const char* why) {
  throw StoreError(path.string() + ": " + why);
}

void make_folders(const std::filesystem::path& folder) {
  if (folder.empty() || ::access(folder.c_str(), F_OK) == 0) return;
  make_folders(folder.parent_path());
  if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) fail(folder, std::strerror(errno));
}

int open_private(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) fail(path, std::strerror(errno));
  ::fchmod(descriptor, 0600);  // an older file may be open to others; the token is in it
  return descriptor;
}

}  // namespace

StateFileLock::StateFileLock(const std::filesystem::path& file) {
  make_folders(file.parent_path());
  auto lock = file;
  lock += ".lock";
  descriptor_ = open_private(lock);
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    ::close(descriptor_);
    fail(file, "in use by another client");
  }
  ::close(open_private(file));
}

StateFileLock::~StateFileLock() { ::close(descriptor_); }

}  // namespace jiaxin::client
