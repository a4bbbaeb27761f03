// Many clients in one process, so that they can all be gone at once: connects, completes the WebSocket handshakes,
// says "ready", and stays until it is killed. What the kernel then does to the sockets is FIN, or RST if asked for.
//   usage: integration-crowd PORT COUNT fin|reset
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "stage/raw_socket.hpp"

int main(int count, char** arguments) {
  if (count != 4) return 2;
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
  const auto port = static_cast<std::uint16_t>(std::stoi(arguments[1]));
  const bool reset = std::string(arguments[3]) == "reset";

  std::vector<jiaxin::stage::RawSocket> crowd;
  try {
    const auto count_wanted = static_cast<std::size_t>(std::stoi(arguments[2]));
    constexpr std::size_t at_once = 100;
    while (crowd.size() < count_wanted) {
      const auto first = crowd.size();
      while (crowd.size() < std::min(first + at_once, count_wanted)) crowd.emplace_back(port).ask_upgrade();
      for (auto i = first; i < crowd.size(); ++i) crowd[i].await_upgrade();
    }
    if (reset)
      for (auto& client : crowd) client.reset_at_close();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "crowd: %s\n", error.what());
    return 1;
  }
  std::puts("ready");
  std::fflush(stdout);
  while (true) ::pause();
}
