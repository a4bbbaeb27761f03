#include "requests.hpp"

namespace jiaxin::demo {
namespace {

v1::SendHeader header_of(const Person& from) {
  v1::SendHeader header;
  *header.mutable_from() = from.member();
  return header;
}

}  // namespace

v1::SendHeader to_class(const Person& from, const std::string& title) {
  auto header = header_of(from);
  header.mutable_to()->add_class_ids(from.class_called(title));
  return header;
}

v1::SendHeader to_own_grade(const Person& from) {
  auto header = header_of(from);
  const auto membership = from.membership();
  expect(membership.may_send_to_grades_size() == 1, from.name() + " leads one grade");
  header.mutable_to()->add_grades(membership.may_send_to_grades(0));
  return header;
}

v1::SendHeader to_school(const Person& from) {
  auto header = header_of(from);
  header.mutable_to()->set_whole_school(true);
  return header;
}

v1::SendNotice notice_of(const LetterText& text, v1::SendHeader header) {
  v1::SendNotice notice;
  *notice.mutable_header() = std::move(header);
  notice.set_title(text.title);
  notice.set_body(text.body);
  return notice;
}

v1::SendLetter letter_of(const LetterText& text, v1::SendHeader header) {
  v1::SendLetter letter;
  *letter.mutable_header() = std::move(header);
  letter.set_title(text.title);
  letter.set_body(text.body);
  return letter;
}

std::int64_t in_a_week() {
  const auto then = std::chrono::system_clock::now() + std::chrono::days{7};
  return std::chrono::duration_cast<milliseconds>(then.time_since_epoch()).count();
}

std::uint32_t child_called(const client::InboxEntry& entry, const std::string& name) {
  for (const auto& child : entry.children)
    if (child.name() == name) return child.child_id();
  throw DayFailed("the item \"" + entry.item.title() + "\" concerns " + name);
}

v1::AnswerHeader answer_to(const client::InboxEntry& entry, const std::string& child) {
  v1::AnswerHeader header;
  *header.mutable_member() = entry.member;
  header.set_message_id(entry.message_id);
  header.set_child_id(child_called(entry, child));
  return header;
}

void open_item(Person& person, std::uint64_t message_id) {
  const auto what = person.name() + " opens item " + std::to_string(message_id);
  const auto arrival = person.wait_arrival(message_id);
  settle(person, person.client().mark_read(arrival.entry.member, message_id), client::SettledAs::marked, what);
}

std::string words_of(const client::Settled& settled) {
  switch (settled.as) {
    case client::SettledAs::stored: return "stored";
    case client::SettledAs::held: return "held: " + settled.send.held().ShortDebugString();
    case client::SettledAs::blocked: return "blocked: " + settled.send.blocked().ShortDebugString();
    case client::SettledAs::answered: return "answered";
    case client::SettledAs::marked: return "marked";
    case client::SettledAs::refused: return settled.failure ? words_of(*settled.failure) : "refused";
  }
  return "unknown";
}

Result settle(Person& person, client::Outcome<client::Queued> queued, client::SettledAs as, const std::string& what) {
  const auto result = person.wait_settled(must(std::move(queued), what));
  expect(result.settled.as == as, what + ", but it was " + words_of(result.settled));
  return result;
}

v1::Receipts all_receipts(Person& sender, std::uint64_t message_id) {
  v1::GetReceipts request;
  *request.mutable_member() = sender.member();
  request.set_message_id(message_id);
  v1::Receipts all;
  do {
    const auto page =
        sender.ask<v1::Receipts>("reads the receipts", [&](auto done) { sender.client().get_receipts(request, done); });
    *all.mutable_summary() = page.summary();
    all.mutable_receipts()->MergeFrom(page.receipts());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return all;
}

}  // namespace jiaxin::demo
