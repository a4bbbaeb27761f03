// Server and load each have a core of their own, where the machine has two: what one does, the other does not pay.
#pragma once

namespace jiaxin::bench {

inline constexpr int server_core = 0;
inline constexpr int load_core = 1;

// False: the machine has one core only, nothing is pinned. What is started from now on inherits it.
bool pin_to(int core);

// While it lives, what this program starts runs on the server's core; this program itself goes back afterwards.
class OnServerCore {
 public:
  OnServerCore() { pin_to(server_core); }
  ~OnServerCore() { pin_to(load_core); }
  OnServerCore(const OnServerCore&) = delete;
  OnServerCore& operator=(const OnServerCore&) = delete;
};

}  // namespace jiaxin::bench
