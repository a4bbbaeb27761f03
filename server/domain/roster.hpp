// A school's roster as its office hands it in: who is taught, by whom, and who answers for which child.
// Plain data named by the office's own ids (OneRoster's sourcedId, unique within the school); the parser in
// server/roster makes it, and it is whole and consistent: every id that is referred to exists.
#pragma once

#include <string>
#include <vector>

namespace jiaxin::domain {

struct RosterClass {
  std::string sourced_id;
  std::string title;  // as families read it, e.g. 一年级(2)班
  std::string grade;  // "1" to "9"
};

struct RosterChild {
  std::string sourced_id;
  std::string name;
  std::vector<std::string> class_ids;  // sourced ids; the homeroom class first
};

struct TeachingPost {
  std::string class_id;
  bool class_teacher = false;  // 班主任: primary teacher of a homeroom class
};

struct Guardianship {
  std::string child_id;
  std::string relation;  // as families read it: 母亲, 祖父, …
  bool may_sign = false;
  bool receives = true;  // false: is not written to about this child
};

// One person, with all that he is at this school: a teacher may be a pupil's father too.
struct RosterPerson {
  std::string sourced_id;
  std::string name;
  std::string login_hint;  // suggested sign-in name (OneRoster's username)
  bool principal = false;
  bool administrator = false;
  bool supervisor = false;                // 督学
  std::vector<std::string> leads_grades;  // 年级组长 of these grades
  std::vector<TeachingPost> posts;
  std::vector<Guardianship> children;
};

struct Roster {
  std::string school_name;
  std::vector<RosterClass> classes;
  std::vector<RosterChild> children;
  std::vector<RosterPerson> people;
};

}  // namespace jiaxin::domain
