#include <istream>
#include <map>
#include <ostream>

#include "chosen_packs.hpp"
#include "commands.hpp"
#include "decision_export.hpp"
#include "extraction/extractor.hpp"
#include "policy_check.hpp"
#include "policy_evaluate.hpp"
#include "policy_explain.hpp"
#include "policy_files.hpp"
#include "policy_judge.hpp"
#include "policy_replay.hpp"
#include "policy/filter.hpp"
#include "review_query.hpp"
#include "table.hpp"

namespace jiaxin::cli {
namespace {

struct NoOptions {};

using PackFiles = std::vector<std::string>;

void add_packs(CLI::App& command, PackFiles& packs) {
  command.add_option("--pack", packs, "a rule pack that counts too, highest level first")->allow_extra_args(false);
}

// Judges with these packs.
template <class Judge>
Result<ExitCode> with_packs(Context& context, const PackFiles& files, Judge&& judge) {
  auto packs = chosen_packs(files, context.err);
  if (!packs) return ExitCode::refused;
  return judge(policy::Filter(std::move(*packs))) ? ExitCode::done : ExitCode::refused;
}

struct JudgeOptions {
  PackFiles packs;
};

Result<ExitCode> judge(Context& context, const JudgeOptions& options) {
  return with_packs(context, options.packs,
                    [&](const auto& filter) { return judge_lines(filter, context.in, context.out) == 0; });
}

void add_judge(CLI::App& group, Command& chosen) {
  auto* command = group.add_subcommand("judge", "judge texts: JSON lines in, JSON lines out; needs no server");
  command->footer(
      R"(In:  {"id":"1","kind":"notice","sender":"head_teacher","grade":"3","text":"..."}
     kind: notice, letter, form, direct; sender: school, head_teacher, subject_teacher, guardian; grade: 1 to 9 or ""
     if wanted: "audience": families (or group), one (or guardian), staff; "stage": primary, junior; "reply_to": the message it answers;
     "earlier": [{"sender":"same","minutes_ago":2,"text":"..."}]
Out: {"id":"1","verdict":"allow|hold|block","findings":[...]}, or {"line":1,"error":"..."})");
  const auto options = std::make_shared<JudgeOptions>();
  add_packs(*command, options->packs);
  choose_on(*command, chosen, options, judge);
}

struct FileOptions {
  std::vector<std::string> files;
  PackFiles packs;
  policy::Context context{policy::Kind::notice, policy::Sender::head_teacher, ""};
};

Result<ExitCode> judge_named(Context& context, const FileOptions& options) {
  const extraction::Extractor extractor(extraction::program_beside_this());
  return with_packs(context, options.packs, [&](const auto& filter) {
    return judge_files(filter, extractor, options.files, options.context, context.out);
  });
}

struct EvaluateOptions {
  std::vector<std::string> files;
  PackFiles packs;
  std::size_t examples = 10;
};

Result<ExitCode> evaluate(Context& context, const EvaluateOptions& options) {
  return with_packs(context, options.packs, [&](const auto& filter) {
    return evaluate_files(filter, options.files, options.examples, context.out, context.err);
  });
}

void add_evaluate(CLI::App& group, Command& chosen) {
  const auto options = std::make_shared<EvaluateOptions>();
  auto* command = group.add_subcommand("evaluate", "how the filter does on labelled texts; needs no server");
  command->add_option("FILE", options->files, "JSON lines as for judge, with \"expect\" and \"type\"")->required();
  command->add_option("--examples", options->examples, "of each kind of mistake; 0 shows none")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  add_packs(*command, options->packs);
  choose_on(*command, chosen, options, evaluate);
}

void add_circumstances(CLI::App& command, policy::Context& context) {
  using policy::Kind, policy::Sender;
  static const std::map<std::string, Kind> kinds{
      {"notice", Kind::notice}, {"letter", Kind::letter}, {"form", Kind::form}, {"direct", Kind::direct}};
  static const std::map<std::string, Sender> senders{{"school", Sender::school},
                                                     {"head_teacher", Sender::head_teacher},
                                                     {"subject_teacher", Sender::subject_teacher},
                                                     {"guardian", Sender::guardian}};
  using policy::Audience, policy::Stage;
  static const std::map<std::string, Audience> audiences{
      {"families", Audience::families}, {"one", Audience::one}, {"staff", Audience::staff}};
  static const std::map<std::string, Stage> stages{{"primary", Stage::primary}, {"junior", Stage::junior}};
  static const std::vector<std::string> grades{"1", "2", "3", "4", "5", "6", "7", "8", "9"};
  // Not a transformer, which would take a kind's number too.
  command
      .add_option_function<std::string>(
          "--kind", [&context](const std::string& name) { context.kind = kinds.at(name); },
          "notice, letter, form or direct")
      ->check(CLI::IsMember(kinds));
  command
      .add_option_function<std::string>(
          "--sender", [&context](const std::string& name) { context.sender = senders.at(name); },
          "school, head_teacher, subject_teacher or guardian")
      ->check(CLI::IsMember(senders));
  command
      .add_option_function<std::string>(
          "--audience", [&context](const std::string& name) { context.audience = audiences.at(name); },
          "families (a group), one (guardian) or staff")
      ->check(CLI::IsMember(audiences));
  command.add_option("--grade", context.grade, "1 to 9")->check(CLI::IsMember(grades));
  command
      .add_option_function<std::string>(
          "--stage", [&context](const std::string& name) { context.stage = stages.at(name); },
          "primary or junior, where the grade does not say it")
      ->check(CLI::IsMember(stages));
}

void add_judge_file(CLI::App& group, Command& chosen) {
  const auto options = std::make_shared<FileOptions>();
  auto* command = group.add_subcommand("judge-file", "read files and judge them: JSON lines out; needs no server");
  command->add_option("FILE", options->files, "PDF, DOCX, XLSX, PPTX, text or a picture")->required();
  add_circumstances(*command, options->context);
  add_packs(*command, options->packs);
  choose_on(*command, chosen, options, judge_named);
}

struct ExplainOptions {
  std::string text;
  PackFiles packs;
  policy::Context context{policy::Kind::notice, policy::Sender::head_teacher, ""};
};

Result<ExitCode> explain(Context& context, const ExplainOptions& options) {
  return with_packs(context, options.packs, [&](const auto& filter) {
    print_explanation(context.out, filter.explain(options.text, options.context));
    return true;
  });
}

void add_explain(CLI::App& group, Command& chosen) {
  const auto options = std::make_shared<ExplainOptions>();
  auto* command = group.add_subcommand("explain", "what each stage of the filter makes of a text; needs no server");
  command->add_option("TEXT", options->text, "the text to explain")->required();
  command->add_option("--reply-to", options->context.reply_to, "the message that it answers");
  command
      ->add_option_function<std::vector<std::string>>(
          "--earlier",
          [options](const std::vector<std::string>& texts) {
            for (const auto& text : texts) options->context.earlier.push_back({true, 1, text});
          },
          "what the same sender wrote just before, oldest first; once for each message")
      ->allow_extra_args(false);
  add_circumstances(*command, options->context);
  add_packs(*command, options->packs);
  choose_on(*command, chosen, options, explain);
}

struct CheckOptions {
  std::vector<std::string> packs;
};

Result<ExitCode> check(Context& context, const CheckOptions& options) {
  return run_policy_check(options.packs, context.out, context.err) ? ExitCode::done : ExitCode::refused;
}

void add_check(CLI::App& group, Command& chosen) {
  const auto options = std::make_shared<CheckOptions>();
  auto* command = group.add_subcommand("check", "check rule packs, region before school; needs no server");
  command->add_option("PACK", options->packs, "TOML files, highest level first")->required();
  choose_on(*command, chosen, options, check);
}

void add_replay(CLI::App& group, Command& chosen) {
  const auto options = std::make_shared<ReplayOptions>();
  auto* command = group.add_subcommand("replay", "what rule packs would have done to what was sent; only reads");
  command->add_option("--since", options->since, "YYYY-MM-DD, from its midnight at the school")->required();
  command->add_option("--data", options->data, "the server's data folder, or a copy")->required();
  command->add_option("--pack", options->packs, "a pack to try, highest level first")->allow_extra_args(false);
  command->add_option("--now", options->now, "a pack in force now; without it the national base alone")
      ->allow_extra_args(false);
  choose_on(*command, chosen, options, run_policy_replay);
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
  auto* group = app.add_subcommand("policy", "内容规则 The policy filter");
  group->require_subcommand(1);
  const auto add = [&](const char* name, const char* about, auto run) {
    choose_on(*group->add_subcommand(name, about), chosen, std::make_shared<NoOptions>(), run);
  };
  add_judge(*group, chosen);
  add_judge_file(*group, chosen);
  add_evaluate(*group, chosen);
  add_explain(*group, chosen);
  add_check(*group, chosen);
  add_replay(*group, chosen);
  add("export-decisions", "what people decided, as JSON lines to train and test the filter on", export_decisions);
  add("overturned", "for the supervisor: how often blocks were overturned, by month and rule", overturned);
}

}  // namespace jiaxin::cli
