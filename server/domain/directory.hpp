// One school as the server knows it: classes, children, people and who answers for whom. Built once from storage,
// then immutable and shared by all threads; a new roster makes a new directory.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/ids.hpp"

namespace jiaxin::domain {

struct ClassInfo {
  ClassId id;
  std::string title;
  std::string grade;
  std::vector<ChildId> children;  // filled by the directory
};

// The edge between a guardian and a child, kept at both ends.
struct Guardian {
  MemberId member;
  ChildId child;
  std::string relation;
  bool may_sign = false;
  bool receives = true;
};

struct ChildInfo {
  ChildId id;
  std::string sourced_id;
  std::string name;
  std::vector<ClassId> classes;     // the homeroom class first
  std::vector<Guardian> guardians;  // filled by the directory
};

struct Post {
  ClassId class_id;
  bool class_teacher = false;
};

struct MemberInfo {
  MemberId id;
  std::string sourced_id;
  std::string name;
  std::string login_hint;
  bool principal = false;
  bool administrator = false;
  bool supervisor = false;
  std::vector<std::string> leads_grades;
  std::vector<Post> posts;
  std::vector<Guardian> children;
};

struct SchoolInfo {
  SchoolId id;
  std::string name;
  std::string time_zone;  // IANA
};

class SchoolDirectory {
 public:
  // Only people and children who are at the school now. The links between them are made here.
  SchoolDirectory(SchoolInfo school, std::vector<ClassInfo> classes, std::vector<ChildInfo> children,
                  std::vector<MemberInfo> members);

  const SchoolInfo& school() const { return school_; }
  const std::vector<ClassInfo>& classes() const { return classes_; }
  const std::vector<MemberInfo>& members() const { return members_; }
  const std::vector<ChildInfo>& children() const { return children_; }

  // nullptr: unknown here.
  const ClassInfo* find(ClassId id) const;
  const ChildInfo* find(ChildId id) const;
  const MemberInfo* find(MemberId id) const;
  const MemberInfo* find_person(std::string_view sourced_id) const;
  bool has_grade(std::string_view grade) const;

 private:
  void link_children_to_classes();
  void link_guardians_to_children();

  SchoolInfo school_;
  std::vector<ClassInfo> classes_;
  std::vector<ChildInfo> children_;
  std::vector<MemberInfo> members_;
  std::unordered_map<ClassId, std::size_t> class_at_;
  std::unordered_map<ChildId, std::size_t> child_at_;
  std::unordered_map<MemberId, std::size_t> member_at_;
  std::unordered_map<std::string, std::size_t> person_at_;
};

// The edge from this guardian to this child; nullptr: not his child.
const Guardian* guardian_edge(const MemberInfo& guardian, ChildId child);

}  // namespace jiaxin::domain
