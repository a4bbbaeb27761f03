#include "storage/rosters.hpp"

#include <string>
#include <unordered_map>

#include "storage/log_positions.hpp"
#include "storage/sqlite_store.hpp"

namespace jiaxin::storage {
namespace {

template <class Id>
using IdsBySource = std::unordered_map<std::string, Id>;

class RosterImport {
 public:
  RosterImport(Connection& db, domain::SchoolId school) : db_(db), school_(school) {}

  ports::RosterCounts apply(const domain::Roster& roster) {
    const auto before = people_now();
    forget_links();
    everybody_leaves();
    for (const auto& one : roster.classes) put(one);
    for (const auto& one : roster.children) put(one);
    for (const auto& one : roster.people) put(one);
    void_codes_of_those_who_left();
    return counts(roster, before);
  }

 private:
  IdsBySource<domain::MemberId> people_now() {
    IdsBySource<domain::MemberId> found;
    auto rows = db_.query("SELECT sourced_id, member FROM people WHERE school = ? AND active = 1 AND sourced_id <> ?",
                          school_, built_in_administrator);
    while (rows.next()) found.emplace(rows.get<std::string>(0), rows.get<domain::MemberId>(1));
    return found;
  }

  void forget_links() {
    db_.run("DELETE FROM child_classes WHERE school = ?", school_);
    db_.run("DELETE FROM posts WHERE school = ?", school_);
    db_.run("DELETE FROM grade_leads WHERE school = ?", school_);
    db_.run("DELETE FROM guardianships WHERE school = ?", school_);
  }

  void everybody_leaves() {
    db_.run("UPDATE classes SET active = 0 WHERE school = ?", school_);
    db_.run("UPDATE children SET active = 0 WHERE school = ?", school_);
    db_.run("UPDATE people SET active = 0 WHERE school = ? AND sourced_id <> ?", school_, built_in_administrator);
  }

  void put(const domain::RosterClass& one) {
    auto id = known<domain::ClassId>("SELECT class FROM classes WHERE school = ? AND sourced_id = ?", one.sourced_id);
    if (!id)
      id =
          next<domain::ClassId>("UPDATE schools SET last_class = last_class + 1 WHERE school = ? RETURNING last_class");
    db_.run(
        "INSERT INTO classes (school, class, sourced_id, title, grade, active) VALUES (?, ?, ?, ?, ?, 1)"
        " ON CONFLICT (school, class) DO UPDATE SET title = excluded.title, grade = excluded.grade, active = 1",
        school_, *id, one.sourced_id, one.title, one.grade);
    classes_[one.sourced_id] = *id;
  }

  void put(const domain::RosterChild& one) {
    auto id = known<domain::ChildId>("SELECT child FROM children WHERE school = ? AND sourced_id = ?", one.sourced_id);
    if (!id)
      id =
          next<domain::ChildId>("UPDATE schools SET last_child = last_child + 1 WHERE school = ? RETURNING last_child");
    db_.run(
        "INSERT INTO children (school, child, sourced_id, name, active) VALUES (?, ?, ?, ?, 1)"
        " ON CONFLICT (school, child) DO UPDATE SET name = excluded.name, active = 1",
        school_, *id, one.sourced_id, one.name);
    children_[one.sourced_id] = *id;
    for (std::size_t position = 0; position < one.class_ids.size(); ++position)
      db_.run("INSERT INTO child_classes (school, child, position, class) VALUES (?, ?, ?, ?)", school_, *id, position,
              classes_.at(one.class_ids[position]));
  }

  void put(const domain::RosterPerson& one) {
    if (one.sourced_id == built_in_administrator) throw std::invalid_argument("a reserved sourced id");
    auto id = known<domain::MemberId>("SELECT member FROM people WHERE school = ? AND sourced_id = ?", one.sourced_id);
    const bool is_new = !id;
    if (is_new)
      id = next<domain::MemberId>(
          "UPDATE schools SET last_member = last_member + 1 WHERE school = ? RETURNING last_member");
    db_.run(
        "INSERT INTO people (school, member, sourced_id, name, login_hint, principal, administrator, supervisor, active)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1) ON CONFLICT (school, member) DO UPDATE SET name = excluded.name,"
        " login_hint = excluded.login_hint, principal = excluded.principal, administrator = excluded.administrator,"
        " supervisor = excluded.supervisor, active = 1",
        school_, *id, one.sourced_id, one.name, one.login_hint, one.principal, one.administrator, one.supervisor);
    if (is_new) open_log(db_, {school_, *id});
    put_links(*id, one);
  }

  void put_links(domain::MemberId id, const domain::RosterPerson& one) {
    for (const auto& grade : one.leads_grades)
      db_.run("INSERT INTO grade_leads (school, member, grade) VALUES (?, ?, ?)", school_, id, grade);
    for (const auto& post : one.posts)
      db_.run("INSERT INTO posts (school, member, class, class_teacher) VALUES (?, ?, ?, ?)", school_, id,
              classes_.at(post.class_id), post.class_teacher);
    for (const auto& edge : one.children)
      db_.run(
          "INSERT INTO guardianships (school, member, child, relation, may_sign, receives) VALUES (?, ?, ?, ?, ?, ?)",
          school_, id, children_.at(edge.child_id), edge.relation, edge.may_sign, edge.receives);
  }

  void void_codes_of_those_who_left() {
    db_.run(
        "DELETE FROM codes WHERE school = ?1 AND member IN (SELECT member FROM people WHERE school = ?1 AND active = "
        "0)",
        school_);
  }

  static ports::RosterCounts counts(const domain::Roster& roster, IdsBySource<domain::MemberId> before) {
    ports::RosterCounts made{.classes = static_cast<std::uint32_t>(roster.classes.size()),
                             .children = static_cast<std::uint32_t>(roster.children.size())};
    for (const auto& one : roster.people) {
      if (!one.children.empty()) ++made.guardians;
      if (one.principal || one.administrator || one.supervisor || !one.leads_grades.empty() || !one.posts.empty())
        ++made.staff;
      before.erase(one.sourced_id);
    }
    made.people_left = static_cast<std::uint32_t>(before.size());
    return made;
  }

  template <class Id>
  std::optional<Id> known(Sql sql, const std::string& sourced_id) {
    auto rows = db_.query(sql, school_, sourced_id);
    return rows.next() ? std::optional(rows.get<Id>(0)) : std::nullopt;
  }

  template <class Id>
  Id next(Sql sql) {
    return db_.value<Id>(sql, school_);
  }

  Connection& db_;
  domain::SchoolId school_;
  IdsBySource<domain::ClassId> classes_;
  IdsBySource<domain::ChildId> children_;
};

}  // namespace

ports::RosterCounts apply_roster(Connection& db, domain::SchoolId school, const domain::Roster& roster) {
  return RosterImport(db, school).apply(roster);
}

}  // namespace jiaxin::storage
