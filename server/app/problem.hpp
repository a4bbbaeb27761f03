// Something that stops jiaxind, in words for the person who runs it.
#pragma once

#include <string>

namespace jiaxin::app {

// Exit codes; they are part of the documented command line.
enum ExitCode : int {
  exit_ok = 0,
  exit_failed = 1,           // port in use, database locked, damaged or missing, no permission
  exit_usage = 2,            // wrong command line or configuration
  exit_storage_failed = 70,  // while running; what was acknowledged is on disk
};

struct Words {
  std::string zh;
  std::string en;
};

struct Problem {
  ExitCode code = exit_failed;
  Words words;
};

void print_problem(const Words& words);  // on standard error

}  // namespace jiaxin::app
