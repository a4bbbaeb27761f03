#include "machine.hpp"

#include "codec/errors.hpp"
#include "failures.hpp"

namespace jiaxin::client {

namespace {
constexpr auto code_of(codec::CloseCode code) { return static_cast<std::uint16_t>(code); }
}  // namespace

Machine::Machine(const Options& options, Store& store, std::function<double()> random)
    : options_(options),
      store_(store),
      random_(std::move(random)),
      logs_(store, {options.ack_delay, options.ack_events}),
      outbox_(store, options.outbox_window),
      requests_(options.max_waiting, options.request_timeout),
      delays_(options.back_off.base, options.back_off.cap) {}

bool Machine::linked() const {
  return state_ == ConnectionState::connecting || state_ == ConnectionState::signing_in ||
         state_ == ConnectionState::online;
}

void Machine::guarded(Time now, const std::function<void()>& input) {
  try {
    if (open()) input();
  } catch (const StoreError& error) {
    const auto why = storage(error.what());
    link_.emit(TroubleNews{why});
    drop_connection(why, now);
    wait_for_next(why, options_.back_off.base, now);
    fail_sign_in(why);
    if (signing_out_) link_.emit(Replied{signing_out_->ticket, why});
    signing_out_.reset();
  }
}

void Machine::enter(ConnectionState state, std::optional<Failure> why, Millis next_attempt) {
  state_ = state;
  link_.emit(StateChange{state, std::move(why), next_attempt});
}

void Machine::start(Time now) {
  guarded(now, [&] {
    const bool resting = state_ == ConnectionState::idle || state_ == ConnectionState::superseded ||
                         state_ == ConnectionState::needs_sign_in;
    if (resting) connect_or_need_sign_in(now);
  });
}

void Machine::close(Time now) {
  if (!open()) return;
  fail_sign_in(closed());
  if (signing_out_) link_.emit(Replied{signing_out_->ticket, closed()});
  signing_out_.reset();
  requests_.fail_all(closed(), link_);
  drop_connection(closed(), now);
  enter(ConnectionState::closed);
}

void Machine::connect_or_need_sign_in(Time now) {
  if (signing_in_) return connect(now);
  const auto session = store_.session();
  if (session.token.empty()) return need_sign_in(not_signed_in());
  if (is_elsewhere(session)) return need_sign_in(other_server(session.server, options_.server_url));
  connect(now);
}

// The token is of another server's address: this one must neither see it nor have a say about it.
bool Machine::is_elsewhere(const KeptSession& session) const {
  return !session.server.empty() && session.server != options_.server_url;
}

void Machine::connect(Time now) {
  deadline_ = now + options_.connect_timeout;
  going_away_.reset();
  enter(ConnectionState::connecting);
  link_.new_connection();
  link_.emit(Connect{++connection_});
}

void Machine::need_sign_in(const Failure& why) {
  requests_.fail_all(not_signed_in(), link_);
  enter(ConnectionState::needs_sign_in, why);
}

void Machine::connected(std::uint64_t connection, Time now) {
  guarded(now, [&] {
    if (!is_current(connection) || state_ != ConnectionState::connecting) return;
    deadline_ = now + options_.request_timeout;
    enter(ConnectionState::signing_in);
    v1::ClientFrame frame;
    *frame.mutable_sign_in() = signing_in_ ? signing_in_->how : token_sign_in();
    sign_in_request_ = link_.send(std::move(frame));
  });
}

void Machine::received(std::uint64_t connection, std::string_view bytes, Time now) {
  guarded(now, [&] {
    if (!is_current(connection)) return;
    heard_last_ = now;
    ping_request_ = 0;
    const auto frame = codec::decode_server_frame(bytes);
    if (frame) return on_frame(*frame, now);
    link_.emit(Disconnect{code_of(codec::CloseCode::malformed)});
    after_loss({0, jiaxin::client::disconnected("malformed frame"), {}}, now);
  });
}

void Machine::heard(std::uint64_t connection, Time now) {
  if (!is_current(connection)) return;
  heard_last_ = now;
  ping_request_ = 0;
}

void Machine::disconnected(std::uint64_t connection, const CloseReason& reason, Time now) {
  guarded(now, [&] {
    if (is_current(connection)) after_loss(reason, now);
  });
}

// The connection is to end from this side.
void Machine::lose(const CloseReason& reason, Time now) {
  link_.emit(Disconnect{code_of(codec::CloseCode::normal)});
  after_loss(reason, now);
}

// The connection has ended, or an action says that it is to.
void Machine::after_loss(const CloseReason& reason, Time now) {
  const bool was_stable = state_ == ConnectionState::online && now - online_since_ >= options_.back_off.stable_after;
  if (was_stable) delays_.reset();
  state_ = ConnectionState::waiting;  // no Disconnect: there is nothing to end any more
  drop_connection(reason.failure, now);
  if (signing_out_) return finish_sign_out(now);
  const auto asked = std::exchange(signing_in_, std::nullopt);
  go_on_after_loss(reason, now);
  if (asked) link_.emit(Replied{asked->ticket, reason.failure});
}

void Machine::go_on_after_loss(const CloseReason& reason, Time now) {
  const auto session = store_.session();
  if (is_elsewhere(session)) return need_sign_in(reason.failure);  // a sign-in has failed
  if (reason.code == code_of(codec::CloseCode::signed_out)) return refuse_token(signed_out());
  if (reason.code == code_of(codec::CloseCode::superseded)) return enter(ConnectionState::superseded, superseded());
  if (session.token.empty()) return need_sign_in(reason.failure);
  wait_for_next(reason.failure, reason.retry_after, now);
}

void Machine::drop_connection(const Failure& why, Time) {
  if (linked()) link_.emit(Disconnect{code_of(codec::CloseCode::normal)});
  sign_in_request_ = 0;
  ping_request_ = 0;
  logs_.connection_lost();
  outbox_.connection_lost();
  const bool ours_to_end = why.kind == FailureKind::closed;
  requests_.fail_sent(ours_to_end ? why : jiaxin::client::disconnected(), link_);
}

void Machine::wait_for_next(const Failure& why, Millis at_least, Time now) {
  // The server spreads its clients itself when it says how long; then this is no failed attempt.
  const bool told = going_away_ && going_away_->count() > 0;
  const auto delay = std::max(told ? *going_away_ : delays_.next(random_()), at_least);
  next_attempt_ = now + delay;
  enter(ConnectionState::waiting, why, delay);
}

void Machine::tick(Time now) {
  guarded(now, [&] {
    requests_.tick(link_, now);
    switch (state_) {
      case ConnectionState::connecting:
      case ConnectionState::signing_in:
        if (deadline_ <= now) lose({0, timed_out(), {}}, now);
        break;
      case ConnectionState::waiting:
        if (next_attempt_ <= now) connect_or_need_sign_in(now);
        break;
      case ConnectionState::online:
        if (signing_out_ && signing_out_->deadline <= now) return lose({0, timed_out(), {}}, now);
        logs_.tick(link_, now);
        watch_silence(now);
        pump(now);
        break;
      default: break;
    }
  });
}

std::optional<Time> Machine::next_wake() const {
  auto wake = requests_.next_wake();
  switch (state_) {
    case ConnectionState::connecting:
    case ConnectionState::signing_in: return earlier(wake, deadline_);
    case ConnectionState::waiting: return earlier(wake, next_attempt_);
    case ConnectionState::online: return earlier(wake, online_wake());
    default: return wake;
  }
}

}  // namespace jiaxin::client
