#include "storage/schools.hpp"

#include "storage/codes.hpp"
#include "storage/log_positions.hpp"

namespace jiaxin::storage {
namespace {

bool name_is_taken(Connection& db, const std::string& name) {
  auto rows = db.query("SELECT 1 FROM schools WHERE name = ?", name);
  return rows.next();
}

domain::MemberKey add_administrator(Connection& db, domain::SchoolId school, const std::string& name) {
  const domain::MemberKey key{
      school, db.value<domain::MemberId>(
                  "UPDATE schools SET last_member = last_member + 1 WHERE school = ? RETURNING last_member", school)};
  db.run(
      "INSERT INTO people (school, member, sourced_id, name, login_hint, principal, administrator, active)"
      " VALUES (?, ?, ?, ?, 'admin', 0, 1, 1)",
      key.school, key.member, built_in_administrator, name);
  open_log(db, key);
  return key;
}

}  // namespace

std::variant<SchoolCreated, SchoolNameTaken> create_school(Connection& db, const NewSchool& school) {
  if (name_is_taken(db, school.name)) return SchoolNameTaken{};
  const auto id = db.value<domain::SchoolId>("SELECT coalesce(max(school), 0) + 1 FROM schools");
  db.run("INSERT INTO schools (school, name, time_zone) VALUES (?, ?, ?)", id, school.name, school.time_zone);
  const auto administrator = add_administrator(db, id, school.administrator_name);
  issue_codes(db, {{administrator, school.administrator_code}}, school.code_expires_at);
  return SchoolCreated{id, administrator.member};
}

}  // namespace jiaxin::storage
