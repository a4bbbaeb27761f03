#include "measure/process_costs.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "load/failure.hpp"

namespace jiaxin::bench {
namespace {

namespace fs = std::filesystem;

std::string first_line(const fs::path& file) {
  std::ifstream in(file);
  std::string line;
  std::getline(in, line);
  return line;
}

// The number behind a word that begins a line or follows one, e.g. "mem 12".
std::uint64_t number_after(const fs::path& file, const std::string& line_start, const std::string& word) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (line.rfind(line_start, 0) != 0) continue;
    std::istringstream words(line);
    for (std::string found; words >> found;) {
      std::uint64_t value = 0;
      if (found == word && words >> value) return value;
    }
  }
  throw BenchFailure("no " + word + " in " + file.string());
}

// Active objects times their size; 0 where the kernel does not show it.
std::uint64_t slabs_in_use() {
  std::ifstream in("/proc/slabinfo");
  std::uint64_t sum = 0;
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    std::string name;
    std::uint64_t active = 0, all = 0, size = 0;
    if (words >> name >> active >> all >> size) sum += active * size;
  }
  return sum;
}

}  // namespace

CpuTimes cpu_times(pid_t process) {
  CpuTimes times;
  for (const auto& thread : fs::directory_iterator("/proc/" + std::to_string(process) + "/task")) {
    std::istringstream run_time(first_line(thread.path() / "schedstat"));
    std::uint64_t nanoseconds = 0;
    run_time >> nanoseconds;
    times[first_line(thread.path() / "comm")] += nanoseconds;
    times["all"] += nanoseconds;
  }
  return times;
}

CpuTimes operator-(const CpuTimes& later, const CpuTimes& earlier) {
  CpuTimes difference;
  for (const auto& [name, value] : later) {
    const auto found = earlier.find(name);
    difference[name] = value - (found == earlier.end() ? 0 : found->second);
  }
  return difference;
}

Memory memory_now(pid_t process) {
  const auto page = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
  return {.resident = number_after("/proc/" + std::to_string(process) + "/smaps_rollup", "Rss:", "Rss:") * 1024,
          .kernel_slabs = slabs_in_use(),
          .socket_buffers = number_after("/proc/net/sockstat", "TCP:", "mem") * page};
}

}  // namespace jiaxin::bench
