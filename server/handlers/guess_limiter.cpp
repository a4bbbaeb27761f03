#include "handlers/guess_limiter.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <vector>

namespace jiaxin::handlers {
namespace {

using std::chrono::milliseconds;

// One household or attacker has a whole IPv6 network to choose addresses from.
std::string network_of(std::string_view address) {
  constexpr std::size_t network_bytes = 8;
  const std::string text(address);
  in6_addr v6{};
  if (inet_pton(AF_INET6, text.c_str(), &v6) != 1 || IN6_IS_ADDR_V4MAPPED(&v6)) return text;
  return {reinterpret_cast<const char*>(v6.s6_addr), network_bytes};
}

std::string address_key(std::string_view address) { return "@" + network_of(address); }
std::string account_key(std::string_view account) { return "#" + std::string(account); }
// The line break is in no account and no address, so that no account's key is a pair's.
std::string pair_key(std::string_view account, std::string_view address) {
  return account_key(account) + "\n" + network_of(address);
}

milliseconds delay_after(unsigned guesses, const GuessRule& rule) {
  if (guesses < rule.free) return milliseconds{0};
  const unsigned doublings = std::min(guesses - rule.free, 20u);
  return std::min(rule.most, milliseconds{rule.first.count() << doublings});
}

}  // namespace

std::optional<GuessLimiter::Wait> GuessLimiter::begin(std::string_view account, std::string_view address,
                                                      domain::TimePoint now) {
  const std::lock_guard lock(mutex_);
  make_room(now);
  struct Limit {
    Entry* entry;
    const GuessRule* rule;
  };
  Entry& pair = entry(pair_key(account, address), now);
  std::array limits{
      Limit{&pair, account.empty() ? &code_rule
                   : pair.trusted  ? &trusted_pair_rule
                                   : &pair_rule},
      Limit{pair.trusted ? nullptr : &entry(address_key(address), now), &address_rule},
      Limit{account.empty() || pair.trusted ? nullptr : &entry(account_key(account), now), &account_rule}};

  milliseconds wait{0};
  for (const auto& limit : limits)
    if (limit.entry) wait = std::max(wait, limit.entry->next_allowed - now);
  if (wait > milliseconds{0}) return wait;

  for (const auto& limit : limits) {
    if (!limit.entry) continue;
    limit.entry->last = now;
    limit.entry->next_allowed = now + delay_after(++limit.entry->guesses, *limit.rule);
  }
  return std::nullopt;
}

void GuessLimiter::succeeded(std::string_view account, std::string_view address) {
  const std::lock_guard lock(mutex_);
  const auto pair = entries_.find(pair_key(account, address));
  const bool counted_elsewhere = pair == entries_.end() || !pair->second.trusted;
  if (pair != entries_.end()) {
    pair->second.guesses = 0;
    pair->second.next_allowed = {};
    pair->second.trusted = true;
  }
  if (!counted_elsewhere) return;
  take_back(address_key(address), address_rule);
  take_back(account_key(account), account_rule);
}

// What succeeded was no guess. The delay that earlier wrong ones earned stays: otherwise whoever knows one password
// could clear the way for guessing others.
void GuessLimiter::take_back(const std::string& key, const GuessRule& rule) {
  const auto found = entries_.find(key);
  if (found == entries_.end() || found->second.guesses == 0) return;
  if (--found->second.guesses < rule.free) found->second.next_allowed = {};
}

std::size_t GuessLimiter::size() const {
  const std::lock_guard lock(mutex_);
  return entries_.size();
}

GuessLimiter::Entry& GuessLimiter::entry(const std::string& key, domain::TimePoint now) {
  Entry& found = entries_[key];
  const bool clock_went_back = found.last > now;
  if (clock_went_back || now - found.last > forgotten_after) {
    found.guesses = 0;
    found.next_allowed = {};
  }
  return found;
}

void GuessLimiter::make_room(domain::TimePoint now) {
  constexpr std::size_t entries_of_a_guess = 3;
  const auto has_room = [&] { return entries_.size() + entries_of_a_guess <= max_entries_; };
  if (has_room()) return;
  std::erase_if(entries_, [&](const auto& item) { return now - item.second.last > forgotten_after; });
  if (!has_room()) drop_older_half();
}

void GuessLimiter::drop_older_half() {
  std::vector<domain::TimePoint> times;
  times.reserve(entries_.size());
  for (const auto& [key, entry] : entries_) times.push_back(entry.last);
  const auto middle = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
  std::nth_element(times.begin(), middle, times.end());
  std::size_t left = times.size() / 2 + 1;
  std::erase_if(entries_, [&](const auto& item) {
    if (left == 0 || item.second.last > *middle) return false;
    --left;
    return true;
  });
}

}  // namespace jiaxin::handlers
