#include <ostream>

#include "codes_text.hpp"
#include "commands.hpp"
#include "session.hpp"

namespace jiaxin::cli {
namespace {

bool is_administrator(const v1::Membership& membership) { return has_role(membership, v1::ROLE_ADMINISTRATOR); }

Result<ExitCode> codes(Context& context, const CodesOptions& options) {
  auto session = Session::open_online(context);
  if (!session) return session.refusal();
  const auto membership = choose_membership((*session)->memberships(), context.options.school, is_administrator,
                                            {"发放登录码", "issue codes"});
  if (!membership) return membership.refusal();
  const auto request = make_codes_request(options, *membership);
  if (!request) return request.refusal();
  const auto issued =
      (*session)->ask<v1::Codes>([&](auto done) { (*session)->client().issue_codes(*request, std::move(done)); });
  if (!issued) return issued.refusal();
  if (context.options.json) print_json(context.out, json_of(*issued, membership->time_zone()));
  else print_codes(context.out, *issued, membership->time_zone());
  return ExitCode::done;
}

}  // namespace

void add_codes_command(CLI::App& app, Command& chosen) {
  const auto options = std::make_shared<CodesOptions>();
  auto* command = app.add_subcommand("codes", "登录码 Make single-use sign-in codes; they are shown this once");
  command->add_option("--class", options->class_title, "guardians of this class without a sign-in: title or number");
  command->add_flag("--staff", options->staff, "staff without a sign-in");
  command->add_option("--person", options->persons, "sourcedIds of the roster");
  choose_on(*command, chosen, options, codes);
}

}  // namespace jiaxin::cli
