// File systems that a test mounts for the server's data. Mounting needs root.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "stage/raw_socket.hpp"

namespace jiaxin::stage {

struct CannotMount : StageError {
  using StageError::StageError;
};

using Mounted = std::shared_ptr<void>;  // unmounted when it goes
// Mounts at a folder that it makes. Throws CannotMount.
using Mount = std::function<Mounted(const std::filesystem::path& at)>;

Mount tmpfs(std::string options);                   // e.g. size=4m
Mount ext4_in(std::filesystem::path file);          // by a loop device; what a crash left in its journal is used
void make_ext4(const std::filesystem::path& file);  // in a file that has its size

// What this thread and those it starts mount from now on is seen by nobody else, and goes with the process, however
// that ends.
void keep_mounts_to_ourselves();

}  // namespace jiaxin::stage
