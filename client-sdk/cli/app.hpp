// The program without main(): reads arguments, runs one command, gives the exit code.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>

#include "context.hpp"

namespace jiaxin::cli {

// The whole command line as CLI11 knows it. Parsing fills `options` and `chosen`, which must outlive it.
std::unique_ptr<CLI::App> make_app(GlobalOptions& options, Command& chosen);

int run(int argc, const char* const* argv, std::istream& in, std::ostream& out, std::ostream& err);

}  // namespace jiaxin::cli
