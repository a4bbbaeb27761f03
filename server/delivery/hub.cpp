#include "delivery/hub.hpp"

#include <algorithm>
#include <cassert>
#include <optional>
#include <utility>

namespace jiaxin::delivery {
namespace {

constexpr std::size_t page_events = 128;
// So long a piece of all that is unfinished takes some ten milliseconds, and what it touches still is in the cache when
// the frames are written after it. Many small ones beside each other do not cut it into nothing.
constexpr std::size_t piece_deliveries = 1024;
constexpr std::size_t fewest_at_once = 16;  // of each

std::string reason_of(codec::CloseCode code) {
  return code == codec::CloseCode::superseded ? "this device connected again" : "signed out";
}

std::size_t bytes_of(const ports::LogEntry& entry) {
  constexpr std::size_t answer_bytes = 64;
  const auto* item = std::get_if<ports::StoredCleared>(&entry.body);
  return entry.children.size() + (item ? item->bytes().size() : answer_bytes);
}

// Where those begin, from `from` on, who come behind the member.
std::size_t behind(const std::vector<ports::Delivery>& all, std::size_t from, domain::MemberKey member) {
  const auto is_before = [](domain::MemberKey one, const ports::Delivery& to) { return one < to.member; };
  const auto begin = all.begin() + static_cast<std::ptrdiff_t>(from);
  return static_cast<std::size_t>(std::upper_bound(begin, all.end(), member, is_before) - all.begin());
}

// Nothing where something must be: the log is not what this device was told.
bool is_broken(const ports::LogPage& page, domain::Seq sent) {
  return page.entries.empty() ? page.head > sent : page.entries.front().seq.value != sent.value + 1;
}

}  // namespace

Subscription::Subscription(Hub& hub, domain::MemberKey member, domain::Epoch epoch, domain::Seq after, Outlet& outlet)
    : hub_(hub),
      member_(member),
      epoch_(epoch),
      window_(after, after),
      outlet_(outlet),
      self_(std::make_shared<Subscription*>(this)) {
  hub_.add(*this);
  // What was stored while the device was asking is found by reading once, whatever the head was then.
  hub_.ask_page(*this);
}

Subscription::~Subscription() {
  *self_ = nullptr;
  hub_.remove(*this);
}

bool Subscription::on_ack(domain::Seq seq) {
  if (!window_.on_ack(seq)) return false;
  hub_.pump(*this);
  return true;
}

void Hub::add(Subscription& subscription) {
  subscription.next_ = std::exchange(followers_[subscription.member_], &subscription);
  ++count_;
}

void Hub::remove(Subscription& subscription) {
  const auto found = followers_.find(subscription.member_);
  auto** link = &found->second;
  while (*link != &subscription) link = &(*link)->next_;
  *link = subscription.next_;
  if (!found->second) followers_.erase(found);
  --count_;
}

Subscription* Hub::first_follower(domain::MemberKey member) const {
  const auto found = followers_.find(member);
  return found == followers_.end() ? nullptr : found->second;
}

void Hub::deliver(std::shared_ptr<const ports::Published> event) {
  if (unfinished_.empty() && event->deliveries.size() <= piece_deliveries)
    return deliver(*event, 0, event->deliveries.size());
  const auto& all = event->deliveries;
  assert(std::is_sorted(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.member < b.member; }));
  const std::size_t next = served_up_to_ ? behind(all, 0, *served_up_to_) : 0;
  unfinished_.push_back({event, next, all.size()});
  if (unfinished_.size() == 1) core_.post([this] { go_on(); });
}

// All that is unfinished goes to the same members before any goes further.
void Hub::go_on() {
  const auto last_member = end_of_piece(std::max(fewest_at_once, piece_deliveries / unfinished_.size()));
  for (auto& [event, next, left] : unfinished_) {
    const auto& all = event->deliveries;
    const auto count = std::min(left, (last_member ? behind(all, next, *last_member) : all.size()) - next);
    deliver(*event, next, next + count);
    next = last_member ? next + count : 0;
    left -= count;
  }
  std::erase_if(unfinished_, [](const Unfinished& each) { return each.left == 0; });
  served_up_to_ = unfinished_.empty() ? std::nullopt : last_member;
  if (!unfinished_.empty()) core_.post([this] { go_on(); });
}

// Up to whom no event has more than so many left in this round. None: to the round's end.
std::optional<domain::MemberKey> Hub::end_of_piece(std::size_t each) const {
  std::optional<domain::MemberKey> least;
  for (const Unfinished& one : unfinished_) {
    if (one.left_in_round() <= each) continue;
    const auto member = one.event->deliveries[one.next + each - 1].member;
    if (!least || member < *least) least = member;
  }
  return least;
}

void Hub::deliver(const ports::Published& event, std::size_t first, std::size_t last) {
  std::optional<EncodedBody> body;
  for (auto i = first; i < last; ++i) {
    const auto& to = event.deliveries[i];
    for (auto* subscription = first_follower(to.member); subscription; subscription = subscription->next_) {
      if (!subscription->window_.on_stored(to.seq)) {
        pump(*subscription);
        continue;
      }
      if (!body) body.emplace(event.body);
      OutFrame frame = live_frame(to, event, *body);
      subscription->window_.sent(to.seq, frame.size());
      subscription->outlet_.send(std::move(frame));
    }
  }
}

void Hub::push(domain::MemberKey member, const std::shared_ptr<const std::string>& frame) {
  for (auto* subscription = first_follower(member); subscription; subscription = subscription->next_)
    subscription->outlet_.send(OutFrame(frame));
}

void Hub::remember(domain::DeviceSessionId device, Outlet& outlet) { devices_.emplace(device, &outlet); }

void Hub::forget(domain::DeviceSessionId device, Outlet& outlet) {
  const auto [first, last] = devices_.equal_range(device);
  const auto found = std::find_if(first, last, [&](const auto& entry) { return entry.second == &outlet; });
  if (found != last) devices_.erase(found);
}

void Hub::end(const std::vector<domain::DeviceSessionId>& devices, codec::CloseCode code) {
  for (const auto device : devices) {
    const auto [first, last] = devices_.equal_range(device);
    for (auto entry = first; entry != last; ++entry) entry->second->close(code, reason_of(code));
  }
}

void Hub::pump(Subscription& subscription) {
  if (subscription.window_.wants_page()) ask_page(subscription);
}

void Hub::ask_page(Subscription& subscription) {
  Window& window = subscription.window_;
  window.page_asked();
  store_.read_log(subscription.member_, window.sent_up_to(), std::min(page_events, window.room_events()),
                  std::min(max_batch_bytes, window.room_bytes()),
                  [this, self = subscription.self_](std::optional<ports::LogPage> page) {
                    core_.post([this, self, page = std::move(page)] {
                      if (*self) take_page(**self, page);
                    });
                  });
}

void Hub::take_page(Subscription& subscription, const std::optional<ports::LogPage>& page) {
  Window& window = subscription.window_;
  if (!page || is_broken(*page, window.sent_up_to())) {
    subscription.outlet_.close(codec::CloseCode::restarting, "the log cannot be read");
    return;
  }
  for (auto& frame : page_frames(subscription.member_, *page)) subscription.outlet_.send(std::move(frame));
  for (const auto& entry : page->entries) window.sent(entry.seq, bytes_of(entry));
  window.page_done(page->head);
  pump(subscription);
}

}  // namespace jiaxin::delivery
