#include "domain/directory.hpp"

#include <algorithm>

namespace jiaxin::domain {
namespace {

template <class Items, class Key>
auto* find_in(Items& items, const std::unordered_map<Key, std::size_t>& at, const Key& key) {
  const auto found = at.find(key);
  return found == at.end() ? nullptr : &items[found->second];
}

template <class Items, class Key, class Field>
void index(const Items& items, std::unordered_map<Key, std::size_t>& at, Field field) {
  at.reserve(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) at.emplace(items[i].*field, i);
}

}  // namespace

SchoolDirectory::SchoolDirectory(SchoolInfo school, std::vector<ClassInfo> classes, std::vector<ChildInfo> children,
                                 std::vector<MemberInfo> members)
    : school_(std::move(school)),
      classes_(std::move(classes)),
      children_(std::move(children)),
      members_(std::move(members)) {
  index(classes_, class_at_, &ClassInfo::id);
  index(children_, child_at_, &ChildInfo::id);
  index(members_, member_at_, &MemberInfo::id);
  index(members_, person_at_, &MemberInfo::sourced_id);
  link_children_to_classes();
  link_guardians_to_children();
}

void SchoolDirectory::link_children_to_classes() {
  for (const auto& child : children_)
    for (const auto id : child.classes)
      if (auto* at = find_in(classes_, class_at_, id)) at->children.push_back(child.id);
}

void SchoolDirectory::link_guardians_to_children() {
  for (auto& member : members_)
    for (auto& edge : member.children) {
      edge.member = member.id;
      if (auto* child = find_in(children_, child_at_, edge.child)) child->guardians.push_back(edge);
    }
}

const ClassInfo* SchoolDirectory::find(ClassId id) const { return find_in(classes_, class_at_, id); }
const ChildInfo* SchoolDirectory::find(ChildId id) const { return find_in(children_, child_at_, id); }
const MemberInfo* SchoolDirectory::find(MemberId id) const { return find_in(members_, member_at_, id); }

const MemberInfo* SchoolDirectory::find_person(std::string_view sourced_id) const {
  return find_in(members_, person_at_, std::string(sourced_id));
}

bool SchoolDirectory::has_grade(std::string_view grade) const {
  return std::any_of(classes_.begin(), classes_.end(), [&](const auto& c) { return c.grade == grade; });
}

const Guardian* guardian_edge(const MemberInfo& guardian, ChildId child) {
  for (const auto& edge : guardian.children)
    if (edge.child == child) return &edge;
  return nullptr;
}

}  // namespace jiaxin::domain
