#include "process_facts.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace jiaxin::stage {

std::size_t memory_of(pid_t process) {
  constexpr std::size_t page_bytes = 4096;
  std::ifstream file("/proc/" + std::to_string(process) + "/statm");
  std::size_t all = 0, resident = 0;
  file >> all >> resident;
  return resident * page_bytes;
}

std::size_t descriptors_of(pid_t process) {
  const std::filesystem::directory_iterator open("/proc/" + std::to_string(process) + "/fd");
  return static_cast<std::size_t>(std::distance(begin(open), end(open)));
}

}  // namespace jiaxin::stage
