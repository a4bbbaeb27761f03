// What each sender wrote in the last ten minutes, so that the policy filter sees homework that is split over messages.
// In memory only: it is empty after a restart. What is held or blocked keeps what came before it, see ports::NewReview.
#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "domain/audience.hpp"
#include "domain/time.hpp"
#include "policy/terms/item.hpp"
#include "ports/message_store.hpp"

namespace jiaxin::handlers {

// The same again is a repeat.
struct SendName {
  domain::MemberKey sender;
  ports::ClientId client_id{};
  domain::Sha256 content_hash{};
};

struct Before {
  std::vector<policy::Earlier> earlier;  // oldest first
  bool is_repeat = false;                // of a send that is kept: what came before the first time
};

// Thread-safe. Bounded: the oldest go when it is full.
class RecentSends {
 public:
  static constexpr std::chrono::minutes remembered{10};
  static constexpr std::size_t most_sends = 16;    // of one sender
  static constexpr std::size_t most_bytes = 1024;  // of text, of one sender; of a longer text the end is kept
  static constexpr std::size_t most_senders = 4096;

  explicit RecentSends(std::size_t max_senders = most_senders) : max_senders_(max_senders) {}

  // Keeps the send and gives what its sender wrote before it to families whom it reaches too. In one step: of two sends
  // at the same time one sees the other. `school` is the sender's.
  Before add(const SendName& send, const domain::SchoolDirectory& school, const domain::Audience& to, std::string text,
             domain::TimePoint now);
  void forget(const SendName& send);

  std::size_t senders() const;

 private:
  struct Send {
    ports::ClientId client_id;
    domain::Sha256 content_hash;
    domain::Audience to;
    domain::TimePoint at;
    std::string text;
  };
  using Sends = std::deque<Send>;  // oldest first, never empty

  void drop_old(domain::TimePoint now);
  void make_room_for_sender();
  static void keep(Sends& sends, Send send);

  const std::size_t max_senders_;
  mutable std::mutex mutex_;
  std::unordered_map<domain::MemberKey, Sends> senders_;
  domain::TimePoint dropped_old_{};
};

}  // namespace jiaxin::handlers
