// When to tell a sender about her message's receipts: at once, then at most once a second. Pure logic.
#pragma once

#include <chrono>
#include <optional>
#include <unordered_map>

#include "domain/ids.hpp"

namespace jiaxin::delivery {

class ReceiptPace {
 public:
  using Instant = std::chrono::steady_clock::time_point;
  struct Key {
    domain::SchoolId school;
    domain::MessageId message;
    friend bool operator==(const Key&, const Key&) = default;
  };

  explicit ReceiptPace(std::chrono::milliseconds interval) : interval_(interval) {}

  // Receipts of this message changed. Answers how long to wait before telling; nullopt: telling is planned already.
  std::optional<std::chrono::milliseconds> changed(Key key, Instant now);
  // It is being told now.
  void told(Key key, Instant now);
  // Nothing was told of it for an interval: forget it. True: it is forgotten.
  bool forget_if_idle(Key key, Instant now);

  std::size_t size() const { return states_.size(); }

 private:
  struct State {
    std::optional<Instant> last_told;
    bool planned = false;
  };
  struct KeyHash {
    std::size_t operator()(const Key& key) const {
      return std::hash<std::uint64_t>{}(key.message.value * 1000003u + key.school.value);
    }
  };
  std::chrono::milliseconds interval_;
  std::unordered_map<Key, State, KeyHash> states_;
};

}  // namespace jiaxin::delivery
