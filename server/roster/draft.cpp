#include "roster/draft.hpp"

namespace jiaxin::roster {

namespace {

void expect_school(const Draft& draft, const ClassRecord& record, Problems& problems) {
  if (!draft.school || draft.is_school(record.school_id)) return;
  problems.add(record.place, {text("schoolSourcedId ", shown(record.school_id), " 不是本校"),
                              text("the schoolSourcedId ", shown(record.school_id), " is not this school")});
}

void take_role(DraftPerson& person, Role role) {
  switch (role) {
    case Role::student: person.pupil = true; break;
    case Role::teacher: person.teacher = true; break;
    case Role::guardian: person.guardian = true; break;
    case Role::principal: person.principal = true; break;
    case Role::administrator: person.administrator = true; break;
    case Role::grade_leader: person.leads_grades = true; break;
    case Role::supervisor: person.supervisor = true; break;
    case Role::other: break;
  }
}

void apply_role(const RoleRecord& record, Draft& draft, Problems& problems) {
  DraftPerson* const person = find_person(draft, record.place, "userSourcedId", record.user_id, problems);
  if (!draft.orgs.contains(record.org_id)) {
    problems.add(record.place, {text("orgSourcedId ", shown(record.org_id), " 不在 orgs.csv 中"),
                                text("the orgSourcedId ", shown(record.org_id), " is not in orgs.csv")});
  }
  if (!person) return;
  person->in_roles_file = true;
  if (draft.is_school(record.org_id)) take_role(*person, record.role);
}

void check_roles(const DraftPerson& person, Problems& problems) {
  const UserRecord& user = *person.user;
  if (person.gone()) return;
  if (!person.in_roles_file) {
    problems.add(user.place, {text("用户 ", shown(user.id), " 在 roles.csv 中没有角色"),
                              text("the user ", shown(user.id), " has no role in roles.csv")});
  }
  if (person.pupil && person.adult_role()) {
    problems.add(user.place, {text("用户 ", shown(user.id), " 既是学生又有教职工或监护人角色"),
                              text("the user ", shown(user.id), " is both a pupil and staff or a guardian")});
  }
}

}  // namespace

void place_orgs(const std::vector<OrgRecord>& orgs, Draft& draft, Problems& problems) {
  std::size_t schools = 0;
  for (const OrgRecord& org : orgs) {
    draft.orgs.emplace(org.id, &org);
    if (org.leaving || !org.school) continue;
    draft.school = &org;
    ++schools;
  }
  if (schools == 1) return;
  draft.school = nullptr;
  problems.add({"orgs.csv", 0},
               {text("应恰好有一个 type 为 school 的机构，现有 ", std::to_string(schools), " 个"),
                text("exactly one org of type school is needed; there are ", std::to_string(schools))});
}

void place_classes(const std::vector<ClassRecord>& classes, Draft& draft, Problems& problems) {
  for (const ClassRecord& record : classes) {
    draft.classes.emplace(record.id, DraftClass{&record});
    if (!record.leaving) expect_school(draft, record, problems);
  }
}

void place_users(const std::vector<UserRecord>& users, Draft& draft) {
  for (const UserRecord& user : users) draft.people.emplace(user.id, DraftPerson{.user = &user});
}

void apply_roles(const std::vector<RoleRecord>& roles, Draft& draft, Problems& problems) {
  for (const RoleRecord& record : roles) {
    if (!record.leaving) {
      apply_role(record, draft, problems);
    } else if (const auto found = draft.people.find(record.user_id); found != draft.people.end()) {
      found->second.in_roles_file = true;
    }
  }
  for (const auto& [id, person] : draft.people) check_roles(person, problems);
}

DraftPerson* find_person(Draft& draft, Place place, std::string_view column, std::string_view id, Problems& problems) {
  const auto found = draft.people.find(id);
  if (found != draft.people.end()) return &found->second;
  problems.add(place, {text(column, " ", shown(id), " 不在 users.csv 中"),
                       text("the ", column, " ", shown(id), " is not in users.csv")});
  return nullptr;
}

}  // namespace jiaxin::roster
