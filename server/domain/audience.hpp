// Who an item is for, and who that is by name.
#pragma once

#include <string>
#include <vector>

#include "domain/directory.hpp"

namespace jiaxin::domain {

// Exactly one of the three is filled.
struct Audience {
  std::vector<ClassId> classes;
  std::vector<std::string> grades;
  bool whole_school = false;

  bool empty() const { return classes.empty() && grades.empty() && !whole_school; }
  bool is_one_kind() const { return int{!classes.empty()} + int{!grades.empty()} + int{whole_school} == 1; }
};

// One guardian and those of his children whom the item concerns: he gets one item that names them all.
struct Recipient {
  MemberId member;
  std::vector<const Guardian*> children;  // edges, borrowed from the directory, ordered by child
};

// In order of member id. Only guardians who receive; children whom nobody receives for are in no recipient.
std::vector<Recipient> recipients_of(const SchoolDirectory& school, const Audience& to);

// The grades that the audience belongs to, each once, in order; none for the whole school.
std::vector<std::string> grades_of(const SchoolDirectory& school, const Audience& to);

// A class is in both. By the roster of this moment.
bool overlap(const SchoolDirectory& school, const Audience& a, const Audience& b);

// As families read it: 三年级(1)班, 三年级, 全校. Several are joined by 、, a long list is shortened.
std::string describe(const SchoolDirectory& school, const Audience& to);

}  // namespace jiaxin::domain
