// Direct requests: waiting for a connection or for their answer. Each ends exactly once. No I/O.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <unordered_map>

#include "link.hpp"

namespace jiaxin::client {

class RequestTable {
 public:
  RequestTable(std::size_t max_waiting, Millis patience) : max_waiting_(max_waiting), patience_(patience) {}

  // Tickets must rise. Full: ends at once with `busy`.
  void add(std::uint64_t ticket, v1::ClientFrame frame, Time deadline, Link& link);
  void cancel(std::uint64_t ticket, const Failure& why, Link& link);
  std::size_t pump(std::size_t room, Link& link, Time now);  // returns how many it sent
  bool on_reply(const v1::ServerFrame& frame, Link& link);
  void fail_sent(const Failure& why, Link& link);  // the connection ended
  void fail_all(const Failure& why, Link& link);
  void tick(Link& link, Time now);
  std::optional<Time> next_wake() const;
  // When a server that owes an answer has to be given up: its deadline, and no sooner than `patience`.
  std::optional<Time> gives_up_at() const;
  std::size_t in_flight() const { return sent_.size(); }  // answers owed, also to requests that ended before

 private:
  struct Waiting {
    v1::ClientFrame frame;
    Time deadline;
  };
  struct Sent {
    std::uint64_t ticket;
    Time deadline;
    Time gives_up_at;
    bool ended = false;
  };

  std::size_t max_waiting_;
  Millis patience_;
  std::map<std::uint64_t, Waiting> waiting_;      // by ticket
  std::unordered_map<std::uint64_t, Sent> sent_;  // by request number
};

}  // namespace jiaxin::client
