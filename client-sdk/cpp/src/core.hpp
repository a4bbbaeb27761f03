// Carries out what the state machine wants: owns the transport and the timer, and calls the listener. The machine and
// all that has no mutex beside it belong to the loop's thread; the public methods may be called from any.
#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <condition_variable>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

#include "address.hpp"
#include "jiaxin/client/client.hpp"
#include "machine.hpp"
#include "store.hpp"
#include "transport.hpp"

namespace jiaxin::client {

class Core : public std::enable_shared_from_this<Core> {
 public:
  Core(boost::asio::io_context& loop, Options options, Address address, Listener listener,
       std::unique_ptr<Store> store);

  void start();
  void close();
  std::uint64_t sign_in(v1::SignIn how, Callback<v1::ServerFrame> done);
  void sign_out(Callback<v1::ServerFrame> done);
  std::uint64_t request(v1::ClientFrame frame, Callback<v1::ServerFrame> done, Millis timeout);
  void cancel(std::uint64_t ticket);
  void refuse(Callback<v1::ServerFrame> done, Failure why);
  Outcome<Queued> queue(v1::ClientFrame frame);

  // Ready when the core is gone for good, and with it the lock of the state file.
  std::shared_future<void> gone() { return gone_.future; }
  bool on_loop_thread() const { return loop_.get_executor().running_in_this_thread(); }

  Store& store() { return *store_; }
  const Address& address() const { return address_; }
  ConnectionState state() const;
  // Until `reached`, or until no waiting can help; `limit` ends it too.
  Outcome<Done> wait_for(const std::function<bool(ConnectionState, bool caught_up)>& reached, Millis limit);

 private:
  using Task = std::function<void()>;
  struct Promise {
    std::promise<Outcome<Settled>> promise;
    std::shared_future<Outcome<Settled>> future{promise.get_future().share()};
  };

  // core.cpp: getting onto the loop's thread and off it
  bool submit(Task task);
  std::uint64_t ask(Callback<v1::ServerFrame> done, std::function<void(std::uint64_t ticket, Time now)> put);
  void post_drain();
  void drain();
  void finish();
  template <class Input>
  void input(Input&& feed);

  // core_actions.cpp: what the machine wants done
  void carry_out();
  void act(Connect&& connect);
  void act(SendBytes&& send);
  void act(Disconnect&& disconnect);
  void act(StateChange&& change);
  void act(Settled&& settled);
  void act(Replied&& replied);
  void act(v1::SignedIn&& news);
  void act(SignedOutNews&& news);
  void act(InboxEntry&& news);
  void act(AnswerArrived&& news);
  void act(ReviewNews&& news);
  void act(v1::ReceiptUpdate&& news);
  void act(ResetNews&& news);
  void act(CaughtUpNews&& news);
  void act(TroubleNews&& news);
  void publish();
  void arm_timer();
  TransportHandler handler_for(std::uint64_t connection);

  // core_outbox.cpp
  Outcome<Queued> queue_checked(v1::ClientFrame frame);
  Outcome<Done> fill_decision(v1::Decide& decision);

  struct Gone {
    ~Gone() { promise.set_value(); }
    std::promise<void> promise;
    std::shared_future<void> future{promise.get_future().share()};
  };
  Gone gone_;  // the first member, so that it goes last

  boost::asio::io_context& loop_;
  const Address address_;
  Listener listener_;
  const std::unique_ptr<Store> store_;
  Machine machine_;
  boost::asio::steady_timer timer_;
  std::optional<Time> armed_for_;
  std::shared_ptr<Transport> transport_;
  std::unordered_map<std::uint64_t, Callback<v1::ServerFrame>> asked_;
  bool busy_ = false;  // a callback may be running

  std::mutex tasks_mutex_;
  std::vector<Task> tasks_;
  bool drain_posted_ = false;
  bool accepting_ = true;
  std::uint64_t next_ticket_ = 1;
  std::promise<void> finished_promise_;
  std::shared_future<void> finished_{finished_promise_.get_future().share()};

  std::mutex settle_mutex_;  // held while an entry is added, so that its result cannot be missed
  std::map<ClientId, Promise> promises_;
  bool settle_closed_ = false;

  mutable std::mutex status_mutex_;
  std::condition_variable status_changed_;
  ConnectionState state_ = ConnectionState::idle;
  bool caught_up_ = false;
  std::optional<Failure> last_failure_;
};

}  // namespace jiaxin::client
