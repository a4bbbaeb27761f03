#include "outbox_pump.hpp"

#include <algorithm>

namespace jiaxin::client {
namespace {

constexpr Millis first_pause{1000};
constexpr Millis longest_pause{60'000};

}  // namespace

void OutboxPump::connection_lost() {
  lanes_.clear();
  sent_.clear();
  dirty_ = true;
}

void OutboxPump::refresh_lanes(Time now) {
  for (auto& [member, lane] : lanes_) {
    if (lane.paused_until && *lane.paused_until <= now) lane.paused_until.reset();
  }
  if (!dirty_) return;
  for (const auto member : store_.waiting_members()) lanes_[member].empty = false;
  dirty_ = false;
}

bool OutboxPump::ready(const Lane& lane) const {
  return !lane.empty && !lane.paused_until && lane.in_flight.size() < window_;
}

// Memberships take turns, so that a long queue of one does not hold up the others.
std::size_t OutboxPump::pump(std::size_t room, Link& link, Time now) {
  refresh_lanes(now);
  std::size_t sent = 0;
  std::size_t idle = 0;
  auto lane = served_last_ ? lanes_.upper_bound(*served_last_) : lanes_.begin();
  while (sent < room && idle < lanes_.size()) {
    if (lane == lanes_.end()) lane = lanes_.begin();
    auto& [member, state] = *lane++;
    if (ready(state) && send_one(member, state, link, now)) {
      served_last_ = member;
      ++sent;
      idle = 0;
    } else {
      ++idle;
    }
  }
  return sent;
}

bool OutboxPump::send_one(Member member, Lane& lane, Link& link, Time now) {
  auto entry = store_.next_waiting(member, lane.sent_up_to);
  while (entry && lane.in_flight.contains(entry->meta.row)) {
    lane.sent_up_to = entry->meta.row;
    entry = store_.next_waiting(member, lane.sent_up_to);
  }
  lane.empty = !entry;
  if (!entry || !finish(*entry)) return false;
  lane.sent_up_to = entry->meta.row;
  lane.in_flight.insert(entry->meta.row);
  sent_.emplace(link.send(std::move(entry->frame)), Sent{entry->meta, now});
  return true;
}

// An answer points back at the one before it, and the server takes no decision on a form that was not opened. While
// either is under way it waits, and so do all behind it. Once sent the content stays as it is, or a repeat would be
// other content under the same id.
bool OutboxPump::finish(WaitingEntry& entry) {
  if (store_.has_to_wait(entry.meta)) return false;
  if (entry.final) return true;
  const auto& meta = entry.meta;
  answer_header(entry.frame)->set_predecessor(store_.own_answer(meta.member, meta.message_id, meta.child_id));
  store_.make_final(meta.row, entry.frame);
  return true;
}

bool OutboxPump::on_reply(const v1::ServerFrame& frame, Link& link, Time now) {
  const auto found = sent_.find(frame.request_id());
  if (found == sent_.end()) return false;
  const auto entry = found->second.entry;
  sent_.erase(found);
  auto& lane = lanes_[entry.member];
  lane.in_flight.erase(entry.row);
  const auto retry = frame.error().retry();
  if (frame.has_error() && (retry == v1::RETRY_LATER || retry == v1::RETRY_AFTER_SIGN_IN)) {
    put_off(lane, entry, frame.error(), now);
    return true;
  }
  lane.next_pause = Millis(0);
  if (auto settled = store_.settle(entry, frame)) link.emit(std::move(*settled));
  return true;
}

// The lane goes back to this entry; what is in flight behind it may settle earlier.
void OutboxPump::put_off(Lane& lane, const EntryMeta& entry, const v1::Error& error, Time now) {
  lane.next_pause = std::min(longest_pause, std::max(first_pause, lane.next_pause * 2));
  const auto pause = std::max(Millis(error.retry_after_ms()), lane.next_pause);
  lane.paused_until = std::max(lane.paused_until.value_or(now), now + pause);
  lane.sent_up_to = std::min(lane.sent_up_to, entry.row - 1);
  lane.empty = false;
}

std::optional<Time> OutboxPump::oldest_unanswered() const {
  if (sent_.empty()) return std::nullopt;
  return sent_.begin()->second.at;
}

std::optional<Time> OutboxPump::next_wake() const {
  std::optional<Time> wake;
  for (const auto& [member, lane] : lanes_) {
    if (!lane.empty) wake = earlier(wake, lane.paused_until);
  }
  return wake;
}

}  // namespace jiaxin::client
