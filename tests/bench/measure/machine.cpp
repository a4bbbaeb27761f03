#include "measure/machine.hpp"

#include <fcntl.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <array>
#include <ctime>
#include <fstream>
#include <string>

#include "load/failure.hpp"
#include "measure/cores.hpp"
#include "measure/samples.hpp"

namespace jiaxin::bench {
namespace {

std::string processor() {
  std::ifstream in("/proc/cpuinfo");
  for (std::string line; std::getline(in, line);)
    if (line.rfind("model name", 0) == 0) return line.substr(line.find(':') + 2);
  return "unknown";
}

std::string day() {
  const std::time_t now = std::time(nullptr);
  std::array<char, 16> text{};
  std::strftime(text.data(), text.size(), "%F", std::gmtime(&now));
  return text.data();
}

double sync_ms(const std::filesystem::path& folder) {
  constexpr int times = 200;
  const std::string page(4096, 'x');
  const int file = ::open((folder / "sync").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0) failed_call("open");
  Samples samples;
  for (int i = 0; i < times; ++i) {
    const auto start = std::chrono::steady_clock::now();
    if (::write(file, page.data(), page.size()) < 0 || ::fdatasync(file) != 0) failed_call("fdatasync");
    samples.add(std::chrono::steady_clock::now() - start);
  }
  ::close(file);
  return samples.quantile(0.5);
}

}  // namespace

boost::json::object machine(const std::filesystem::path& folder) {
  utsname kernel{};
  ::uname(&kernel);
  const bool pinned = ::sysconf(_SC_NPROCESSORS_ONLN) >= 2;
  return {{"day", day()},
          {"processor", processor()},
          {"cores", ::sysconf(_SC_NPROCESSORS_ONLN)},
          {"kernel", kernel.release},
          {"compiler", __VERSION__},
          {"pinned",
           pinned ? "server to core " + std::to_string(server_core) + ", load to core " + std::to_string(load_core)
                  : std::string("nothing: one core")},
          {"append_4k_and_fdatasync_p50_ms", sync_ms(folder)}};
}

}  // namespace jiaxin::bench
