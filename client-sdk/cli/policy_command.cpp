#include <istream>
#include <ostream>

#include "commands.hpp"
#include "policy_judge.hpp"

namespace jiaxin::cli {
namespace {

struct NoOptions {};

Result<ExitCode> judge(Context& context, const NoOptions&) {
  return run_policy_judge(context.in, context.out) == 0 ? ExitCode::done : ExitCode::refused;
}

}  // namespace

void add_policy_command(CLI::App& app, Command& chosen) {
  auto* policy = app.add_subcommand("policy", "内容规则 The policy filter");
  policy->require_subcommand(1);
  choose_on(*policy->add_subcommand("judge", "judge texts: JSON lines in, JSON lines out; needs no server"), chosen,
            std::make_shared<NoOptions>(), judge);
}

}  // namespace jiaxin::cli
