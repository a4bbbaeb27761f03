#include "roster/records.hpp"

#include <array>
#include <map>
#include <optional>
#include <utility>

#include "roster/field_values.hpp"

namespace jiaxin::roster {

namespace {

// The values a column may have, and what they mean here.
template <class Meaning, std::size_t Size>
using Vocabulary = std::array<std::pair<std::string_view, Meaning>, Size>;

constexpr Vocabulary<bool, 6> org_types = {{{"school", true},
                                            {"department", false},
                                            {"district", false},
                                            {"local", false},
                                            {"state", false},
                                            {"national", false}}};

constexpr Vocabulary<bool, 2> class_types = {{{"homeroom", true}, {"scheduled", false}}};

constexpr Vocabulary<Role, 15> roles = {{{"student", Role::student},
                                         {"teacher", Role::teacher},
                                         {"guardian", Role::guardian},
                                         {"parent", Role::guardian},
                                         {"relative", Role::guardian},
                                         {"principal", Role::principal},
                                         {"siteAdministrator", Role::administrator},
                                         {"systemAdministrator", Role::administrator},
                                         {"sysAdministrator", Role::administrator},
                                         {"ext:gradeLeader", Role::grade_leader},
                                         {"ext:supervisor", Role::supervisor},
                                         {"districtAdministrator", Role::other},
                                         {"aide", Role::other},
                                         {"counselor", Role::other},
                                         {"proctor", Role::other}}};

constexpr Vocabulary<EnrollmentRole, 4> enrollment_roles = {{{"student", EnrollmentRole::student},
                                                             {"teacher", EnrollmentRole::teacher},
                                                             {"administrator", EnrollmentRole::other},
                                                             {"proctor", EnrollmentRole::other}}};

void note_unknown(const SheetRow& row, std::string_view column, Problems& problems) {
  const std::string value = shown(row.cell(column));
  problems.add(row.place(),
               {text(column, " 的值 ", value, " 不认识"), text(value, " is not a known value of ", column)});
}

// A school's own values, ext:…, are legal in OneRoster; those we do not know mean `fallback`.
template <class Meaning, std::size_t Size>
Meaning meaning(const SheetRow& row, std::string_view column, const Vocabulary<Meaning, Size>& vocabulary,
                Meaning fallback, Problems& problems) {
  const std::string_view value = row.cell(column);
  for (const auto& [word, what] : vocabulary) {
    if (word == value) return what;
  }
  if (!value.starts_with("ext:")) note_unknown(row, column, problems);
  return fallback;
}

bool is_leaving(const SheetRow& row, Problems& problems) {
  const std::string_view status = row.cell("status");
  if (status == "tobedeleted") return true;
  if (!status.empty() && status != "active") note_unknown(row, "status", problems);
  return false;
}

// Of a row that is to be deleted only the ids matter: what else is wrong with it is nobody's work.
template <class Record>
Record read_row(const SheetRow& row, Problems& problems, Record (*read)(const SheetRow&, Problems&)) {
  Problems nobodys;
  const bool leaving = is_leaving(row, problems);
  Record record = read(row, leaving ? nobodys : problems);
  record.place = row.place();
  record.leaving = leaving;
  return record;
}

void note_repetition(const SheetRow& row, std::size_t earlier_line, Problems& problems) {
  const std::string id = shown(row.cell("sourcedId")), line = std::to_string(earlier_line);
  problems.add(row.place(), {text("sourcedId ", id, " 与第 ", line, " 行重复"),
                             text("the sourcedId ", id, " was already used in line ", line)});
}

// Reads each row with `read` and sees to it that no sourcedId comes twice.
template <class Record>
std::vector<Record> read_rows(const Sheet& sheet, Problems& problems, Record (*read)(const SheetRow&, Problems&)) {
  std::vector<Record> records;
  records.reserve(sheet.size());
  std::map<std::string_view, std::size_t> lines;
  for (std::size_t i = 0; i < sheet.size(); ++i) {
    const SheetRow row = sheet[i];
    const std::string_view id = row.id("sourcedId", problems);
    const auto [earlier, is_new] = lines.emplace(id, row.place().line);
    if (!is_new && !id.empty()) note_repetition(row, earlier->second, problems);
    records.push_back(read_row(row, problems, read));
  }
  return records;
}

OrgRecord read_org(const SheetRow& row, Problems& problems) {
  return {.id = row.cell("sourcedId"),
          .name = row.name("name", problems),
          .school = meaning(row, "type", org_types, false, problems)};
}

std::string class_grade(const SheetRow& row, Problems& problems) {
  const auto grade = read_grade(row.cell("grades"));
  if (!grade) {
    const std::string value = shown(row.cell("grades"));
    problems.add(row.place(), {text("grades 应为 1 至 9 的一个年级，而不是 ", value),
                               text("grades must be one grade from 1 to 9, not ", value)});
  }
  return grade.value_or("");
}

ClassRecord read_class(const SheetRow& row, Problems& problems) {
  return {.id = row.cell("sourcedId"),
          .title = row.name("title", problems),
          .school_id = row.id("schoolSourcedId", problems),
          .grade = class_grade(row, problems),
          .homeroom = meaning(row, "classType", class_types, false, problems)};
}

std::string user_name(const SheetRow& row, Problems& problems) {
  std::string name = full_name(row.cell("familyName"), row.cell("givenName"));
  if (auto fault = name_fault("familyName + givenName", name)) problems.add(row.place(), *std::move(fault));
  return name;
}

UserRecord read_user(const SheetRow& row, Problems& problems) {
  return {.id = row.cell("sourcedId"),
          .username = row.cell("username"),
          .grades = row.cell("grades"),
          .name = user_name(row, problems),
          .enabled = row.boolean("enabledUser", problems)};
}

RoleRecord read_role(const SheetRow& row, Problems& problems) {
  return {.user_id = row.id("userSourcedId", problems),
          .org_id = row.id("orgSourcedId", problems),
          .role = meaning(row, "role", roles, Role::other, problems)};
}

EnrollmentRecord read_enrollment(const SheetRow& row, Problems& problems) {
  return {.class_id = row.id("classSourcedId", problems),
          .school_id = row.id("schoolSourcedId", problems),
          .user_id = row.id("userSourcedId", problems),
          .role = meaning(row, "role", enrollment_roles, EnrollmentRole::other, problems),
          .primary = !row.cell("primary").empty() && row.boolean("primary", problems)};
}

GuardianshipRecord read_guardianship(const SheetRow& row, Problems& problems) {
  return {.child_id = row.id("childSourcedId", problems),
          .guardian_id = row.id("guardianSourcedId", problems),
          .relation = row.name("relation", problems),
          .may_sign = row.boolean("maySign", problems),
          .receives = row.boolean("receives", problems)};
}

}  // namespace

std::vector<OrgRecord> read_orgs(const Sheet& sheet, Problems& problems) {
  return read_rows(sheet, problems, read_org);
}

std::vector<ClassRecord> read_classes(const Sheet& sheet, Problems& problems) {
  return read_rows(sheet, problems, read_class);
}

std::vector<UserRecord> read_users(const Sheet& sheet, Problems& problems) {
  return read_rows(sheet, problems, read_user);
}

std::vector<RoleRecord> read_roles(const Sheet& sheet, Problems& problems) {
  return read_rows(sheet, problems, read_role);
}

std::vector<EnrollmentRecord> read_enrollments(const Sheet& sheet, Problems& problems) {
  return read_rows(sheet, problems, read_enrollment);
}

std::vector<GuardianshipRecord> read_guardianships(const Sheet& sheet, Problems& problems) {
  std::vector<GuardianshipRecord> records;
  records.reserve(sheet.size());
  for (std::size_t i = 0; i < sheet.size(); ++i) {
    records.push_back(read_row(sheet[i], problems, read_guardianship));
  }
  return records;
}

}  // namespace jiaxin::roster
