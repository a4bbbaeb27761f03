#include "domain/rights.hpp"
#include "handlers/sign_in.hpp"
#include "handlers/wire_names.hpp"

namespace jiaxin::handlers {

std::optional<v1::Membership> membership_view(const Services& services, const ports::MembershipRecord& record) {
  const auto school = services.schools.school(record.key.school);
  const auto* member = school ? school->find(record.key.member) : nullptr;
  if (!member) return std::nullopt;

  v1::Membership view;
  set_ref(*view.mutable_ref(), record.key);
  view.set_school_name(school->school().name);
  view.set_time_zone(school->school().time_zone);
  view.set_person_name(member->name);
  for (const auto role : domain::roles_of(*member)) view.add_roles(to_wire(role));
  for (const auto& edge : member->children) *view.add_children() = to_wire(*school, edge);
  for (const auto* info : domain::classes_to_send_to(*school, *member)) *view.add_may_send_to() = to_wire(*info);
  for (const auto& grade : domain::grades_to_send_to(*school, *member)) view.add_may_send_to_grades(grade);
  view.set_may_send_to_school(
      domain::role_to_send(*school, *member, domain::Audience{.whole_school = true}).has_value());
  if (member->administrator)
    for (const auto& info : school->classes()) *view.add_classes() = to_wire(info);
  view.set_epoch(record.epoch.value);
  view.set_head_seq(record.head.value);
  return view;
}

}  // namespace jiaxin::handlers
