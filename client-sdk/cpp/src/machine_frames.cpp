// The state machine's part that is online: frames in, requests out, and watching that the server is there.
#include "failures.hpp"
#include "machine.hpp"

namespace jiaxin::client {

void Machine::request(std::uint64_t ticket, v1::ClientFrame frame, Millis timeout, Time now) {
  guarded(now, [&] {
    if (state_ == ConnectionState::needs_sign_in && !signing_in_) return link_.emit(Replied{ticket, not_signed_in()});
    const auto limit = timeout.count() > 0 ? timeout : options_.request_timeout;
    requests_.add(ticket, std::move(frame), now + limit, link_);
    pump(now);
  });
  if (!open()) link_.emit(Replied{ticket, closed()});
}

void Machine::cancel(std::uint64_t ticket, Time now) {
  guarded(now, [&] {
    requests_.cancel(ticket, cancelled(), link_);
    if (!signing_in_ || signing_in_->ticket != ticket) return;
    signing_in_.reset();
    drop_connection(cancelled(), now);
    connect_or_need_sign_in(now);
    link_.emit(Replied{ticket, cancelled()});
  });
}

void Machine::outbox_changed(Time now) {
  guarded(now, [&] {
    outbox_.wake();
    pump(now);
  });
}

void Machine::on_frame(const v1::ServerFrame& frame, Time now) {
  if (frame.request_id() == 0) return on_push(frame, now);
  if (frame.request_id() == sign_in_request_) return on_sign_in_reply(frame, now);
  if (state_ != ConnectionState::online) return;
  on_reply(frame, now);
}

void Machine::on_push(const v1::ServerFrame& frame, Time now) {
  switch (frame.body_case()) {
    case v1::ServerFrame::kEventBatch: logs_.on_batch(frame.event_batch(), link_, now); break;
    case v1::ServerFrame::kReceiptUpdate: link_.emit(frame.receipt_update()); break;
    case v1::ServerFrame::kGoingAway:
      going_away_ = Millis(frame.going_away().retry_after_ms());
      leave_if_asked(now);
      break;
    default: break;  // of a newer server, or an error that the close code will explain
  }
}

void Machine::on_reply(const v1::ServerFrame& frame, Time now) {
  if (signing_out_ && frame.request_id() == signing_out_->request) return finish_sign_out(now);
  if (frame.has_membership_joined()) on_membership_joined(frame, now);
  (void)(logs_.on_reply(frame, link_, now) || outbox_.on_reply(frame, link_, now) || requests_.on_reply(frame, link_));
  if (frame.has_error() && frame.error().retry() == v1::RETRY_AFTER_SIGN_IN)
    return lose({0, refused(frame.error()), {}}, now);
  pump(now);
  leave_if_asked(now);
}

void Machine::on_membership_joined(const v1::ServerFrame& frame, Time now) {
  const auto& membership = frame.membership_joined().membership();
  store_.keep_membership(membership);
  logs_.add(membership, link_, now);
}

void Machine::pump(Time now) {
  if (state_ != ConnectionState::online || going_away_ || signing_out_) return;
  const auto busy = requests_.in_flight() + outbox_.in_flight();
  auto room = options_.max_in_flight > busy ? options_.max_in_flight - busy : 0;
  room -= requests_.pump(room, link_, now);
  outbox_.pump(room, link_, now);
}

// A server that is going away gets nothing new, and keeps its connection until it has answered.
void Machine::leave_if_asked(Time now) {
  if (state_ != ConnectionState::online || !going_away_) return;
  if (requests_.in_flight() + outbox_.in_flight() > 0 || signing_out_) return;
  lose({0, jiaxin::client::disconnected("server going away"), {}}, now);
}

void Machine::watch_silence(Time now) {
  if (now - heard_last_ >= 2 * heartbeat_) return lose({0, jiaxin::client::disconnected("silence"), {}}, now);
  const auto patience = patience_ends();
  if (patience && *patience <= now) return lose({0, timed_out(), {}}, now);
  if (ping_request_ || now - heard_last_ < heartbeat_ + heartbeat_ / 2) return;
  v1::ClientFrame frame;
  frame.mutable_ping();
  ping_request_ = link_.send(std::move(frame));
}

// A server that pings but owes an answer for too long is no better than a silent one.
std::optional<Time> Machine::patience_ends() const {
  const auto owed = earlier(outbox_.oldest_unanswered(), logs_.oldest_unanswered());
  const auto ends = owed ? std::optional(*owed + options_.request_timeout) : std::nullopt;
  return earlier(ends, requests_.gives_up_at());
}

std::optional<Time> Machine::online_wake() const {
  const auto silence = heard_last_ + (ping_request_ ? 2 * heartbeat_ : heartbeat_ + heartbeat_ / 2);
  auto wake = earlier(silence, logs_.next_wake());
  wake = earlier(wake, patience_ends());
  if (signing_out_) return earlier(wake, signing_out_->deadline);
  return going_away_ ? wake : earlier(wake, outbox_.next_wake());
}

}  // namespace jiaxin::client
