#include "mounts.hpp"

#include <fcntl.h>
#include <linux/loop.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace jiaxin::stage {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void cannot(const std::string& what) { throw CannotMount(what + ": " + std::strerror(errno)); }

class Descriptor {
 public:
  Descriptor(const fs::path& file, int flags) : number_(::open(file.c_str(), flags | O_CLOEXEC)) {
    if (number_ < 0) cannot(file.string());
  }
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

Mounted mount_at(const fs::path& at, const std::string& source, const char* type, const char* options) {
  fs::create_directory(at);
  if (::mount(source.c_str(), at.c_str(), type, 0, options) != 0) cannot(std::string("mount of ") + type);
  return Mounted(nullptr, [at](void*) { ::umount(at.c_str()); });
}

struct LoopDevice {
  std::string path;
  Descriptor open;  // it is given back when this closes and nothing of it is mounted
};

LoopDevice loop_device_for(const fs::path& file) {
  const Descriptor backing(file, O_RDWR);
  const Descriptor control("/dev/loop-control", O_RDWR);
  constexpr int tries = 20;  // others may be quicker
  for (int i = 0; i < tries; ++i) {
    const int number = ::ioctl(control.number(), LOOP_CTL_GET_FREE);
    if (number < 0) cannot("no loop device is free");
    auto path = "/dev/loop" + std::to_string(number);
    Descriptor device(path, O_RDWR);
    loop_config config{};
    config.fd = static_cast<__u32>(backing.number());
    config.info.lo_flags = LO_FLAGS_AUTOCLEAR;
    if (::ioctl(device.number(), LOOP_CONFIGURE, &config) == 0) return {std::move(path), std::move(device)};
    if (errno != EBUSY) break;
  }
  cannot("loop device");
}

}  // namespace

Mount tmpfs(std::string options) {
  return [options = std::move(options)](const fs::path& at) { return mount_at(at, "tmpfs", "tmpfs", options.c_str()); };
}

Mount ext4_in(fs::path file) {
  return [file = std::move(file)](const fs::path& at) {
    const auto device = loop_device_for(file);
    return mount_at(at, device.path, "ext4", "");
  };
}

void make_ext4(const fs::path& file) {
  const auto command =
      "/usr/sbin/mkfs.ext4 -q -F -b 4096 -E lazy_itable_init=0,lazy_journal_init=0 '" + file.string() + "'";
  if (std::system(command.c_str()) != 0) throw CannotMount("mkfs.ext4 failed");
}

void keep_mounts_to_ourselves() {
  if (::unshare(CLONE_NEWNS) != 0) cannot("unshare");
  if (::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) cannot("private mounts");
}

}  // namespace jiaxin::stage
