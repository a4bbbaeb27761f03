#include "request_table.hpp"

#include <algorithm>

#include "failures.hpp"

namespace jiaxin::client {

void RequestTable::add(std::uint64_t ticket, v1::ClientFrame frame, Time deadline, Link& link) {
  if (waiting_.size() >= max_waiting_) return link.emit(Replied{ticket, busy()});
  waiting_.emplace(ticket, Waiting{std::move(frame), deadline});
}

void RequestTable::cancel(std::uint64_t ticket, const Failure& why, Link& link) {
  bool found = waiting_.erase(ticket) > 0;
  for (auto& [number, sent] : sent_) {
    if (sent.ticket != ticket || sent.ended) continue;
    found = sent.ended = true;
  }
  if (found) link.emit(Replied{ticket, why});
}

std::size_t RequestTable::pump(std::size_t room, Link& link, Time now) {
  std::size_t count = 0;
  for (; count < room && !waiting_.empty(); ++count) {
    auto first = waiting_.begin();
    const auto deadline = first->second.deadline;
    const auto number = link.send(std::move(first->second.frame));
    sent_.emplace(number, Sent{first->first, deadline, std::max(deadline, now + patience_)});
    waiting_.erase(first);
  }
  return count;
}

bool RequestTable::on_reply(const v1::ServerFrame& frame, Link& link) {
  const auto found = sent_.find(frame.request_id());
  if (found == sent_.end()) return false;
  const auto sent = found->second;
  sent_.erase(found);
  if (sent.ended) return true;
  if (frame.has_error()) link.emit(Replied{sent.ticket, refused(frame.error())});
  else link.emit(Replied{sent.ticket, frame});
  return true;
}

void RequestTable::fail_sent(const Failure& why, Link& link) {
  for (const auto& [number, sent] : sent_) {
    if (!sent.ended) link.emit(Replied{sent.ticket, why});
  }
  sent_.clear();
}

void RequestTable::fail_all(const Failure& why, Link& link) {
  fail_sent(why, link);
  for (const auto& [ticket, waiting] : waiting_) link.emit(Replied{ticket, why});
  waiting_.clear();
}

void RequestTable::tick(Link& link, Time now) {
  for (auto entry = waiting_.begin(); entry != waiting_.end();) {
    if (entry->second.deadline > now) {
      ++entry;
      continue;
    }
    link.emit(Replied{entry->first, timed_out()});
    entry = waiting_.erase(entry);
  }
  for (auto& [number, sent] : sent_) {
    if (sent.ended || sent.deadline > now) continue;
    sent.ended = true;
    link.emit(Replied{sent.ticket, timed_out()});
  }
}

std::optional<Time> RequestTable::gives_up_at() const {
  std::optional<Time> earliest;
  for (const auto& [number, sent] : sent_) earliest = earlier(earliest, sent.gives_up_at);
  return earliest;
}

std::optional<Time> RequestTable::next_wake() const {
  std::optional<Time> wake;
  for (const auto& [ticket, waiting] : waiting_) wake = earlier(wake, waiting.deadline);
  for (const auto& [number, sent] : sent_) {
    if (!sent.ended) wake = earlier(wake, sent.deadline);
  }
  return wake;
}

}  // namespace jiaxin::client
