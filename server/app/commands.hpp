// What jiaxind does. Each answers with the exit code; what there is to say has been said.
#pragma once

#include "app/command_line.hpp"
#include "app/fsync.hpp"

namespace jiaxin::app {

ExitCode run(const Command& command);

ExitCode serve(const Serve& command, Fsync fsync = Fsync::on);
ExitCode check_config(const CheckConfig& command);
ExitCode print_config_in_effect(const PrintConfig& command);
// Prints the code and nothing else on standard output.
ExitCode init_school(const InitSchool& command);

}  // namespace jiaxin::app
