#include "worker/input.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace jiaxin::extraction {
namespace {

constexpr std::size_t step_bytes = 65536;

}  // namespace

std::optional<std::string> whole_file(int descriptor) {
  struct stat about;
  if (::fstat(descriptor, &about) != 0 || !S_ISREG(about.st_mode)) return std::nullopt;
  // One byte above the limit shows that there is more. Some file systems report no size: the end is where reading ends.
  const auto told = static_cast<std::size_t>(std::max<off_t>(about.st_size, 0));
  std::string bytes;
  std::size_t at = 0;
  while (at < max_file_bytes + 1) {
    if (at == bytes.size()) bytes.resize(std::min(std::max(told, at) + step_bytes, max_file_bytes + 1));
    const ssize_t got = ::pread(descriptor, bytes.data() + at, bytes.size() - at, static_cast<off_t>(at));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return std::nullopt;
    if (got == 0) break;
    at += static_cast<std::size_t>(got);
  }
  bytes.resize(at);
  return bytes;
}

}  // namespace jiaxin::extraction
