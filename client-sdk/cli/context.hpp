// What every command is given: the options that stand anywhere on the command line, and the three streams.
#pragma once

#include <chrono>
#include <functional>
#include <iosfwd>
#include <string>

#include "result.hpp"

namespace jiaxin::cli {

struct GlobalOptions {
  std::string server = "127.0.0.1:8480";
  std::string profile = "default";
  std::string school;  // empty: not named
  bool json = false;
  unsigned timeout_seconds = 30;  // for each wait of a command

  std::chrono::milliseconds timeout() const { return std::chrono::seconds(timeout_seconds); }
};

struct Context {
  GlobalOptions options;
  std::istream& in;
  std::ostream& out;  // what was asked for
  std::ostream& err;  // refusals and what happens meanwhile
};

// A command that the arguments chose, with its own options inside.
using Command = std::function<Result<ExitCode>(Context&)>;

}  // namespace jiaxin::cli
