#include "handlers/deciders.hpp"

#include "handlers/wire_names.hpp"

namespace jiaxin::handlers {
namespace {

constexpr std::size_t most_named = 8;

}  // namespace

Deciders find_deciders(const domain::SchoolDirectory& school, const domain::StoppedItem& item) {
  Deciders found;
  for (const auto* member : domain::deciders_of(school, item)) {
    found.members.push_back(member->id);
    if (found.named.size() == most_named) continue;
    auto& named = found.named.emplace_back();
    named.set_member_id(member->id.value);
    named.set_name(member->name);
    named.set_role(to_wire(*domain::role_to_decide(*member, item)));
  }
  return found;
}

}  // namespace jiaxin::handlers
