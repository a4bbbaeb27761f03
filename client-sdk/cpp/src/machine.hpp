// The client as a state machine: inputs are what the person, the network and the clock do, outputs are actions. It
// does no I/O but to the store, and knows no clock of its own. One thread.
//
// A StoreError ends the connection and is told as trouble; what was not kept is asked for again on the next one.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "actions.hpp"
#include "back_off.hpp"
#include "jiaxin/client/options.hpp"
#include "link.hpp"
#include "log_follower.hpp"
#include "outbox_pump.hpp"
#include "request_table.hpp"
#include "store.hpp"

namespace jiaxin::client {

class Machine {
 public:
  // `random` gives numbers in [0, 1). The store must outlive the machine. options.server_url is an Address::server().
  Machine(const Options& options, Store& store, std::function<double()> random);

  // What the person does. Tickets rise and are answered by exactly one Replied each.
  void start(Time now);
  void close(Time now);
  void sign_in(std::uint64_t ticket, v1::SignIn how, Time now);
  void sign_out(std::uint64_t ticket, Time now);
  void request(std::uint64_t ticket, v1::ClientFrame frame, Millis timeout, Time now);
  void cancel(std::uint64_t ticket, Time now);
  void outbox_changed(Time now);

  // What the network and the clock do.
  void connected(std::uint64_t connection, Time now);
  void received(std::uint64_t connection, std::string_view bytes, Time now);
  void heard(std::uint64_t connection, Time now);  // a ping or pong below our frames
  void disconnected(std::uint64_t connection, const CloseReason& reason, Time now);
  void tick(Time now);
  std::optional<Time> next_wake() const;

  std::vector<Action> take_actions() { return link_.take(); }
  ConnectionState state() const { return state_; }
  bool caught_up() const { return state_ == ConnectionState::online && logs_.caught_up(); }

 private:
  struct SigningIn {
    std::uint64_t ticket;
    v1::SignIn how;
  };
  struct SigningOut {
    std::uint64_t ticket;
    std::uint64_t request;
    Time deadline;
  };

  // machine.cpp: the ways from state to state
  void guarded(Time now, const std::function<void()>& input);
  void enter(ConnectionState state, std::optional<Failure> why = {}, Millis next_attempt = {});
  void connect(Time now);
  void connect_or_need_sign_in(Time now);
  void drop_connection(const Failure& why, Time now);
  void wait_for_next(const Failure& why, Millis at_least, Time now);
  void lose(const CloseReason& reason, Time now);
  void after_loss(const CloseReason& reason, Time now);
  void go_on_after_loss(const CloseReason& reason, Time now);
  void need_sign_in(const Failure& why);
  bool is_elsewhere(const KeptSession& session) const;
  bool open() const { return state_ != ConnectionState::closed; }
  bool linked() const;
  bool is_current(std::uint64_t connection) const { return linked() && connection == connection_; }

  // machine_session.cpp: signing in and out
  v1::SignIn token_sign_in();
  void on_sign_in_reply(const v1::ServerFrame& frame, Time now);
  void on_signed_in(const v1::SignedIn& signed_in, Time now);
  void on_sign_in_refused(const v1::Error& error, Time now);
  void refuse_token(const Failure& why);
  void fail_sign_in(const Failure& why);
  void finish_sign_out(Time now);
  void tell_given_up(const std::vector<EntryMeta>& entries);

  // machine_frames.cpp: being online
  void on_frame(const v1::ServerFrame& frame, Time now);
  void on_push(const v1::ServerFrame& frame, Time now);
  void on_reply(const v1::ServerFrame& frame, Time now);
  void on_membership_joined(const v1::ServerFrame& frame, Time now);
  void pump(Time now);
  void watch_silence(Time now);
  void leave_if_asked(Time now);
  std::optional<Time> patience_ends() const;
  std::optional<Time> online_wake() const;

  const Options options_;
  Store& store_;
  std::function<double()> random_;
  Link link_;
  LogFollower logs_;
  OutboxPump outbox_;
  RequestTable requests_;
  Delays delays_;

  ConnectionState state_ = ConnectionState::idle;
  std::uint64_t connection_ = 0;
  std::uint64_t sign_in_request_ = 0;
  std::optional<SigningIn> signing_in_;
  std::optional<SigningOut> signing_out_;
  Time deadline_{};      // of connecting and signing in
  Time next_attempt_{};  // while waiting
  Time online_since_{};
  Time heard_last_{};
  Millis heartbeat_{45'000};
  std::uint64_t ping_request_ = 0;    // 0: none since something was heard
  std::optional<Millis> going_away_;  // the server leaves; come back after this
};

}  // namespace jiaxin::client
