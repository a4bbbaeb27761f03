// The requests of the day, made from its texts.
#pragma once

#include <cstdint>
#include <string>

#include "letter_file.hpp"
#include "person.hpp"

namespace jiaxin::demo {

inline constexpr const char* our_class = "三年级(1)班";

v1::SendHeader to_class(const Person& from, const std::string& title);
v1::SendHeader to_own_grade(const Person& from);
v1::SendHeader to_school(const Person& from);

v1::SendNotice notice_of(const LetterText& text, v1::SendHeader header);
v1::SendLetter letter_of(const LetterText& text, v1::SendHeader header);

std::int64_t in_a_week();  // Unix milliseconds

// The child of this name in the item as this guardian has it.
std::uint32_t child_called(const client::InboxEntry& entry, const std::string& name);
v1::AnswerHeader answer_to(const client::InboxEntry& entry, const std::string& child);

// Opens the item that has come, as a person does who reads it. The result is on record when this returns.
void open_item(Person& person, std::uint64_t message_id);

// What became of something sent, with the server's reason if it was refused.
std::string words_of(const client::Settled& settled);

// Waits for the result of what was put into the outbox, which has to be `as`. `what` says what should happen.
Result settle(Person& person, client::Outcome<client::Queued> queued, client::SettledAs as, const std::string& what);

// All pages.
v1::Receipts all_receipts(Person& sender, std::uint64_t message_id);

}  // namespace jiaxin::demo
