// A program that this one started, whose lines on standard output are read as they come.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "bell.hpp"

namespace jiaxin::demo {

class ChildProcess {
 public:
  // arguments[0] is the program. Its standard error is added to `log`. Throws std::system_error.
  ChildProcess(Bell& bell, const std::vector<std::string>& arguments, const std::filesystem::path& log);
  ~ChildProcess();  // end(), however it is
  ChildProcess(const ChildProcess&) = delete;
  ChildProcess& operator=(const ChildProcess&) = delete;

  pid_t pid() const { return pid_; }

  // The first line; nullopt: it ended without one, or has not written one within the limit. Throws Interrupted.
  std::optional<std::string> first_line(milliseconds limit);
  bool ended_with_bell() const { return ended_; }  // inside the bell's functions only

  // What waitpid() tells of it. end() asks it to stop and kills it after five seconds, kill() sends SIGKILL at once,
  // wait_for_end() leaves it alone for the limit.
  int end();
  int kill();
  int wait_for_end(milliseconds limit);

 private:
  void read_lines(int from);
  int reap();

  Bell& bell_;
  pid_t pid_ = 0;
  std::vector<std::string> lines_;  // with the bell
  bool ended_ = false;              // with the bell
  std::optional<int> status_;
  std::thread reader_;
};

}  // namespace jiaxin::demo
