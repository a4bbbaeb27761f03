#include "handlers/wire_names.hpp"

namespace jiaxin::handlers {

v1::Choice to_wire(domain::Choice choice) {
  switch (choice) {
    case domain::Choice::agree: return v1::CHOICE_AGREE;
    case domain::Choice::decline: return v1::CHOICE_DECLINE;
    case domain::Choice::slip: return v1::CHOICE_SLIP;
  }
  return v1::CHOICE_UNSPECIFIED;
}

v1::Child to_wire(const domain::SchoolDirectory& school, const domain::Guardian& edge) {
  v1::Child wire;
  wire.set_child_id(edge.child.value);
  wire.set_relation(edge.relation);
  wire.set_may_sign(edge.may_sign);
  const auto* child = school.find(edge.child);
  if (!child) return wire;
  wire.set_name(child->name);
  if (child->classes.empty()) return wire;
  if (const auto* info = school.find(child->classes.front())) {
    wire.set_class_id(info->id.value);
    wire.set_class_title(info->title);
  }
  return wire;
}

v1::ClassRef to_wire(const domain::ClassInfo& info) {
  v1::ClassRef wire;
  wire.set_class_id(info.id.value);
  wire.set_title(info.title);
  wire.set_grade(info.grade);
  return wire;
}

void set_ref(v1::MemberRef& ref, domain::MemberKey key) {
  ref.set_school_id(key.school.value);
  ref.set_member_id(key.member.value);
}

}  // namespace jiaxin::handlers
