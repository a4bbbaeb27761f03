#include "disk_file.hpp"

#define FUSE_USE_VERSION 35
#include <fuse3/fuse.h>
#include <fuse3/fuse_lowlevel.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <thread>

#include "mounts.hpp"

namespace jiaxin::stage {
namespace {

VolatileDisk& disk() { return *static_cast<VolatileDisk*>(fuse_get_context()->private_data); }

int about(const char* path, struct stat* result, fuse_file_info*) {
  *result = {};
  const bool is_folder = std::strcmp(path, "/") == 0;
  if (!is_folder && std::strcmp(path, "/disk") != 0) return -ENOENT;
  result->st_mode = is_folder ? S_IFDIR | 0700 : S_IFREG | 0600;
  result->st_nlink = 1;
  if (!is_folder) result->st_size = static_cast<off_t>(disk().bytes());
  return 0;
}

int read(const char*, char* to, std::size_t count, off_t at, fuse_file_info*) {
  const auto from = static_cast<std::size_t>(at);
  count = std::min(count, disk().bytes() - std::min(disk().bytes(), from));
  disk().read(from, to, count);
  return static_cast<int>(count);
}

int write(const char*, const char* from, std::size_t count, off_t at, fuse_file_info*) {
  const auto to = static_cast<std::size_t>(at);
  if (to + count > disk().bytes()) return -ENOSPC;
  disk().write(to, {from, count});
  return static_cast<int>(count);
}

int fsync(const char*, int, fuse_file_info*) {
  disk().flush();
  return 0;
}

fuse_operations operations() {
  fuse_operations known{};
  known.getattr = about;
  known.read = read;
  known.write = write;
  known.fsync = fsync;
  return known;
}

}  // namespace

struct DiskFile::Served {
  fuse* file_system = nullptr;
  int stop = -1;
  std::thread thread;

  ~Served() {
    if (thread.joinable()) {
      const std::uint64_t one = 1;
      (void)!::write(stop, &one, sizeof one);
      thread.join();
    }
    if (stop >= 0) ::close(stop);
    if (!file_system) return;
    fuse_unmount(file_system);
    fuse_destroy(file_system);
  }

  void run() {
    auto* session = fuse_get_session(file_system);
    std::array<pollfd, 2> polled{{{fuse_session_fd(session), POLLIN, 0}, {stop, POLLIN, 0}}};
    fuse_buf buffer{};
    while (!fuse_session_exited(session)) {
      if (::poll(polled.data(), polled.size(), -1) < 0 && errno != EINTR) break;
      if (polled[1].revents) break;
      const int received = fuse_session_receive_buf(session, &buffer);
      if (received == -EINTR) continue;
      if (received <= 0) break;
      fuse_session_process_buf(session, &buffer);
    }
    std::free(buffer.mem);
  }
};

DiskFile::DiskFile(VolatileDisk& disk, std::filesystem::path folder)
    : folder_(std::move(folder)), served_(std::make_unique<Served>()) {
  std::filesystem::create_directory(folder_);
  const auto known = operations();
  std::array<char*, 1> arguments{const_cast<char*>("disk")};
  fuse_args args = FUSE_ARGS_INIT(1, arguments.data());
  served_->stop = ::eventfd(0, EFD_CLOEXEC);
  served_->file_system = fuse_new(&args, &known, sizeof known, &disk);
  fuse_opt_free_args(&args);
  if (!served_->file_system) throw CannotMount("FUSE does not start");
  if (fuse_mount(served_->file_system, folder_.c_str()) != 0) throw CannotMount("no FUSE file system can be mounted");
  served_->thread = std::thread([served = served_.get()] { served->run(); });
}

DiskFile::~DiskFile() = default;

}  // namespace jiaxin::stage
