// What is received, as people read it. Text from outside is cleaned on the way.
#pragma once

#include <iosfwd>
#include <string>

#include "jiaxin/client/inbox.hpp"
#include "jiaxin/v1/session.pb.h"

namespace jiaxin::cli {

// Everything: where it is from, whom it concerns, until when, what is asked, who has answered, the whole text.
void print_item(std::ostream& out, const client::InboxEntry& entry);

// A few lines of a list.
void print_item_summary(std::ostream& out, const client::InboxEntry& entry);

void print_membership(std::ostream& out, const v1::Membership& membership);

// One line: 欧阳思远：李芳（母亲） 同意，2026-11-22 15:04 +08:00. `entry`: nullptr where the item is not known.
std::string answer_line(const v1::AnswerRecorded& answer, const client::InboxEntry* entry, std::string_view zone);

}  // namespace jiaxin::cli
