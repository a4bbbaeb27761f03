#include "handlers/recent_sends.hpp"

#include <algorithm>
#include <numeric>

namespace jiaxin::handlers {
namespace {

constexpr std::chrono::minutes between_clearings{1};

// The clock may have gone back.
std::chrono::milliseconds distance(domain::TimePoint a, domain::TimePoint b) { return a < b ? b - a : a - b; }

bool is_old(domain::TimePoint at, domain::TimePoint now) { return distance(at, now) > RecentSends::remembered; }

std::uint32_t minutes_between(domain::TimePoint at, domain::TimePoint now) {
  return static_cast<std::uint32_t>(std::chrono::floor<std::chrono::minutes>(distance(at, now)).count());
}

void cut_to_end(std::string& text, std::size_t most) {
  if (text.size() <= most) return;
  const auto inside_a_letter = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; };
  auto begin = text.size() - most;
  while (begin < text.size() && inside_a_letter(text[begin])) ++begin;
  text.erase(0, begin);
}

}  // namespace

Before RecentSends::add(const SendName& send, const domain::SchoolDirectory& school, const domain::Audience& to,
                        std::string text, domain::TimePoint now) {
  const std::lock_guard lock(mutex_);
  drop_old(now);
  if (!senders_.contains(send.sender)) make_room_for_sender();
  auto& sends = senders_[send.sender];
  Before before;
  for (const auto& sent : sends) {
    const bool same_id = sent.client_id == send.client_id;
    before.is_repeat = same_id && sent.content_hash == send.content_hash;
    if (before.is_repeat) return before;
    if (same_id || is_old(sent.at, now) || !domain::overlap(school, sent.to, to)) continue;
    before.earlier.push_back({.same_sender = true, .minutes_ago = minutes_between(sent.at, now), .text = sent.text});
  }
  keep(sends, {send.client_id, send.content_hash, to, now, std::move(text)});
  return before;
}

void RecentSends::forget(const SendName& send) {
  const std::lock_guard lock(mutex_);
  const auto found = senders_.find(send.sender);
  if (found == senders_.end()) return;
  std::erase_if(found->second, [&](const Send& kept) {
    return kept.client_id == send.client_id && kept.content_hash == send.content_hash;
  });
  if (found->second.empty()) senders_.erase(found);
}

std::size_t RecentSends::senders() const {
  const std::lock_guard lock(mutex_);
  return senders_.size();
}

// Now and then of everybody: words must not stay because their sender has nothing more to say.
void RecentSends::drop_old(domain::TimePoint now) {
  if (distance(dropped_old_, now) < between_clearings) return;
  dropped_old_ = now;
  for (auto& [sender, sends] : senders_) std::erase_if(sends, [&](const Send& send) { return is_old(send.at, now); });
  std::erase_if(senders_, [](const auto& entry) { return entry.second.empty(); });
}

void RecentSends::make_room_for_sender() {
  if (senders_.size() < max_senders_) return;
  senders_.erase(std::min_element(senders_.begin(), senders_.end(), [](const auto& a, const auto& b) {
    return a.second.back().at < b.second.back().at;
  }));
}

void RecentSends::keep(Sends& sends, Send send) {
  cut_to_end(send.text, most_bytes);
  sends.push_back(std::move(send));
  auto bytes = std::accumulate(sends.begin(), sends.end(), std::size_t{0},
                               [](std::size_t sum, const Send& kept) { return sum + kept.text.size(); });
  while (sends.size() > most_sends || bytes > most_bytes) {
    bytes -= sends.front().text.size();
    sends.pop_front();
  }
}

}  // namespace jiaxin::handlers
