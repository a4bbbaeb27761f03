#include "item_lookup.hpp"

namespace jiaxin::cli {
namespace {

Refusal not_found(const std::string& name) {
  return refused("没有编号为 " + name + " 的内容（见 jiaxin inbox）。",
                 "There is no item " + name + " (see jiaxin inbox).");
}

Memberships memberships_meant(const Session& session, const std::string& school, const MessageName& name) {
  Memberships meant;
  for (auto& membership : session.memberships())
    if (is_at_school(membership, school) && (!name.school_id || *name.school_id == membership.ref().school_id()))
      meant.push_back(membership);
  return meant;
}

}  // namespace

Result<FoundItem> find_item(Session& session, const std::string& school, const std::string& name, Side side) {
  const auto parsed = parse_message_name(name);
  if (!parsed) return parsed.refusal();
  const auto meant = memberships_meant(session, school, *parsed);
  std::vector<client::InboxEntry> entries;
  for (const auto& membership : meant) {
    auto entry = session.result_of(session.client().inbox_entry(membership.ref(), parsed->message_id));
    if (!entry) return entry.refusal();
    if (*entry) entries.push_back(**entry);
  }
  auto entry = choose_entry(std::move(entries), side);
  if (!entry) return entry.refusal();
  if (*entry) return FoundItem{(*entry)->member, parsed->message_id, (*entry)->item.time_zone(), *entry};
  if (meant.size() != 1) return not_found(name);
  return FoundItem{meant.front().ref(), parsed->message_id, meant.front().time_zone(), std::nullopt};
}

Result<client::InboxEntry> find_entry(Session& session, const std::string& school, const std::string& name, Side side) {
  const auto found = find_item(session, school, name, side);
  if (!found) return found.refusal();
  if (!found->entry) return not_found(name);
  return *found->entry;
}

}  // namespace jiaxin::cli
