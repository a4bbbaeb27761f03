// What a process has used so far, read from /proc while it runs.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <map>
#include <string>

namespace jiaxin::bench {

// CPU nanoseconds by thread name, "all" for their sum. Threads that have ended are not in it.
using CpuTimes = std::map<std::string, std::uint64_t>;
CpuTimes cpu_times(pid_t process);
CpuTimes operator-(const CpuTimes& later, const CpuTimes& earlier);

struct Memory {
  std::uint64_t resident = 0;        // bytes of the process
  std::uint64_t kernel_slabs = 0;    // bytes of all slabs in use, of the whole machine
  std::uint64_t socket_buffers = 0;  // bytes, of the whole machine
};
Memory memory_now(pid_t process);

}  // namespace jiaxin::bench
