// The roster in the making: every record under its id, and what the files that refer to it have said so far.
// The steps run in the order they stand here; each notes what is wrong and goes on with the next row.
#pragma once

#include <map>
#include <string_view>
#include <vector>

#include "domain/roster.hpp"
#include "roster/records.hpp"

namespace jiaxin::roster {

struct DraftPerson {
  const UserRecord* user = nullptr;
  bool in_roles_file = false;
  bool pupil = false;
  bool teacher = false;
  bool guardian = false;
  bool principal = false;
  bool administrator = false;
  bool leads_grades = false;
  bool supervisor = false;
  const ClassRecord* homeroom = nullptr;
  std::vector<std::string> other_classes{};
  std::vector<domain::TeachingPost> posts{};
  std::vector<domain::Guardianship> children{};

  bool adult_role() const { return teacher || guardian || principal || administrator || leads_grades || supervisor; }
  // Pupils do not sign in, so enabledUser says nothing about them.
  bool gone() const { return user->leaving || (!pupil && !user->enabled); }
};

struct DraftClass {
  const ClassRecord* record = nullptr;
  const DraftPerson* class_teacher = nullptr;
};

struct Draft {
  const OrgRecord* school = nullptr;
  std::map<std::string_view, const OrgRecord*> orgs;
  std::map<std::string_view, DraftClass> classes;
  std::map<std::string_view, DraftPerson> people;

  bool is_school(std::string_view org_id) const { return school && school->id == org_id; }
};

void place_orgs(const std::vector<OrgRecord>& orgs, Draft& draft, Problems& problems);
void place_classes(const std::vector<ClassRecord>& classes, Draft& draft, Problems& problems);
void place_users(const std::vector<UserRecord>& users, Draft& draft);
void apply_roles(const std::vector<RoleRecord>& roles, Draft& draft, Problems& problems);
void apply_enrollments(const std::vector<EnrollmentRecord>& enrollments, Draft& draft, Problems& problems);
void apply_guardianships(const std::vector<GuardianshipRecord>& guardianships, Draft& draft, Problems& problems);

// Whole only if no problem was noted, here or before.
domain::Roster assemble(const std::vector<ClassRecord>& classes, const std::vector<UserRecord>& users,
                        const Draft& draft, Problems& problems);

// Null, and a problem, if nobody in users.csv has this id. `column` is where the id stands.
DraftPerson* find_person(Draft& draft, Place place, std::string_view column, std::string_view id, Problems& problems);

}  // namespace jiaxin::roster
