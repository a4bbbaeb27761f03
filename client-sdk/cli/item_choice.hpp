// Which item, child or option an argument means. Pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "jiaxin/client/inbox.hpp"
#include "result.hpp"

namespace jiaxin::cli {

// Message numbers are one school's own: 1/42 names the school, 42 alone does not.
struct MessageName {
  std::optional<std::uint32_t> school_id;
  std::uint64_t message_id = 0;
};

Result<MessageName> parse_message_name(const std::string& text);
std::string message_name(const v1::MemberRef& member, std::uint64_t message_id);  // 1/42
inline std::string message_name(const client::InboxEntry& entry) {
  return message_name(entry.member, entry.message_id);
}

// For a person who is both at one school: what he got as a guardian, or what he sent.
enum class Side { received, sent };

// The one of these entries (all with the message number asked for) that is meant. nullopt: there are none.
Result<std::optional<client::InboxEntry>> choose_entry(std::vector<client::InboxEntry> entries, Side side);

// By name, or by number. Empty: the only child there is. The refusal names the children.
Result<v1::Child> choose_child(const std::vector<v1::Child>& children, const std::string& name);

// By label, or by number from 1; #2 is always the number. Gives the index from 0.
Result<std::uint32_t> choose_option(const v1::ReplySlip& slip, const std::string& text);

}  // namespace jiaxin::cli
