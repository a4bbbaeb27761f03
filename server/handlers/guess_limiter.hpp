// Slows down the guessing of passwords and codes, per account and per address, without letting a stranger lock a
// parent out: from an address where he has signed in before, what others do costs him nothing but the guesses at his own
// account from that very address, and those at most half a minute.
#pragma once

#include <chrono>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "domain/time.hpp"

namespace jiaxin::handlers {

// The first `free` guesses cost nothing, then each one must wait: `first` doubled with every guess, at most `most`.
struct GuessRule {
  unsigned free;
  std::chrono::milliseconds first;
  std::chrono::milliseconds most;
};

// Thread-safe. Bounded: the oldest entries go when it is full.
class GuessLimiter {
 public:
  using Wait = std::chrono::milliseconds;

  explicit GuessLimiter(std::size_t max_entries = 100'000) : max_entries_(max_entries) {}

  // A guess is about to be checked. Answers how long to wait before it may be; nullopt: it may be now, and it counts
  // as a wrong one until succeeded() is called. An account is a sign-in name, or empty for codes. IPv6 addresses count by their network (/64).
  std::optional<Wait> begin(std::string_view account, std::string_view address, domain::TimePoint now);
  void succeeded(std::string_view account, std::string_view address);

  std::size_t size() const;

  static constexpr GuessRule pair_rule{5, Wait{1000}, Wait{15 * 60'000}};     // one account from one address
  static constexpr GuessRule trusted_pair_rule{5, Wait{1000}, Wait{30'000}};  // the owner has signed in from there
  static constexpr GuessRule code_rule{10, Wait{1000}, Wait{10'000}};  // codes from one address: too long to guess
  // A whole school may share an address. Trusted pairs are not bound by this one and the next.
  static constexpr GuessRule address_rule{60, Wait{1000}, Wait{2000}};
  static constexpr GuessRule account_rule{30, Wait{2000}, Wait{2000}};  // one account from anywhere
  static constexpr std::chrono::milliseconds forgotten_after{60 * 60'000};

 private:
  struct Entry {
    unsigned guesses = 0;
    domain::TimePoint next_allowed{};
    domain::TimePoint last{};
    bool trusted = false;  // of a pair: this address has signed in to this account
  };
  using Entries = std::unordered_map<std::string, Entry>;

  Entry& entry(const std::string& key, domain::TimePoint now);
  void take_back(const std::string& key, const GuessRule& rule);
  void make_room(domain::TimePoint now);
  void drop_older_half();

  const std::size_t max_entries_;
  mutable std::mutex mutex_;
  Entries entries_;
};

}  // namespace jiaxin::handlers
