#include "app/commands.hpp"

#include <cstdio>

#include "app/effective_config.hpp"
#include "app/policy_packs.hpp"

namespace jiaxin::app {

ExitCode run(const Command& command) {
  struct Running {
    ExitCode operator()(const Serve& c) const { return serve(c); }
    ExitCode operator()(const CheckConfig& c) const { return check_config(c); }
    ExitCode operator()(const PrintConfig& c) const { return print_config_in_effect(c); }
    ExitCode operator()(const InitSchool& c) const { return init_school(c); }
    ExitCode operator()(const Finished& c) const { return c.code; }
  };
  return std::visit(Running{}, command);
}

ExitCode check_config(const CheckConfig& command) {
  const auto config = effective_config(command.common, std::nullopt);
  return config && check_packs(config->policy.packs) ? exit_ok : exit_usage;
}

ExitCode print_config_in_effect(const PrintConfig& command) {
  const auto config = effective_config(command.serve.common, command.serve.port);
  if (!config) return exit_usage;
  std::fputs(print_config(*config).c_str(), stdout);
  return std::fflush(stdout) == 0 ? exit_ok : exit_failed;
}

}  // namespace jiaxin::app
