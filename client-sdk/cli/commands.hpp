// The groups of commands. Each adds its subcommands to the program; parsing one puts what is to be done into `chosen`.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <utility>

#include "context.hpp"

namespace jiaxin::cli {

void add_account_commands(CLI::App& app, Command& chosen);  // sign-in, sign-out, join, whoami
void add_send_commands(CLI::App& app, Command& chosen);
void add_inbox_commands(CLI::App& app, Command& chosen);  // inbox, read
void add_held_commands(CLI::App& app, Command& chosen);   // held, appeal
void add_listen_command(CLI::App& app, Command& chosen);
void add_answer_commands(CLI::App& app, Command& chosen);
void add_receipts_command(CLI::App& app, Command& chosen);
void add_roster_command(CLI::App& app, Command& chosen);
void add_codes_command(CLI::App& app, Command& chosen);
void add_policy_command(CLI::App& app, Command& chosen);

// Makes parsing `subcommand` choose run(context, options).
template <class Options>
void choose_on(CLI::App& subcommand, Command& chosen, std::shared_ptr<Options> options,
               Result<ExitCode> (*run)(Context&, const Options&)) {
  subcommand.callback(
      [&chosen, options, run] { chosen = [options, run](Context& context) { return run(context, *options); }; });
}

}  // namespace jiaxin::cli
