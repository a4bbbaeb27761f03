// What jiaxind was asked to do on its command line.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "app/problem.hpp"

namespace jiaxin::app {

struct CommonOptions {
  std::string config_file;  // empty: the defaults
  std::string directory;    // empty: as configured
};
struct Serve {
  CommonOptions common;
  std::optional<std::int64_t> port;
};
struct CheckConfig {
  CommonOptions common;
};
struct PrintConfig {
  Serve serve;
};
struct InitSchool {
  CommonOptions common;
  std::string school;
  std::string time_zone;
};
// There is nothing more to do; what was to be said is said.
struct Finished {
  ExitCode code = exit_ok;
};

using Command = std::variant<Serve, CheckConfig, PrintConfig, InitSchool, Finished>;

Command read_command_line(int argc, const char* const* argv);

}  // namespace jiaxin::app
