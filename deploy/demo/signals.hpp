// SIGINT, SIGTERM and SIGHUP ring the bell instead of ending the process.
#pragma once

#include <thread>

#include "bell.hpp"

namespace jiaxin::demo {

// Make it before any other thread: these inherit that the signals are blocked.
class Signals {
 public:
  explicit Signals(Bell& bell);
  ~Signals();
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

 private:
  std::thread thread_;
};

}  // namespace jiaxin::demo
