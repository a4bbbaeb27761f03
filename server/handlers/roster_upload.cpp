#include "handlers/roster_upload.hpp"

#include <algorithm>
#include <numeric>

#include "domain/rights.hpp"

namespace jiaxin::handlers {
namespace {

constexpr std::size_t max_reported_bytes = 48 * 1024;

bool may_import(const std::variant<Actor, v1::Error>& actor, const Reply& reply) {
  if (const auto* error = std::get_if<v1::Error>(&actor)) {
    reply_error(reply, *error);
    return false;
  }
  if (domain::may_manage(*std::get<Actor>(actor).member, domain::Action::import_roster)) return true;
  reply_error(reply, v1::ERROR_CODE_FORBIDDEN, "只有学校管理员可以导入名册。",
              "Only the school's administrator may import a roster.");
  return false;
}

void reply_problems(const Reply& reply, const std::vector<roster::Problem>& problems) {
  v1::ServerFrame frame;
  auto& list = *frame.mutable_roster_problems();
  std::size_t bytes = 0;
  for (const auto& problem : problems) {
    v1::RosterProblem wire;
    wire.set_file(problem.file);
    wire.set_line(static_cast<std::uint32_t>(problem.line));
    wire.set_reason_zh(problem.reason_zh);
    wire.set_reason_en(problem.reason_en);
    bytes += wire.ByteSizeLong() + 4;
    if (bytes > max_reported_bytes) break;
    *list.add_problems() = std::move(wire);
  }
  reply(std::move(frame));
}

void reply_applied(const Reply& reply, const ports::RosterCounts& counts, bool dry_run) {
  v1::ServerFrame frame;
  auto& applied = *frame.mutable_roster_applied();
  applied.set_classes(counts.classes);
  applied.set_children(counts.children);
  applied.set_guardians(counts.guardians);
  applied.set_staff(counts.staff);
  applied.set_people_left(counts.people_left);
  applied.set_dry_run(dry_run);
  reply(std::move(frame));
}

void parse_and_apply(const Services& services, domain::SchoolId school, bool dry_run,
                     const std::vector<roster::RosterFile>& files, const Reply& reply) {
  auto parsed = roster::parse_oneroster(files);
  if (!parsed.roster) return reply_problems(reply, parsed.problems);
  services.schools.apply_roster(school, std::move(*parsed.roster), dry_run,
                                [reply, dry_run](std::optional<ports::RosterCounts> counts) {
                                  if (!counts) return reply_error(reply, v1::ERROR_CODE_UNAVAILABLE);
                                  reply_applied(reply, *counts, dry_run);
                                });
}

}  // namespace

void RosterUpload::put(const Services& services, const Caller& caller, const v1::PutRosterPiece& request,
                       const Reply& reply) {
  if (!may_import(actor_of(services, caller, request.member()), reply)) return;
  const auto school = to_key(request.member()).school;
  if (school != school_) files_.clear();
  school_ = school;
  auto file = std::find_if(files_.begin(), files_.end(), [&](const auto& f) { return f.name == request.file_name(); });
  const std::size_t size = file == files_.end() ? 0 : file->bytes.size();
  if (request.offset() == 0 && file != files_.end()) file->bytes.clear();  // sent anew from its start
  else if (request.offset() != size)
    return reply_error(
        reply, field_error(v1::ERROR_CODE_INVALID, "put_roster_piece.offset", "文件片段的位置不连续，请从头重新上传。",
                           "This piece does not follow the last one. Upload the file from its start."));
  if (bytes() + request.data().size() > max_bytes || (file == files_.end() && files_.size() == max_files))
    return reply_error(reply, v1::ERROR_CODE_TOO_LARGE, "名册文件过多或过大（最多 16 个文件，共 16 MiB）。",
                       "The roster has too many files or is too large (at most 16 files, 16 MiB in all).");
  if (file == files_.end()) file = files_.insert(files_.end(), {request.file_name(), {}});
  file->bytes += request.data();
  v1::ServerFrame frame;
  frame.mutable_roster_piece_kept()->set_size(file->bytes.size());
  reply(std::move(frame));
}

void RosterUpload::apply(const Services& services, const Caller& caller, const v1::ApplyRoster& request,
                         const Reply& reply) {
  const auto actor = actor_of(services, caller, request.member());
  if (!may_import(actor, reply)) return;
  const auto school = std::get<Actor>(actor).key.school;
  if (files_.empty() || school != school_)
    return reply_error(reply, v1::ERROR_CODE_INVALID, "还没有上传名册文件。", "No roster files were put yet.");
  const auto files = std::make_shared<std::vector<roster::RosterFile>>(std::move(files_));
  files_.clear();
  const bool accepted = services.background.run([&services, school, dry_run = request.dry_run(), files, reply] {
    parse_and_apply(services, school, dry_run, *files, reply);
  });
  if (accepted) return;
  files_ = std::move(*files);  // for the same request again
  reply_error(reply, v1::ERROR_CODE_UNAVAILABLE);
}

std::size_t RosterUpload::bytes() const {
  return std::accumulate(files_.begin(), files_.end(), std::size_t{0},
                         [](std::size_t sum, const auto& file) { return sum + file.bytes.size(); });
}

}  // namespace jiaxin::handlers
