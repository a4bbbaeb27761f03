#include <istream>
#include <ostream>

#include "commands.hpp"
#include "policy_check.hpp"
#include "policy_judge.hpp"

namespace jiaxin::cli {
namespace {

struct NoOptions {};

Result<ExitCode> judge(Context& context, const NoOptions&) {
  return run_policy_judge(context.in, context.out) == 0 ? ExitCode::done : ExitCode::refused;
}

struct CheckOptions {
  std::vector<std::string> packs;
};

Result<ExitCode> check(Context& context, const CheckOptions& options) {
  return run_policy_check(options.packs, context.out, context.err) ? ExitCode::done : ExitCode::refused;
}

}  // namespace

void add_policy_command(CLI::App& app, Command& chosen) {
  auto* policy = app.add_subcommand("policy", "内容规则 The policy filter");
  policy->require_subcommand(1);
  choose_on(*policy->add_subcommand("judge", "judge texts: JSON lines in, JSON lines out; needs no server"), chosen,
            std::make_shared<NoOptions>(), judge);
  auto* checking = policy->add_subcommand("check", "check rule packs, region before school; needs no server");
  auto options = std::make_shared<CheckOptions>();
  checking->add_option("PACK", options->packs, "TOML files, highest level first")->required();
  choose_on(*checking, chosen, options, check);
}

}  // namespace jiaxin::cli
