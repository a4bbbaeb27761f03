// One command's client: opens the profile's state, goes online, asks, and closes. Ctrl-C closes it, which ends every
// wait. Use from one thread; the Listener's functions are called on the SDK's.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <type_traits>
#include <vector>

#include "context.hpp"
#include "failure.hpp"
#include "interrupt.hpp"
#include "jiaxin/client/client.hpp"
#include "jiaxin/client/wait.hpp"
#include "membership_choice.hpp"

namespace jiaxin::cli {

// Why a client that is not online is not.
Refusal refusal_of_state(const client::StateChange& change);

class Session {
 public:
  // Opens the state, touches no network. `listener` is told everything too.
  static Result<std::unique_ptr<Session>> open(Context& context, client::Listener listener = {});
  // The same, then go_online and, with caught_up, waits until all that was missed is here.
  static Result<std::unique_ptr<Session>> open_online(Context& context, client::Listener listener = {});
  static Result<std::unique_ptr<Session>> open_caught_up(Context& context, client::Listener listener = {});
  ~Session();

  client::Client& client() { return *client_; }
  bool interrupted() const { return interrupt_.happened(); }
  void on_interrupt(std::function<void()> action);  // before everything ends; it must not call this session
  Memberships memberships() const { return client_->memberships(); }

  // Not signed in: no_token, without touching the network. The first failed attempt to connect is the answer.
  Result<Nothing> need_token() const;
  Result<Nothing> go_online();
  Result<Nothing> catch_up();

  // A direct request: start(callback). Before a sign-in it says so if the secrets will go unencrypted.
  template <class T, class Start>
  Result<T> ask(Start&& start) {
    if constexpr (std::is_same_v<T, v1::SignedIn>) warn_of_clear_text();
    return result_of(client::wait<T>(std::forward<Start>(start)));
  }

  // Waits for the server's result of an outbox entry. When it does not come in time the entry stays in the outbox.
  Result<client::Settled> settle(const client::Outcome<client::Queued>& queued);

  template <class T>
  Result<T> result_of(client::Outcome<T> outcome) const {
    if (outcome.ok()) return std::move(outcome).value();
    return refusal_for(outcome.failure());
  }
  Refusal refusal_for(const client::Failure& failure) const;

  void close();  // then says what became of entries of earlier runs

 private:
  explicit Session(Context& context) : context_(context) {}
  void listen(client::Listener& listener);
  void end_waits();  // on the interrupt's thread
  void note_state(const client::StateChange& change);
  void note_settled(const client::Settled& settled);
  void note_review(const client::ReviewNews& news);
  void tell_of_earlier_entries();
  void tell_of_decisions();
  void warn_of_clear_text() const;

  Context& context_;
  Interrupt interrupt_;
  std::mutex mutex_;
  std::condition_variable changed_;
  client::StateChange latest_;
  bool ended_ = false;
  std::function<void()> on_interrupt_;
  std::set<client::ClientId> own_;
  std::vector<client::Settled> settled_;
  std::vector<client::ReviewNews> decided_;  // of what this person had sent
  std::unique_ptr<client::Client> client_;
};

}  // namespace jiaxin::cli
