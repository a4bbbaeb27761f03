// A VolatileDisk as a file that loop devices can use: a FUSE file system with nothing else in it, served by a thread of
// this process. fsync on the file, which a loop device makes of its flushes, flushes the disk.
#pragma once

#include <filesystem>
#include <memory>

#include "volatile_disk.hpp"

namespace jiaxin::stage {

class DiskFile {
 public:
  // Mounts it at a new folder. The disk must outlive it. Throws CannotMount.
  DiskFile(VolatileDisk& disk, std::filesystem::path folder);
  ~DiskFile();
  DiskFile(const DiskFile&) = delete;
  DiskFile& operator=(const DiskFile&) = delete;

  std::filesystem::path path() const { return folder_ / "disk"; }

 private:
  struct Served;
  std::filesystem::path folder_;
  std::unique_ptr<Served> served_;
};

}  // namespace jiaxin::stage
