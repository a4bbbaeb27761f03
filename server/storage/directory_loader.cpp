#include "storage/directory_loader.hpp"

#include <unordered_map>

namespace jiaxin::storage {
namespace {

using namespace domain;

SchoolInfo load_school(Connection& db, SchoolId school) {
  auto rows = db.query("SELECT name, time_zone FROM schools WHERE school = ?", school);
  if (!rows.next()) throw std::runtime_error("no such school");
  return {school, rows.get<std::string>(0), rows.get<std::string>(1)};
}

std::vector<ClassInfo> load_classes(Connection& db, SchoolId school) {
  auto rows =
      db.query("SELECT class, title, grade FROM classes WHERE school = ? AND active = 1 ORDER BY class", school);
  std::vector<ClassInfo> found;
  while (rows.next()) found.push_back({rows.get<ClassId>(0), rows.get<std::string>(1), rows.get<std::string>(2), {}});
  return found;
}

// Calls put(item, row) for each row that belongs to one of the items; the row's first column is the item's id.
template <class Items, class Put>
void attach(Items& items, Rows rows, Put put) {
  std::unordered_map<decltype(items.front().id), std::size_t> at;
  for (std::size_t i = 0; i < items.size(); ++i) at.emplace(items[i].id, i);
  while (rows.next()) {
    const auto found = at.find(rows.template get<decltype(items.front().id)>(0));
    if (found != at.end()) put(items[found->second], rows);
  }
}

std::vector<ChildInfo> load_children(Connection& db, SchoolId school) {
  std::vector<ChildInfo> found;
  {
    auto rows =
        db.query("SELECT child, sourced_id, name FROM children WHERE school = ? AND active = 1 ORDER BY child", school);
    while (rows.next())
      found.push_back({.id = rows.get<ChildId>(0),
                       .sourced_id = rows.get<std::string>(1),
                       .name = rows.get<std::string>(2),
                       .classes = {},
                       .guardians = {}});
  }
  attach(found, db.query("SELECT child, class FROM child_classes WHERE school = ? ORDER BY child, position", school),
         [](ChildInfo& child, const Rows& row) { child.classes.push_back(row.get<ClassId>(1)); });
  return found;
}

std::vector<MemberInfo> load_people(Connection& db, SchoolId school) {
  auto rows = db.query(
      "SELECT member, sourced_id, name, login_hint, principal, administrator, supervisor FROM people"
      " WHERE school = ? AND active = 1 ORDER BY member",
      school);
  std::vector<MemberInfo> found;
  while (rows.next())
    found.push_back({.id = rows.get<MemberId>(0),
                     .sourced_id = rows.get<std::string>(1),
                     .name = rows.get<std::string>(2),
                     .login_hint = rows.get<std::string>(3),
                     .principal = rows.get<bool>(4),
                     .administrator = rows.get<bool>(5),
                     .supervisor = rows.get<bool>(6),
                     .leads_grades = {},
                     .posts = {},
                     .children = {}});
  return found;
}

std::vector<MemberInfo> load_members(Connection& db, SchoolId school) {
  auto members = load_people(db, school);
  attach(members, db.query("SELECT member, grade FROM grade_leads WHERE school = ? ORDER BY member, grade", school),
         [](MemberInfo& member, const Rows& row) { member.leads_grades.push_back(row.get<std::string>(1)); });
  attach(members,
         db.query("SELECT member, class, class_teacher FROM posts WHERE school = ? ORDER BY member, class", school),
         [](MemberInfo& member, const Rows& row) {
           member.posts.push_back({row.get<ClassId>(1), row.get<bool>(2)});
         });
  attach(members,
         db.query("SELECT member, child, relation, may_sign, receives FROM guardianships WHERE school = ?"
                  " ORDER BY member, child",
                  school),
         [](MemberInfo& member, const Rows& row) {
           member.children.push_back({.member = member.id,
                                      .child = row.get<ChildId>(1),
                                      .relation = row.get<std::string>(2),
                                      .may_sign = row.get<bool>(3),
                                      .receives = row.get<bool>(4)});
         });
  return members;
}

}  // namespace

DirectoryPointer load_directory(Connection& db, SchoolId school) {
  return std::make_shared<const SchoolDirectory>(load_school(db, school), load_classes(db, school),
                                                 load_children(db, school), load_members(db, school));
}

std::vector<DirectoryPointer> load_all_directories(Connection& db) {
  std::vector<SchoolId> schools;
  {
    auto rows = db.query("SELECT school FROM schools ORDER BY school");
    while (rows.next()) schools.push_back(rows.get<SchoolId>(0));
  }
  std::vector<DirectoryPointer> found;
  for (const auto school : schools) found.push_back(load_directory(db, school));
  return found;
}

}  // namespace jiaxin::storage
