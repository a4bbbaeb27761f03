// Who may do what: one table, asked in one way by every command.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/audience.hpp"
#include "domain/directory.hpp"

namespace jiaxin::domain {

enum class Role { principal, grade_leader, class_teacher, subject_teacher, guardian, administrator };
enum class Action { send, import_roster, issue_codes, answer, see_answers };
enum class Scope { own_classes, own_grades, whole_school, own_children, own_children_may_sign };

struct Right {
  Role role;
  Action action;
  Scope scope;
};

std::span<const Right> rights_table();

std::vector<Role> roles_of(const MemberInfo& member);

// The role in which this member may write to all of the audience: the closest to the class, since that is how the
// family knows her. nullopt: she may not.
std::optional<Role> role_to_send(const SchoolDirectory& school, const MemberInfo& member, const Audience& to);

// For the administrator's actions.
bool may_manage(const MemberInfo& member, Action action);

// answer or see_answers, for one child.
bool may_for_child(const MemberInfo& member, Action action, ChildId child);

// What she may write to, for her to choose from.
std::vector<const ClassInfo*> classes_to_send_to(const SchoolDirectory& school, const MemberInfo& member);
std::vector<std::string> grades_to_send_to(const SchoolDirectory& school, const MemberInfo& member);

}  // namespace jiaxin::domain
