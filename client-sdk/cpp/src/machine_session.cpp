// The state machine's part that signs in and out.
#include "failures.hpp"
#include "machine.hpp"

namespace jiaxin::client {
namespace {

constexpr Millis sign_out_patience{5000};

// The server does not want the token any more, as against: not now.
bool refuses_token(const v1::Error& error) {
  return error.code() == v1::ERROR_CODE_NOT_SIGNED_IN || error.code() == v1::ERROR_CODE_WRONG_CREDENTIALS ||
         error.retry() == v1::RETRY_AFTER_SIGN_IN;
}

}  // namespace

void Machine::sign_in(std::uint64_t ticket, v1::SignIn how, Time now) {
  guarded(now, [&] {
    fail_sign_in(cancelled());  // of two, the later one counts
    how.set_device_name(options_.device_name);
    signing_in_ = SigningIn{ticket, std::move(how)};
    if (signing_out_) finish_sign_out(now);
    drop_connection(jiaxin::client::disconnected(), now);
    connect(now);
  });
  if (!open()) link_.emit(Replied{ticket, closed()});
}

v1::SignIn Machine::token_sign_in() {
  v1::SignIn out;
  out.mutable_token()->set_token(store_.session().token);
  out.set_device_name(options_.device_name);
  return out;
}

void Machine::on_sign_in_reply(const v1::ServerFrame& frame, Time now) {
  sign_in_request_ = 0;
  if (frame.has_signed_in()) return on_signed_in(frame.signed_in(), now);
  if (frame.has_error()) return on_sign_in_refused(frame.error(), now);
  lose({0, unexpected_answer(), {}}, now);
}

void Machine::on_signed_in(const v1::SignedIn& signed_in, Time now) {
  const auto given_up = store_.keep_session(signed_in, options_.server_url);
  online_since_ = now;
  if (signed_in.heartbeat_ms()) heartbeat_ = Millis(signed_in.heartbeat_ms());
  auto told = signed_in;
  told.clear_token();
  enter(ConnectionState::online);
  link_.emit(told);
  if (signing_in_) {
    v1::ServerFrame reply;
    *reply.mutable_signed_in() = told;
    link_.emit(Replied{signing_in_->ticket, std::move(reply)});
    signing_in_.reset();
  }
  tell_given_up(given_up);
  logs_.begin({signed_in.memberships().begin(), signed_in.memberships().end()}, signed_in.window_events(), link_, now);
  pump(now);
}

void Machine::on_sign_in_refused(const v1::Error& error, Time now) {
  const auto why = refused(error);
  const bool by_token = !signing_in_;
  if (by_token && refuses_token(error)) {
    drop_connection(why, now);
    return refuse_token(why);
  }
  const auto retry_after = by_token ? Millis(error.retry_after_ms()) : Millis(0);
  lose({0, why, retry_after}, now);
}

void Machine::refuse_token(const Failure& why) {
  store_.drop_token();
  link_.emit(SignedOutNews{why});
  need_sign_in(why);
}

void Machine::fail_sign_in(const Failure& why) {
  if (!signing_in_) return;
  link_.emit(Replied{signing_in_->ticket, why});
  signing_in_.reset();
}

void Machine::sign_out(std::uint64_t ticket, Time now) {
  guarded(now, [&] {
    if (signing_out_) return link_.emit(Replied{ticket, cancelled()});
    fail_sign_in(cancelled());
    signing_out_ = SigningOut{ticket, 0, now + sign_out_patience};
    if (state_ != ConnectionState::online) return finish_sign_out(now);
    v1::ClientFrame frame;
    frame.mutable_sign_out();
    signing_out_->request = link_.send(std::move(frame));
  });
  if (!open()) link_.emit(Replied{ticket, closed()});
}

void Machine::finish_sign_out(Time now) {
  const auto given_up = store_.erase();
  const auto ticket = signing_out_->ticket;
  signing_out_.reset();
  drop_connection(signed_out(), now);
  tell_given_up(given_up);
  link_.emit(SignedOutNews{signed_out()});
  need_sign_in(signed_out());
  v1::ServerFrame done;
  done.mutable_signed_out();
  link_.emit(Replied{ticket, std::move(done)});
}

void Machine::tell_given_up(const std::vector<EntryMeta>& entries) {
  for (const auto& entry : entries) link_.emit(settled_by(entry, given_up()));
}

}  // namespace jiaxin::client
