// What the kernel tells of a process.
#pragma once

#include <sys/types.h>

#include <cstddef>

namespace jiaxin::stage {

std::size_t memory_of(pid_t process);  // resident bytes
std::size_t descriptors_of(pid_t process);

}  // namespace jiaxin::stage
