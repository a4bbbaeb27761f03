#include <istream>
#include <ostream>

#include "commands.hpp"
#include "decision_export.hpp"
#include "policy_judge.hpp"
#include "review_query.hpp"
#include "table.hpp"

namespace jiaxin::cli {
namespace {

struct NoOptions {};

Result<ExitCode> judge(Context& context, const NoOptions&) {
  return run_policy_judge(context.in, context.out) == 0 ? ExitCode::done : ExitCode::refused;
}

Result<ExitCode> export_decisions(Context& context, const NoOptions&) {
  auto session = Session::open_online(context);
  if (!session) return session.refusal();
  const auto member = staff_membership(**session, context.options.school);
  if (!member) return member.refusal();
  const auto decided = fetch_reviews(**session, member->ref(), v1::REVIEW_LIST_DECIDED);
  if (!decided) return decided.refusal();
  for (const auto& entry : *decided) {
    const auto review = fetch_review(**session, member->ref(), entry.message_id());
    if (!review) return review.refusal();
    if (const auto text = training_text(member->ref(), *review)) print_json(context.out, *text);
  }
  return ExitCode::done;
}

Result<ExitCode> overturned(Context& context, const NoOptions&) {
  auto session = Session::open_online(context);
  if (!session) return session.refusal();
  const auto member = staff_membership(**session, context.options.school);
  if (!member) return member.refusal();
  v1::GetOverturnedBlocks request;
  *request.mutable_member() = member->ref();
  const auto told = (*session)->ask<v1::OverturnedBlocks>(
      [&](auto done) { (*session)->client().get_overturned_blocks(request, std::move(done)); });
  if (!told) return told.refusal();
  json::array counts;
  Table table({"月份", "规则", "放行", "不予放行"});
  for (const auto& count : told->counts()) {
    counts.push_back(json::object{{"month", json_text(count.month())},
                                  {"rule", json_text(count.rule())},
                                  {"released", count.released()},
                                  {"refused", count.refused()}});
    table.add({count.month(), count.rule().empty() ? "合计" : count.rule(), std::to_string(count.released()),
               std::to_string(count.refused())});
  }
  if (context.options.json) print_json(context.out, json::object{{"counts", std::move(counts)}});
  else table.print(context.out);
  return ExitCode::done;
}

}  // namespace

void add_policy_command(CLI::App& app, Command& chosen) {
  auto* policy = app.add_subcommand("policy", "内容规则 The policy filter");
  policy->require_subcommand(1);
  const auto add = [&](const char* name, const char* about, auto run) {
    choose_on(*policy->add_subcommand(name, about), chosen, std::make_shared<NoOptions>(), run);
  };
  add("judge", "judge texts: JSON lines in, JSON lines out; needs no server", judge);
  add("export-decisions", "what people decided, as JSON lines to train and test the filter on", export_decisions);
  add("overturned", "for the supervisor: how often blocks were overturned, by month and rule", overturned);
}

}  // namespace jiaxin::cli
