// Files that only the server's own user may read, whatever the umask.
#pragma once

#include <filesystem>

namespace jiaxin::storage {

// All throw std::system_error.
void make_private_directory(const std::filesystem::path& directory);  // 0700 where it is made here
int open_private_file(const std::filesystem::path& file);             // 0600, made where missing; close it
void make_private_file(const std::filesystem::path& file);            // as above, and durably in its directory
void sync_directory(const std::filesystem::path& directory);

}  // namespace jiaxin::storage
