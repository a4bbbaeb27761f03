#include <algorithm>

#include "handlers/wire_names.hpp"
#include "session/conversation.hpp"

namespace jiaxin::session {

void Conversation::resume(std::uint64_t request_id, const v1::Resume& request) {
  auto actor = handlers::actor_of(services_, caller_, request.member());
  if (const auto* error = std::get_if<v1::Error>(&actor)) return handlers::reply_error(reply_to(request_id), *error);
  const auto key = std::get<handlers::Actor>(actor).key;
  constexpr std::size_t only_the_head = 0;
  services_.messages.read_log(key, {request.after_seq()}, only_the_head, 0,
                              [self = shared_from_this(), request_id, request](std::optional<ports::LogPage> page) {
                                self->on_core([request_id, request, page = std::move(page)](Conversation& here) {
                                  if (page) return here.follow(request_id, request, *page);
                                  v1::ServerFrame frame;
                                  *frame.mutable_error() = codec::make_error(v1::ERROR_CODE_UNAVAILABLE);
                                  here.answer(request_id, std::move(frame));
                                });
                              });
}

void Conversation::follow(std::uint64_t request_id, const v1::Resume& request, const ports::LogPage& page) {
  const auto key = handlers::to_key(request.member());
  const bool known = request.epoch() == page.epoch.value && request.after_seq() <= page.head.value;
  const domain::Seq after{known ? request.after_seq() : 0};

  v1::ServerFrame frame;
  auto& resumed = *frame.mutable_resumed();
  handlers::set_ref(*resumed.mutable_member(), key);
  resumed.set_epoch(page.epoch.value);
  resumed.set_head_seq(page.head.value);
  resumed.set_after_seq(after.value);
  resumed.set_reset(!known && (request.epoch() != 0 || request.after_seq() != 0));
  answer(request_id, std::move(frame));

  auto& following = following_[key];
  following.subscription.reset();
  following.subscription = std::make_unique<delivery::Subscription>(hub_, key, page.epoch, after, *outlet_);
  take_ack(key, after);  // what it resumes after, it keeps
}

void Conversation::on_ack(const v1::Ack& ack) {
  const auto key = handlers::to_key(ack.member());
  const auto found = following_.find(key);
  if (found == following_.end()) return;
  auto& subscription = *found->second.subscription;
  const domain::Seq seq{ack.seq()};
  const bool known = ack.epoch() == subscription.epoch().value && subscription.on_ack(seq);
  if (!known) return close(codec::CloseCode::malformed, "acknowledges what was never sent");
  take_ack(key, seq);
}

void Conversation::take_ack(domain::MemberKey member, domain::Seq seq) {
  auto& following = following_[member];
  if (seq <= following.acked) return;
  following.acked = seq;
  if (!following.storing) store_ack(member);
}

// One at a time; what is acknowledged meanwhile is stored next, in one step.
void Conversation::store_ack(domain::MemberKey member) {
  auto& following = following_[member];
  following.storing = true;
  const auto seq = following.acked;
  services_.messages.acknowledge(
      member, caller_.device, seq, services_.clock.now(),
      [self = shared_from_this(), member, seq](std::optional<std::vector<ports::ReceiptChange>> changes) {
        const bool stored = changes.has_value();
        if (stored) self->services_.receipts.changed(std::move(*changes));
        self->on_core([member, seq, stored](Conversation& here) {
          const auto found = here.following_.find(member);
          if (found == here.following_.end()) return;
          found->second.storing = false;
          if (found->second.acked > seq) here.store_ack(member);
          else if (!stored) here.store_ack_later(member);
        });
      });
}

// Storage was full or failing. The device will not say it again, and the sender waits for it.
void Conversation::store_ack_later(domain::MemberKey member) {
  constexpr std::chrono::seconds pause{1};
  core_.run_after(pause, [weak = weak_from_this(), member] {
    const auto self = weak.lock();
    if (!self) return;
    const auto found = self->following_.find(member);
    if (found != self->following_.end() && !found->second.storing) self->store_ack(member);
  });
}

}  // namespace jiaxin::session
