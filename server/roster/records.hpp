// The rows of each OneRoster file with their own values checked, before anything is looked up across files.
// Text is viewed in the sheets, which must outlive the records.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "roster/sheet.hpp"

namespace jiaxin::roster {

// In every record: place is the row, leaving says that its status is tobedeleted.
struct OrgRecord {
  Place place{};
  bool leaving = false;
  std::string_view id{};
  std::string_view name{};
  bool school = false;
};

struct ClassRecord {
  Place place{};
  bool leaving = false;
  std::string_view id{};
  std::string_view title{};
  std::string_view school_id{};
  std::string grade{};
  bool homeroom = false;
};

struct UserRecord {
  Place place{};
  bool leaving = false;
  std::string_view id{};
  std::string_view username{};  // not yet checked: pupils need none
  std::string_view grades{};    // not yet read: only those of grade leaders matter
  std::string name{};
  bool enabled = true;
};

enum class Role { student, teacher, guardian, principal, administrator, grade_leader, supervisor, other };

struct RoleRecord {
  Place place{};
  bool leaving = false;
  std::string_view user_id{};
  std::string_view org_id{};
  Role role = Role::other;
};

enum class EnrollmentRole { student, teacher, other };

struct EnrollmentRecord {
  Place place{};
  bool leaving = false;
  std::string_view class_id{};
  std::string_view school_id{};
  std::string_view user_id{};
  EnrollmentRole role = EnrollmentRole::other;
  bool primary = false;
};

struct GuardianshipRecord {
  Place place{};
  bool leaving = false;
  std::string_view child_id{};
  std::string_view guardian_id{};
  std::string_view relation{};
  bool may_sign = false;
  bool receives = false;
};

std::vector<OrgRecord> read_orgs(const Sheet& sheet, Problems& problems);
std::vector<ClassRecord> read_classes(const Sheet& sheet, Problems& problems);
std::vector<UserRecord> read_users(const Sheet& sheet, Problems& problems);
std::vector<RoleRecord> read_roles(const Sheet& sheet, Problems& problems);
std::vector<EnrollmentRecord> read_enrollments(const Sheet& sheet, Problems& problems);
std::vector<GuardianshipRecord> read_guardianships(const Sheet& sheet, Problems& problems);

}  // namespace jiaxin::roster
