#include "log_follower.hpp"

#include <algorithm>

namespace jiaxin::client {
namespace {

// A log that keeps showing gaps is resumed at most this often.
constexpr Millis resume_spacing{1000};
// A quarter of what a server has under way: long letters must not wait for the clock.
constexpr std::size_t ack_bytes = 64 * 1024;

v1::ClientFrame resume_frame(Member member, const Cursor& at) {
  v1::ClientFrame frame;
  auto& resume = *frame.mutable_resume();
  *resume.mutable_member() = member.ref();
  resume.set_epoch(at.epoch);
  resume.set_after_seq(at.seq);
  return frame;
}

}  // namespace

void LogFollower::begin(const std::vector<v1::Membership>& memberships, std::size_t window_events, Link& link,
                        Time now) {
  logs_.clear();
  ack_events_ = std::max<std::size_t>(1, settings_.ack_events);
  if (window_events) ack_events_ = std::min(ack_events_, std::max<std::size_t>(1, window_events / 2));
  for (const auto& membership : memberships) add(membership, link, now);
}

void LogFollower::add(const v1::Membership& membership, Link& link, Time now) {
  const auto member = Member::of(membership.ref());
  auto& log = logs_[member];
  if (log.following || log.resume_request) return;
  log.at = store_.cursor(member);
  resume(member, log, link, now);
}

void LogFollower::resume(Member member, Log& log, Link& link, Time now) {
  log.resume_at.reset();
  log.resumed_last = now;
  log.resume_request = link.send(resume_frame(member, log.at));
}

void LogFollower::resume_soon(Member member, Log& log, Link& link, Time now) {
  if (log.resume_request || log.resume_at) return;
  log.following = false;
  const auto earliest = log.resumed_last + resume_spacing;
  if (now >= earliest) resume(member, log, link, now);
  else log.resume_at = earliest;
}

bool LogFollower::on_reply(const v1::ServerFrame& frame, Link& link, Time now) {
  const auto found = std::find_if(logs_.begin(), logs_.end(), [&](const auto& entry) {
    return entry.second.resume_request && entry.second.resume_request == frame.request_id();
  });
  if (found == logs_.end()) return false;
  auto& [member, log] = *found;
  log.resume_request = 0;
  if (frame.has_resumed()) on_resumed(member, log, frame.resumed(), link);
  else on_refused(log, frame.error(), now);
  tell_if_caught_up(member, log, link);
  return true;
}

void LogFollower::on_resumed(Member member, Log& log, const v1::Resumed& resumed, Link& link) {
  if (resumed.reset() || resumed.epoch() != log.at.epoch) {
    const bool kept_something = log.at.epoch != 0;
    store_.reset_log(member, resumed.epoch());
    log.at = {resumed.epoch(), 0};
    log.unacked = log.unacked_bytes = 0;
    log.ack_at.reset();
    if (kept_something) link.emit(ResetNews{member.ref()});
  }
  log.head = resumed.head_seq();
  log.following = true;
}

void LogFollower::on_refused(Log& log, const v1::Error& error, Time now) {
  if (error.retry() == v1::RETRY_LATER) log.resume_at = now + std::max(resume_spacing, Millis(error.retry_after_ms()));
  else log.ended = true;
}

void LogFollower::on_batch(const v1::EventBatch& batch, Link& link, Time now) {
  const auto found = logs_.find(Member::of(batch.member()));
  if (found == logs_.end() || batch.events().empty()) return;
  auto& [member, log] = *found;
  if (!log.following) return;  // its resume is under way: all of this comes again
  if (batch.epoch() != log.at.epoch) return resume_soon(member, log, link, now);
  keep(member, log, batch, link, now);
  tell_if_caught_up(member, log, link);
}

void LogFollower::keep(Member member, Log& log, const v1::EventBatch& batch, Link& link, Time now) {
  std::vector<const v1::Event*> fresh;
  bool gap = false;
  auto next = log.at.seq + 1;
  for (const auto& event : batch.events()) {
    if (event.seq() < next) continue;
    gap = event.seq() > next;
    if (gap) break;
    fresh.push_back(&event);
    ++next;
  }
  auto news = store_.keep_events(member, log.at.epoch, fresh);
  log.at.seq = next - 1;
  for (auto& piece : news) std::visit([&](auto& told) { link.emit(std::move(told)); }, piece);
  note_for_ack(log, fresh.size(), batch.ByteSizeLong(), now);
  if (ack_is_due(log, now)) ack(member, log, link, now);
  if (gap) resume_soon(member, log, link, now);
}

// A batch without anything fresh means that the server has not had our ack: it is repeated.
void LogFollower::note_for_ack(Log& log, std::size_t events, std::size_t bytes, Time now) {
  log.unacked += events;
  log.unacked_bytes += bytes;
  if (!log.ack_at && log.at.seq > 0) log.ack_at = std::max(now, log.acked_last + settings_.ack_delay);
}

bool LogFollower::ack_is_due(const Log& log, Time now) const {
  return log.ack_at && (*log.ack_at <= now || log.unacked >= ack_events_ || log.unacked_bytes >= ack_bytes);
}

void LogFollower::ack(Member member, Log& log, Link& link, Time now) {
  log.unacked = log.unacked_bytes = 0;
  log.ack_at.reset();
  log.acked_last = now;
  v1::ClientFrame frame;
  auto& ack = *frame.mutable_ack();
  *ack.mutable_member() = member.ref();
  ack.set_epoch(log.at.epoch);
  ack.set_seq(log.at.seq);
  link.send(std::move(frame));
}

void LogFollower::tell_if_caught_up(Member member, Log& log, Link& link) {
  const bool reached = log.ended || (log.following && log.at.seq >= log.head);
  if (!reached || log.told_caught_up) return;
  log.told_caught_up = true;
  link.emit(CaughtUpNews{member.ref()});
}

void LogFollower::tick(Link& link, Time now) {
  for (auto& [member, log] : logs_) {
    if (ack_is_due(log, now)) ack(member, log, link, now);
    if (log.resume_at && *log.resume_at <= now) resume(member, log, link, now);
  }
}

std::optional<Time> LogFollower::next_wake() const {
  std::optional<Time> wake;
  for (const auto& [member, log] : logs_) wake = earlier(earlier(wake, log.ack_at), log.resume_at);
  return wake;
}

std::optional<Time> LogFollower::oldest_unanswered() const {
  std::optional<Time> oldest;
  for (const auto& [member, log] : logs_) {
    if (log.resume_request) oldest = earlier(oldest, log.resumed_last);
  }
  return oldest;
}

bool LogFollower::caught_up() const {
  return std::all_of(logs_.begin(), logs_.end(), [](const auto& entry) { return entry.second.told_caught_up; });
}

}  // namespace jiaxin::client
