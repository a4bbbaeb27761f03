// One epoll for all connections of the load program. Everything in load/ runs on the thread that calls run_until().
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace jiaxin::bench {

using Clock = std::chrono::steady_clock;
using Moment = Clock::time_point;
inline constexpr std::chrono::seconds patience{60};

class Link;

class Loop {
 public:
  Loop();
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  // Serves the connections until it holds. Throws BenchFailure when it does not within the limit.
  void run_until(const std::function<bool()>& holds, const std::string& what, std::chrono::seconds limit = patience);
  // Serves them for a while, to let a server come to rest.
  void run_for(std::chrono::milliseconds time);

  void add(int socket, Link& link, bool want_write);
  void change(int socket, Link& link, bool want_write);
  void leave(int socket);
  void forget(Link& link);  // it is going; events of this round that name it are skipped

 private:
  void serve(int wait_ms);

  int epoll_;
  std::vector<Link*> gone_;  // within one round
  std::string buffer_;       // shared by all links: what is left of a frame moves to the link
};

}  // namespace jiaxin::bench
