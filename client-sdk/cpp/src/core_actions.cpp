// The part of Core that carries the machine's actions out, and feeds it what the network and the clock do.
#include "core.hpp"
#include "failures.hpp"

namespace jiaxin::client {
namespace {

Time now() { return std::chrono::steady_clock::now(); }

template <class... Arguments>
void tell(const std::function<void(Arguments...)>& callback, Arguments... arguments) {
  if (callback) callback(arguments...);
}

}  // namespace

template <class Input>
void Core::input(Input&& feed) {
  busy_ = true;
  feed();
  carry_out();
  busy_ = false;
}

void Core::carry_out() {
  for (auto actions = machine_.take_actions(); !actions.empty(); actions = machine_.take_actions()) {
    for (auto& action : actions) std::visit([this](auto& what) { act(std::move(what)); }, action);
  }
  publish();
  arm_timer();
}

TransportHandler Core::handler_for(std::uint64_t connection) {
  const auto with_core = [weak = weak_from_this()](auto feed) {
    return [weak, feed](auto&&... arguments) {
      if (const auto core = weak.lock()) core->input([&] { feed(*core, arguments...); });
    };
  };
  TransportHandler handler;
  handler.opened = with_core([connection](Core& core) { core.machine_.connected(connection, now()); });
  handler.frame =
      with_core([connection](Core& core, std::string_view bytes) { core.machine_.received(connection, bytes, now()); });
  handler.heard = with_core([connection](Core& core) { core.machine_.heard(connection, now()); });
  handler.closed = with_core([connection](Core& core, const CloseReason& reason) {
    core.transport_.reset();
    core.machine_.disconnected(connection, reason, now());
  });
  return handler;
}

void Core::act(Connect&& connect) {
  if (transport_) transport_->close(1000);
  transport_ = connect_websocket(loop_, address_, handler_for(connect.connection));
}

void Core::act(SendBytes&& send) {
  if (transport_) transport_->send(std::move(send.bytes));
}

void Core::act(Disconnect&& disconnect) {
  if (transport_) transport_->close(disconnect.code);
  transport_.reset();
}

void Core::act(StateChange&& change) {
  {
    const std::lock_guard guard(status_mutex_);
    state_ = change.state;
    if (change.why) last_failure_ = change.why;
    if (change.state == ConnectionState::online) last_failure_.reset();
  }
  tell<const StateChange&>(listener_.state_changed, change);
}

void Core::act(Settled&& settled) {
  tell<const Settled&>(listener_.settled, settled);
  const std::lock_guard guard(settle_mutex_);
  const auto found = promises_.find(settled.client_id);
  if (found == promises_.end()) return;
  found->second.promise.set_value(std::move(settled));
  promises_.erase(found);
}

void Core::act(Replied&& replied) {
  auto found = asked_.extract(replied.ticket);
  if (!found.empty() && found.mapped()) found.mapped()(std::move(replied.outcome));
}

void Core::act(v1::SignedIn&& news) { tell<const v1::SignedIn&>(listener_.signed_in, news); }
void Core::act(SignedOutNews&& news) { tell<const Failure&>(listener_.signed_out, news.why); }
void Core::act(InboxEntry&& news) { tell<const InboxEntry&>(listener_.item_arrived, news); }
void Core::act(AnswerArrived&& news) { tell<const AnswerArrived&>(listener_.answer_recorded, news); }
void Core::act(ReviewNews&& news) { tell<const ReviewNews&>(listener_.review_changed, news); }
void Core::act(v1::ReceiptUpdate&& news) { tell<const v1::ReceiptUpdate&>(listener_.receipts_changed, news); }
void Core::act(ResetNews&& news) { tell<const v1::MemberRef&>(listener_.inbox_reset, news.member); }
void Core::act(CaughtUpNews&& news) { tell<const v1::MemberRef&>(listener_.caught_up, news.member); }
void Core::act(TroubleNews&& news) { tell<const Failure&>(listener_.trouble, news.why); }

void Core::publish() {
  {
    const std::lock_guard guard(status_mutex_);
    caught_up_ = machine_.caught_up();
  }
  status_changed_.notify_all();
}

void Core::arm_timer() {
  const auto wake = machine_.next_wake();
  if (wake == armed_for_) return;
  armed_for_ = wake;
  timer_.cancel();
  if (!wake) return;
  timer_.expires_at(*wake);
  timer_.async_wait([weak = weak_from_this()](boost::system::error_code error) {
    const auto core = weak.lock();
    if (error || !core) return;
    core->armed_for_.reset();
    core->input([&] { core->machine_.tick(now()); });
  });
}

}  // namespace jiaxin::client
