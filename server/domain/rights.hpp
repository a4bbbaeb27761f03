// Who may do what: one table, asked in one way by every command.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/audience.hpp"
#include "domain/directory.hpp"

namespace jiaxin::domain {

enum class Role { principal, grade_leader, class_teacher, subject_teacher, guardian, administrator, supervisor };
enum class Action {
  send,
  import_roster,
  issue_codes,
  answer,
  see_answers,
  decide_held,
  decide_blocked,
  see_overturned,
};
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

// For what concerns the whole school: the administrator's actions, see_overturned.
bool may_manage(const MemberInfo& member, Action action);

// answer or see_answers, for one child.
bool may_for_child(const MemberInfo& member, Action action, ChildId child);

// What the policy filter stopped, as far as it matters for who decides about it.
struct StoppedItem {
  MemberId sender;
  bool blocked = false;             // false: held
  std::vector<std::string> grades;  // of the classes written to; empty: the whole school
};

// The role in which this member decides about it. nullopt: she may not. Nobody decides about her own.
std::optional<Role> role_to_decide(const MemberInfo& member, const StoppedItem& item);
// Whether there is anything at all that this member could decide about.
bool may_decide_something(const MemberInfo& member);
// In order of member id.
std::vector<const MemberInfo*> deciders_of(const SchoolDirectory& school, const StoppedItem& item);

// What she may write to, for her to choose from.
std::vector<const ClassInfo*> classes_to_send_to(const SchoolDirectory& school, const MemberInfo& member);
std::vector<std::string> grades_to_send_to(const SchoolDirectory& school, const MemberInfo& member);

}  // namespace jiaxin::domain
