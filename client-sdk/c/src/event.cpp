#include "event.hpp"

#include "handle.hpp"
#include "sdk_messages.hpp"

namespace jiaxin::c {
namespace {

void tell(const jx_client& client, jx_event event) {
  const InCallback inside(client);
  if (!client.gives) return client.on_event(client.user, &event);
  client.on_event(client.user, new jx_event(std::move(event)));
}

jx_event about(jx_kind kind, const v1::MemberRef& member, std::uint64_t message_id = 0) {
  jx_event event;
  event.kind = kind;
  event.member = member;
  event.message_id = message_id;
  return event;
}

jx_event because(jx_kind kind, const client::Failure& why) {
  jx_event event;
  event.kind = kind;
  event.failure = crossing(why);
  return event;
}

jx_event changed(const client::StateChange& change) {
  jx_event event;
  event.kind = JX_STATE_CHANGED;
  event.state = state_of(change.state);
  event.next_attempt_ms = static_cast<std::uint64_t>(change.next_attempt.count());
  if (change.why) event.failure = crossing(*change.why);
  return event;
}

jx_event settled_event(const client::Settled& settled) {
  auto event = about(JX_SETTLED, settled.member, settled.message_id);
  event.client_id = settled.client_id;
  if (settled.failure) event.failure = crossing(*settled.failure);
  return event;
}

}  // namespace

jx_state state_of(client::ConnectionState state) {
  switch (state) {
    case client::ConnectionState::idle: return JX_IDLE;
    case client::ConnectionState::connecting: return JX_CONNECTING;
    case client::ConnectionState::signing_in: return JX_SIGNING_IN;
    case client::ConnectionState::online: return JX_ONLINE;
    case client::ConnectionState::waiting: return JX_WAITING;
    case client::ConnectionState::needs_sign_in: return JX_NEEDS_SIGN_IN;
    case client::ConnectionState::superseded: return JX_SUPERSEDED;
    case client::ConnectionState::closed: return JX_STATE_CLOSED;
  }
  return JX_STATE_CLOSED;
}

client::Listener listener_for(jx_client& client) {
  if (!client.on_event) return {};
  const auto plain = [&client](jx_event event) { tell(client, std::move(event)); };
  const auto with = [&client](jx_event event, const google::protobuf::Message& message) {
    event.message = encode(client.format, message);
    tell(client, std::move(event));
  };
  client::Listener out;
  out.state_changed = [=](const client::StateChange& change) { plain(changed(change)); };
  out.signed_in = [=](const v1::SignedIn& news) { with(about(JX_SIGNED_IN, {}), news); };
  out.signed_out = [=](const client::Failure& why) { plain(because(JX_SIGNED_OUT, why)); };
  out.item_arrived = [=](const client::InboxEntry& entry) {
    with(about(JX_ITEM_ARRIVED, entry.member, entry.message_id), message_of(entry));
  };
  out.answer_recorded = [=](const client::AnswerArrived& answer) {
    with(about(JX_ANSWER_RECORDED, answer.member, answer.message_id), message_of(answer));
  };
  out.review_changed = [=](const client::ReviewNews& news) {
    with(about(JX_REVIEW_CHANGED, news.member, news.message_id), message_of(news));
  };
  out.receipts_changed = [=](const v1::ReceiptUpdate& update) {
    with(about(JX_RECEIPTS_CHANGED, update.member(), update.summary().message_id()), update);
  };
  out.settled = [=](const client::Settled& settled) { with(settled_event(settled), message_of(settled)); };
  out.inbox_reset = [=](const v1::MemberRef& member) { plain(about(JX_INBOX_RESET, member)); };
  out.caught_up = [=](const v1::MemberRef& member) { plain(about(JX_CAUGHT_UP, member)); };
  out.trouble = [=](const client::Failure& why) { plain(because(JX_TROUBLE, why)); };
  return out;
}

}  // namespace jiaxin::c

jx_kind jx_event_kind(const jx_event* event) { return event ? event->kind : 0; }
jx_state jx_event_state(const jx_event* event) { return event ? event->state : JX_IDLE; }
uint64_t jx_event_next_attempt_ms(const jx_event* event) { return event ? event->next_attempt_ms : 0; }
const jx_failure* jx_event_failure(const jx_event* event) {
  return event && event->failure ? &*event->failure : nullptr;
}
uint32_t jx_event_school_id(const jx_event* event) { return event ? event->member.school_id() : 0; }
uint32_t jx_event_member_id(const jx_event* event) { return event ? event->member.member_id() : 0; }
uint64_t jx_event_message_id(const jx_event* event) { return event ? event->message_id : 0; }
const uint8_t* jx_event_client_id(const jx_event* event) {
  return event && event->client_id ? event->client_id->bytes.data() : nullptr;
}
const uint8_t* jx_event_message(const jx_event* event, size_t* size) {
  if (size) *size = event ? event->message.size() : 0;
  return reinterpret_cast<const uint8_t*>(event ? event->message.c_str() : "");
}
void jx_event_free(const jx_event* event) { delete event; }
