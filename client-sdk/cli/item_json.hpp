// What is received, as JSON. The keys are described in README.md and do not change.
#pragma once

#include <string_view>

#include "jiaxin/client/inbox.hpp"
#include "jiaxin/v1/receipt.pb.h"
#include "jiaxin/v1/session.pb.h"
#include "json_text.hpp"

namespace jiaxin::cli {

json::object json_of(const v1::Membership& membership);
json::object json_of(const v1::Child& child);
json::object json_of(const client::InboxEntry& entry);

// `entry` is the item answered, nullptr: not known here; then there are no labels and names.
json::object json_of(const v1::AnswerRecorded& answer, const client::InboxEntry* entry, std::string_view zone);

// option_number (from 1) and option_label, null where nothing was chosen.
void put_choice(json::object& object, v1::Choice choice, std::uint32_t slip_option, const v1::Item* item);

}  // namespace jiaxin::cli
