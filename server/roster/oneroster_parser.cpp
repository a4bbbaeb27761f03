#include "roster/oneroster_parser.hpp"

#include <utility>

#include "roster/draft.hpp"
#include "roster/manifest.hpp"
#include "roster/sheet.hpp"

namespace jiaxin::roster {

namespace {

const SheetShape orgs_shape{"orgs.csv", {"sourcedId", "name", "type"}};
const SheetShape classes_shape{"classes.csv", {"sourcedId", "title", "grades", "classType", "schoolSourcedId"}};
const SheetShape users_shape{"users.csv", {"sourcedId", "enabledUser", "username", "givenName", "familyName"}};
const SheetShape roles_shape{"roles.csv", {"sourcedId", "userSourcedId", "role", "orgSourcedId"}};
const SheetShape enrollments_shape{
    "enrollments.csv", {"sourcedId", "classSourcedId", "schoolSourcedId", "userSourcedId", "role", "primary"}};
const SheetShape guardianships_shape{"guardianships.csv",
                                     {"childSourcedId", "guardianSourcedId", "relation", "maySign", "receives"}};
const SheetShape sessions_shape{"academicSessions.csv", {"sourcedId", "title", "type", "startDate", "endDate"}};
const SheetShape courses_shape{"courses.csv", {"sourcedId", "title", "orgSourcedId"}};

using MaybeSheet = std::optional<Sheet>;

struct Sheets {
  MaybeSheet orgs, classes, users, roles, enrollments, guardianships;
};

bool size_is_fine(const std::vector<RosterFile>& files, Problems& problems) {
  std::size_t total = 0;
  for (const RosterFile& file : files) total += file.bytes.size();
  if (total <= max_roster_bytes) return true;
  const std::string limit = std::to_string(max_roster_bytes / 1024 / 1024);
  problems.add({},
               {text("所有文件合计超过 ", limit, " MiB"), text("the files are larger than ", limit, " MiB together")});
  return false;
}

// A misspelt name would silently leave out what the file says, so unknown names are refused.
FileBytes by_name(const std::vector<RosterFile>& files, Problems& problems) {
  FileBytes named;
  for (const RosterFile& file : files) {
    if (!is_known_file(file.name)) {
      problems.add({}, {text("不认识的文件名 ", shown(file.name)), text("unknown file name ", shown(file.name))});
    } else if (!named.emplace(file.name, file.bytes).second) {
      problems.add({file.name, 0}, {"这个文件出现了两次", "this file is there twice"});
    }
  }
  return named;
}

MaybeSheet open_sheet(const FileBytes& files, const SheetShape& shape, Problems& problems) {
  const auto found = files.find(shape.file);
  if (found == files.end()) return std::nullopt;
  return Sheet::open(shape, found->second, problems);
}

// Only their headers matter to us.
void check_unused_sheet(const FileBytes& files, const SheetShape& shape, Problems& problems) {
  const auto found = files.find(shape.file);
  if (found != files.end()) Sheet::open(shape, found->second.substr(0, found->second.find_first_of("\r\n")), problems);
}

Sheets open_sheets(const FileBytes& files, Problems& problems) {
  check_unused_sheet(files, sessions_shape, problems);
  check_unused_sheet(files, courses_shape, problems);
  return {open_sheet(files, orgs_shape, problems),        open_sheet(files, classes_shape, problems),
          open_sheet(files, users_shape, problems),       open_sheet(files, roles_shape, problems),
          open_sheet(files, enrollments_shape, problems), open_sheet(files, guardianships_shape, problems)};
}

void expect_guardianships(const Sheets& sheets, const std::vector<RoleRecord>& roles, Problems& problems) {
  if (sheets.guardianships) return;
  for (const RoleRecord& record : roles) {
    if (record.role != Role::guardian || record.leaving) continue;
    return problems.add({"guardianships.csv", 0}, {"缺少这个文件，而 roles.csv 中有监护人",
                                                   "this file is missing although roles.csv names guardians"});
  }
}

domain::Roster build(const Sheets& sheets, Problems& problems) {
  const auto orgs = read_orgs(*sheets.orgs, problems);
  const auto classes = read_classes(*sheets.classes, problems);
  const auto users = read_users(*sheets.users, problems);
  const auto roles = read_roles(*sheets.roles, problems);
  const auto enrollments = read_enrollments(*sheets.enrollments, problems);
  expect_guardianships(sheets, roles, problems);

  Draft draft;
  place_orgs(orgs, draft, problems);
  place_classes(classes, draft, problems);
  place_users(users, draft);
  apply_roles(roles, draft, problems);
  apply_enrollments(enrollments, draft, problems);
  if (sheets.guardianships) {
    apply_guardianships(read_guardianships(*sheets.guardianships, problems), draft, problems);
  }
  return assemble(classes, users, draft, problems);
}

std::optional<domain::Roster> parse(const std::vector<RosterFile>& files, Problems& problems) {
  if (!size_is_fine(files, problems)) return std::nullopt;
  const FileBytes named = by_name(files, problems);
  check_manifest(named, problems);
  const Sheets sheets = open_sheets(named, problems);
  if (!problems.none()) return std::nullopt;
  return build(sheets, problems);
}

}  // namespace

ParseResult parse_oneroster(const std::vector<RosterFile>& files) {
  Problems problems;
  auto roster = parse(files, problems);
  if (!problems.none()) roster.reset();
  return {std::move(roster), std::move(problems).take()};
}

}  // namespace jiaxin::roster
