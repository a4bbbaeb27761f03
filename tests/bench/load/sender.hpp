// Staff who send, with their results counted.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <vector>

#include "load/client.hpp"
#include "systems/system.hpp"

namespace jiaxin::bench {

class Senders {
 public:
  // Connects the first `count` members of staff.
  Senders(Loop& loop, System& system, std::size_t count);

  std::uint64_t published() const { return published_; }
  Moment published_at() const { return published_at_; }  // the latest
  Client& operator[](std::size_t staff) { return *staff_[staff]; }
  // Besides counting: which member of staff.
  std::function<void(std::size_t)> on_published = [](std::size_t) {};

  // Sends this many to one audience, some at a time, and waits until all are accepted.
  void publish(std::size_t staff, const Audience& to, std::size_t count, std::size_t under_way);

 private:
  Loop& loop_;
  Hooks hooks_;
  std::size_t ready_ = 0;
  std::uint64_t published_ = 0;
  Moment published_at_;
  std::vector<std::unique_ptr<Client>> staff_;
};

}  // namespace jiaxin::bench
