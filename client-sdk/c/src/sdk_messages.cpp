#include "sdk_messages.hpp"

#include "failure.hpp"

namespace jiaxin::c {
namespace {

using client::SettledAs;

template <class From, class To>
void copy(const From& from, To* to) {
  to->Assign(from.begin(), from.end());
}

void fill_refusal(const client::Failure& failure, sdk::v1::Refusal& out) {
  out.set_status(status_of(failure.kind));
  out.set_text_zh(failure.text_zh);
  out.set_text_en(failure.text_en);
  *out.mutable_error() = failure.error;
}

}  // namespace

sdk::v1::Account account_of(const client::Client& client) {
  sdk::v1::Account out;
  out.set_login(client.login());
  out.set_has_token(client.has_token());
  out.set_sends_in_clear(client.sends_in_clear());
  copy(client.memberships(), out.mutable_memberships());
  return out;
}

client::InboxQuery query_of(const sdk::v1::InboxQuery& query) {
  client::InboxQuery out;
  if (query.has_member()) out.member = query.member();
  out.unread_only = query.unread_only();
  if (query.before_at_ms() != 0) out.before_at_ms = query.before_at_ms();
  if (query.limit() != 0) out.limit = query.limit();
  return out;
}

sdk::v1::InboxEntry message_of(const client::InboxEntry& entry) {
  sdk::v1::InboxEntry out;
  *out.mutable_member() = entry.member;
  out.set_seq(entry.seq);
  out.set_message_id(entry.message_id);
  out.set_at_ms(entry.at_ms);
  *out.mutable_item() = entry.item;
  copy(entry.children, out.mutable_children());
  out.set_sent_by_me(entry.sent_by_me);
  out.set_read(entry.read);
  copy(entry.answers, out.mutable_answers());
  return out;
}

sdk::v1::Inbox message_of(const std::vector<client::InboxEntry>& entries) {
  sdk::v1::Inbox out;
  for (const auto& entry : entries) *out.add_entries() = message_of(entry);
  return out;
}

sdk::v1::AnswerArrived message_of(const client::AnswerArrived& answer) {
  sdk::v1::AnswerArrived out;
  *out.mutable_member() = answer.member;
  out.set_message_id(answer.message_id);
  out.set_seq(answer.seq);
  *out.mutable_answer() = answer.answer;
  return out;
}

sdk::v1::ReviewNews message_of(const client::ReviewNews& news) {
  sdk::v1::ReviewNews out;
  *out.mutable_member() = news.member;
  out.set_message_id(news.message_id);
  out.set_seq(news.seq);
  if (news.waiting) *out.mutable_waiting() = *news.waiting;
  if (news.outcome) *out.mutable_outcome() = *news.outcome;
  return out;
}

sdk::v1::Settled message_of(const client::Settled& settled) {
  sdk::v1::Settled out;
  out.set_client_id(settled.client_id.wire());
  out.set_kind(static_cast<sdk::v1::EntryKind>(settled.kind));
  *out.mutable_member() = settled.member;
  out.set_message_id(settled.message_id);
  out.set_child_id(settled.child_id);
  switch (settled.as) {
    case SettledAs::stored:
    case SettledAs::held:
    case SettledAs::blocked: *out.mutable_sent() = settled.send; break;
    case SettledAs::answered: *out.mutable_answered() = settled.answered; break;
    case SettledAs::marked: *out.mutable_marked() = settled.marked; break;
    case SettledAs::refused: fill_refusal(settled.failure.value_or(client::Failure{}), *out.mutable_refused()); break;
  }
  return out;
}

sdk::v1::Outbox message_of(const std::vector<client::OutboxEntry>& entries) {
  sdk::v1::Outbox out;
  for (const auto& entry : entries) {
    auto& row = *out.add_entries();
    row.set_client_id(entry.client_id.wire());
    row.set_kind(static_cast<sdk::v1::EntryKind>(entry.kind));
    *row.mutable_member() = entry.member;
    row.set_queued_at_ms(entry.queued_at_ms);
    if (entry.settled) *row.mutable_settled() = message_of(*entry.settled);
  }
  return out;
}

}  // namespace jiaxin::c
