#include <algorithm>
#include <ostream>

#include "clean_text.hpp"
#include "commands.hpp"
#include "json_text.hpp"
#include "roster_upload.hpp"
#include "session.hpp"

namespace jiaxin::cli {
namespace {

struct RosterOptions {
  std::string folder;
  bool dry_run = false;
};

// A whole school's roster is checked and written in one go; that may take longer than a message.
constexpr unsigned min_timeout_seconds = 300;

bool is_administrator(const v1::Membership& membership) { return has_role(membership, v1::ROLE_ADMINISTRATOR); }

Result<Nothing> put_piece(Session& session, v1::PutRosterPiece piece) {
  const auto size = piece.offset() + piece.data().size();
  const auto kept = session.ask<v1::RosterPieceKept>(
      [&](auto done) { session.client().put_roster_piece(std::move(piece), std::move(done)); });
  if (!kept) return kept.refusal();
  if (kept->size() == size) return Nothing{};
  return refused("上传中断，请重新导入。", "The upload was interrupted: import again.");
}

Result<Nothing> upload(Session& session, const std::vector<std::filesystem::path>& files, const v1::MemberRef& member) {
  for (const auto& file : files) {
    auto done = for_each_piece(file, member, [&](auto piece) { return put_piece(session, std::move(piece)); });
    if (!done) return done;
  }
  return Nothing{};
}

json::object json_of(const v1::RosterApplied& applied) {
  return {{"outcome", applied.dry_run() ? "checked" : "applied"},
          {"classes", applied.classes()},
          {"children", applied.children()},
          {"guardians", applied.guardians()},
          {"staff", applied.staff()},
          {"people_left", applied.people_left()},
          {"dry_run", applied.dry_run()}};
}

json::object json_of(const v1::RosterProblems& problems) {
  json::array listed;
  for (const auto& problem : problems.problems())
    listed.push_back(json::object{{"file", json_text(problem.file())},
                                  {"line", problem.line()},
                                  {"reason_zh", json_text(problem.reason_zh())},
                                  {"reason_en", json_text(problem.reason_en())}});
  return {{"outcome", "problems"}, {"problems", std::move(listed)}};
}

ExitCode tell(Context& context, const v1::RosterApplied& applied) {
  if (context.options.json) {
    print_json(context.out, json_of(applied));
    return ExitCode::done;
  }
  context.out << (applied.dry_run() ? "名册无误（仅检查，未更改） Checked, nothing changed\n" : "名册已导入 Applied\n");
  context.out << "  班级 " << applied.classes() << " · 孩子 " << applied.children() << " · 监护人 "
              << applied.guardians() << " · 教职工 " << applied.staff() << " · 已离校 " << applied.people_left()
              << '\n';
  return ExitCode::done;
}

ExitCode tell(Context& context, const v1::RosterProblems& problems) {
  if (context.options.json) print_json(context.out, json_of(problems));
  else
    for (const auto& problem : problems.problems()) {
      const auto line = problem.line() == 0 ? "" : std::to_string(problem.line());
      context.err << clean_line(problem.file() + ":" + line + (line.empty() ? " " : ": ") + problem.reason_zh() +
                                " / " + problem.reason_en())
                  << '\n';
    }
  note(context.err, "名册有误，没有作任何更改。", "The roster has bad rows. Nothing was changed.");
  return ExitCode::refused;
}

Result<ExitCode> import_roster(Context& context, const RosterOptions& options) {
  const auto files = csv_files(options.folder);
  if (!files) return files.refusal();
  context.options.timeout_seconds = std::max(context.options.timeout_seconds, min_timeout_seconds);
  auto session = Session::open_online(context);
  if (!session) return session.refusal();
  const auto membership = choose_membership((*session)->memberships(), context.options.school, is_administrator,
                                            {"导入名册", "import a roster"});
  if (!membership) return membership.refusal();
  if (const auto put = upload(**session, *files, membership->ref()); !put) return put.refusal();
  v1::ApplyRoster request;
  *request.mutable_member() = membership->ref();
  request.set_dry_run(options.dry_run);
  const auto outcome = (*session)->ask<client::RosterOutcome>(
      [&](auto done) { (*session)->client().apply_roster(request, std::move(done)); });
  if (!outcome) return outcome.refusal();
  return std::visit([&](const auto& result) { return tell(context, result); }, *outcome);
}

}  // namespace

void add_roster_command(CLI::App& app, Command& chosen) {
  auto* roster = app.add_subcommand("roster", "名册 The school's roster");
  roster->require_subcommand(1);
  const auto options = std::make_shared<RosterOptions>();
  auto* command = roster->add_subcommand("import", "upload a folder of OneRoster 1.2 CSV files and apply it");
  command->add_option("folder", options->folder, "its *.csv files are uploaded")->required();
  command->add_flag("--dry-run", options->dry_run, "only check");
  choose_on(*command, chosen, options, import_roster);
}

}  // namespace jiaxin::cli
