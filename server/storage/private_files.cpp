#include "storage/private_files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace jiaxin::storage {
namespace {

[[noreturn]] void fail(const std::filesystem::path& path) {
  throw std::system_error(errno, std::generic_category(), path.string());
}

}  // namespace

void make_private_directory(const std::filesystem::path& directory) {
  if (std::filesystem::is_directory(directory)) return;
  auto absolute = std::filesystem::absolute(directory).lexically_normal();
  if (!absolute.has_filename()) absolute = absolute.parent_path();  // "data/"
  std::filesystem::create_directories(absolute.parent_path());
  if (::mkdir(absolute.c_str(), 0700) != 0) fail(absolute);
  if (::chmod(absolute.c_str(), 0700) != 0) fail(absolute);
  sync_directory(absolute.parent_path());
}

int open_private_file(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor < 0) fail(file);
  if (::fchmod(descriptor, 0600) == 0) return descriptor;
  ::close(descriptor);
  fail(file);
}

void make_private_file(const std::filesystem::path& file) {
  ::close(open_private_file(file));
  sync_directory(file.parent_path());
}

void sync_directory(const std::filesystem::path& directory) {
  const int descriptor = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) fail(directory);
  const int done = ::fsync(descriptor);
  ::close(descriptor);
  if (done != 0) fail(directory);
}

}  // namespace jiaxin::storage
