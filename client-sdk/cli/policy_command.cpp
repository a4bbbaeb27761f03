#include <istream>
#include <map>
#include <ostream>

#include "commands.hpp"
#include "extraction/extractor.hpp"
#include "policy_files.hpp"
#include "policy_judge.hpp"
#include "policy/filter.hpp"

namespace jiaxin::cli {
namespace {

struct NoOptions {};

Result<ExitCode> judge(Context& context, const NoOptions&) {
  return run_policy_judge(context.in, context.out) == 0 ? ExitCode::done : ExitCode::refused;
}

struct FileOptions {
  std::vector<std::string> files;
  policy::Context context{policy::Kind::notice, policy::Sender::head_teacher, ""};
};

Result<ExitCode> judge_named(Context& context, const FileOptions& options) {
  const extraction::Extractor extractor(extraction::program_beside_this());
  const policy::Filter filter;
  return judge_files(filter, extractor, options.files, options.context, context.out) ? ExitCode::done
                                                                                     : ExitCode::refused;
}

void add_judge_file(CLI::App& group, Command& chosen) {
  using policy::Kind, policy::Sender;
  static const std::map<std::string, Kind> kinds{
      {"notice", Kind::notice}, {"letter", Kind::letter}, {"form", Kind::form}, {"direct", Kind::direct}};
  static const std::map<std::string, Sender> senders{{"school", Sender::school},
                                                     {"head_teacher", Sender::head_teacher},
                                                     {"subject_teacher", Sender::subject_teacher},
                                                     {"guardian", Sender::guardian}};
  const auto options = std::make_shared<FileOptions>();
  auto* command = group.add_subcommand("judge-file", "read files and judge them: JSON lines out; needs no server");
  command->add_option("FILE", options->files, "PDF, DOCX, XLSX, PPTX, text or a picture")->required();
  command->add_option("--kind", options->context.kind, "notice, letter, form or direct")
      ->transform(CLI::Transformer(kinds));
  command->add_option("--sender", options->context.sender, "school, head_teacher, subject_teacher or guardian")
      ->transform(CLI::Transformer(senders));
  command->add_option("--grade", options->context.grade, "1 to 9")->check(CLI::Range(1, 9));
  choose_on(*command, chosen, options, judge_named);
}

}  // namespace

void add_policy_command(CLI::App& app, Command& chosen) {
  auto* group = app.add_subcommand("policy", "内容规则 The policy filter");
  group->require_subcommand(1);
  choose_on(*group->add_subcommand("judge", "judge texts: JSON lines in, JSON lines out; needs no server"), chosen,
            std::make_shared<NoOptions>(), judge);
  add_judge_file(*group, chosen);
}

}  // namespace jiaxin::cli
