#include "app.hpp"

#include <ostream>
#include <string_view>

#include "clean_text.hpp"
#include "commands.hpp"
#include "failure.hpp"
#include "profile.hpp"

namespace jiaxin::cli {
namespace {

void add_global_options(CLI::App& app, GlobalOptions& options) {
  app.add_option("--server", options.server, "HOST:PORT or ws://HOST:PORT/ws")
      ->envname("JIAXIN_SERVER")
      ->capture_default_str();
  app.add_option("--profile", options.profile, "one profile is one signed-in device")->capture_default_str();
  app.add_option("--school", options.school, "name or number, for people with several schools");
  app.add_option("--timeout", options.timeout_seconds, "seconds that each step may wait")
      ->check(CLI::Range(1u, 3600u))
      ->capture_default_str();
  app.add_flag("--json", options.json, "print JSON");
}

int code_of(ExitCode code) { return static_cast<int>(code); }

// What CLI11 says in English, in both languages where it is common.
Refusal wrong_usage(const CLI::App& app, const CLI::ParseError& error) {
  constexpr std::string_view is_required = " is required";
  std::string chinese = error.what(), english = chinese;
  const auto unknown = app.remaining(true);
  if (!unknown.empty()) {
    chinese = "不认识“" + unknown.front() + "”";
    english = "unknown: " + unknown.front();
  } else if (english == "A subcommand is required") {
    chinese = "缺少命令";
    english = "a command is missing";
  } else if (english.ends_with(is_required)) {
    const std::string missing = english.substr(0, english.size() - is_required.size());
    chinese = "缺少 " + missing;
    english = "missing: " + missing;
  }
  return usage("用法有误：" + chinese + "（见 jiaxin --help）", "Usage: " + english + " (see jiaxin --help)");
}

int end_of_parsing(const CLI::App& app, const CLI::ParseError& error, std::ostream& out, std::ostream& err) {
  if (error.get_exit_code() == 0) {  // --help or --version
    app.exit(error, out, err);
    return code_of(ExitCode::done);
  }
  report(err, wrong_usage(app, error));
  return code_of(ExitCode::usage);
}

// Tells of each file by itself, those with odd names too.
bool names_files(int argc, const char* const* argv) {
  return argc > 2 && std::string_view(argv[1]) == "policy" && std::string_view(argv[2]) == "judge-file";
}

// Arguments go to the server as text; what is not UTF-8 could not be sent.
bool all_utf8(int argc, const char* const* argv) {
  for (int at = 1; at < argc; ++at)
    if (!is_utf8(argv[at])) return false;
  return true;
}

Result<ExitCode> run_chosen(const Command& chosen, Context& context) {
  if (!is_profile_name(context.options.profile))
    return usage("--profile 只能用字母、数字和 . _ -。", "--profile has letters, digits, . _ and - only.");
  return chosen(context);
}

}  // namespace

std::unique_ptr<CLI::App> make_app(GlobalOptions& options, Command& chosen) {
  auto app = std::make_unique<CLI::App>("家信 Jiaxin: letters between school and home", "jiaxin");
  app->set_version_flag("--version", "jiaxin " JIAXIN_VERSION);
  app->fallthrough();
  app->require_subcommand(1);
  add_global_options(*app, options);
  for (const auto add :
       {add_account_commands, add_send_commands, add_inbox_commands, add_held_commands, add_listen_command,
        add_answer_commands, add_receipts_command, add_roster_command, add_codes_command, add_policy_command})
    add(*app, chosen);
  return app;
}

int run(int argc, const char* const* argv, std::istream& in, std::ostream& out, std::ostream& err) {
  GlobalOptions options;
  Command chosen;
  const auto app = make_app(options, chosen);
  if (!names_files(argc, argv) && !all_utf8(argc, argv)) {
    report(err, usage("参数不是 UTF-8 文字。", "The arguments are not UTF-8 text."));
    return code_of(ExitCode::usage);
  }
  try {
    app->parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return end_of_parsing(*app, error, out, err);
  }
  Context context{options, in, out, err};
  const auto result = run_chosen(chosen, context);
  if (result) return code_of(*result);
  report(err, result.refusal());
  return code_of(result.refusal().code);
}

}  // namespace jiaxin::cli
