// Finds the item that an argument names in the inbox kept here.
#pragma once

#include <optional>
#include <string>

#include "item_choice.hpp"
#include "session.hpp"

namespace jiaxin::cli {

struct FoundItem {
  v1::MemberRef member;
  std::uint64_t message_id = 0;
  std::string time_zone;
  std::optional<client::InboxEntry> entry;  // empty: not kept here, but it can only be this membership's

  const v1::Item* item() const { return entry ? &entry->item : nullptr; }
};

Result<FoundItem> find_item(Session& session, const std::string& school, const std::string& name, Side side);

// The same, where the item itself is needed.
Result<client::InboxEntry> find_entry(Session& session, const std::string& school, const std::string& name, Side side);

}  // namespace jiaxin::cli
