#include "domain/rights.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace jiaxin::domain {
namespace {

// Rows for `send` stand in the order in which a sender's role is chosen.
constexpr std::array table{
    Right{Role::class_teacher, Action::send, Scope::own_classes},
    Right{Role::subject_teacher, Action::send, Scope::own_classes},
    Right{Role::grade_leader, Action::send, Scope::own_grades},
    Right{Role::principal, Action::send, Scope::whole_school},
    Right{Role::administrator, Action::import_roster, Scope::whole_school},
    Right{Role::administrator, Action::issue_codes, Scope::whole_school},
    Right{Role::grade_leader, Action::decide_held, Scope::own_grades},
    Right{Role::principal, Action::decide_held, Scope::whole_school},
    Right{Role::principal, Action::decide_blocked, Scope::whole_school},
    Right{Role::principal, Action::see_overturned, Scope::whole_school},
    Right{Role::supervisor, Action::see_overturned, Scope::whole_school},
    Right{Role::guardian, Action::answer, Scope::own_children_may_sign},
    Right{Role::guardian, Action::see_answers, Scope::own_children},
};

// A class teacher teaches her class too, so that she may write to it and to another that she teaches at once.
bool teaches(const MemberInfo& member, ClassId id, Role as) {
  return std::any_of(member.posts.begin(), member.posts.end(), [&](const Post& post) {
    return post.class_id == id && (as == Role::subject_teacher || post.class_teacher);
  });
}

bool leads(const MemberInfo& member, const std::string& grade) {
  return std::find(member.leads_grades.begin(), member.leads_grades.end(), grade) != member.leads_grades.end();
}

bool has_role(const MemberInfo& member, Role role) {
  const auto roles = roles_of(member);
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

bool covers(const SchoolDirectory& school, const MemberInfo& member, const Right& right, const Audience& to) {
  if (right.scope == Scope::whole_school) return true;
  if (to.whole_school) return false;
  if (right.scope == Scope::own_classes)
    return to.grades.empty() && std::all_of(to.classes.begin(), to.classes.end(),
                                            [&](ClassId id) { return teaches(member, id, right.role); });
  return std::all_of(to.grades.begin(), to.grades.end(), [&](const auto& grade) { return leads(member, grade); }) &&
         std::all_of(to.classes.begin(), to.classes.end(), [&](ClassId id) {
           const auto* info = school.find(id);
           return info && leads(member, info->grade);
         });
}

bool covers(const MemberInfo& member, const Right& right, const StoppedItem& item) {
  if (right.scope == Scope::whole_school) return true;
  return right.scope == Scope::own_grades && !item.grades.empty() &&
         std::all_of(item.grades.begin(), item.grades.end(), [&](const auto& grade) { return leads(member, grade); });
}

bool may_send_to(const SchoolDirectory& school, const MemberInfo& member, const Audience& to) {
  return role_to_send(school, member, to).has_value();
}

}  // namespace

std::span<const Right> rights_table() { return table; }

std::vector<Role> roles_of(const MemberInfo& member) {
  const auto post = [&](bool class_teacher) {
    return std::any_of(member.posts.begin(), member.posts.end(),
                       [&](const Post& p) { return p.class_teacher == class_teacher; });
  };
  std::vector<Role> roles;
  if (member.principal) roles.push_back(Role::principal);
  if (!member.leads_grades.empty()) roles.push_back(Role::grade_leader);
  if (post(true)) roles.push_back(Role::class_teacher);
  if (post(false)) roles.push_back(Role::subject_teacher);
  if (!member.children.empty()) roles.push_back(Role::guardian);
  if (member.administrator) roles.push_back(Role::administrator);
  if (member.supervisor) roles.push_back(Role::supervisor);
  return roles;
}

std::optional<Role> role_to_send(const SchoolDirectory& school, const MemberInfo& member, const Audience& to) {
  if (to.empty()) return std::nullopt;
  for (const auto& right : table)
    if (right.action == Action::send && has_role(member, right.role) && covers(school, member, right, to))
      return right.role;
  return std::nullopt;
}

bool may_manage(const MemberInfo& member, Action action) {
  return std::any_of(table.begin(), table.end(), [&](const Right& right) {
    return right.action == action && right.scope == Scope::whole_school && has_role(member, right.role);
  });
}

bool may_for_child(const MemberInfo& member, Action action, ChildId child) {
  const Guardian* edge = guardian_edge(member, child);
  if (!edge) return false;
  return std::any_of(table.begin(), table.end(), [&](const Right& right) {
    return right.action == action &&
           (right.scope == Scope::own_children || (right.scope == Scope::own_children_may_sign && edge->may_sign));
  });
}

std::optional<Role> role_to_decide(const MemberInfo& member, const StoppedItem& item) {
  if (member.id == item.sender) return std::nullopt;
  const auto action = item.blocked ? Action::decide_blocked : Action::decide_held;
  for (const auto& right : table)
    if (right.action == action && has_role(member, right.role) && covers(member, right, item)) return right.role;
  return std::nullopt;
}

bool may_decide_something(const MemberInfo& member) {
  return std::any_of(table.begin(), table.end(), [&](const Right& right) {
    return (right.action == Action::decide_held || right.action == Action::decide_blocked) &&
           has_role(member, right.role);
  });
}

std::vector<const MemberInfo*> deciders_of(const SchoolDirectory& school, const StoppedItem& item) {
  std::vector<const MemberInfo*> found;
  for (const auto& member : school.members())
    if (role_to_decide(member, item)) found.push_back(&member);
  return found;
}

std::vector<const ClassInfo*> classes_to_send_to(const SchoolDirectory& school, const MemberInfo& member) {
  std::vector<const ClassInfo*> found;
  for (const auto& info : school.classes())
    if (may_send_to(school, member, Audience{.classes = {info.id}})) found.push_back(&info);
  return found;
}

std::vector<std::string> grades_to_send_to(const SchoolDirectory& school, const MemberInfo& member) {
  std::set<std::string> grades;
  for (const auto& info : school.classes())
    if (may_send_to(school, member, Audience{.grades = {info.grade}})) grades.insert(info.grade);
  return {grades.begin(), grades.end()};
}

}  // namespace jiaxin::domain
