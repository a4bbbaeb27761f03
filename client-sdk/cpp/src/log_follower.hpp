// Follows the logs of all memberships on one connection: resumes them, keeps what comes in order, and acknowledges.
// No I/O but the store.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <vector>

#include "link.hpp"
#include "member.hpp"
#include "store.hpp"

namespace jiaxin::client {

class LogFollower {
 public:
  struct Settings {
    Millis ack_delay;
    std::size_t ack_events;
  };
  LogFollower(Store& store, Settings settings) : store_(store), settings_(settings) {}

  // A new connection is signed in: every log is resumed from what the store keeps. `window_events` as the server told.
  void begin(const std::vector<v1::Membership>& memberships, std::size_t window_events, Link& link, Time now);
  void add(const v1::Membership& membership, Link& link, Time now);
  void connection_lost() { logs_.clear(); }

  bool on_reply(const v1::ServerFrame& frame, Link& link, Time now);  // false: not one of ours
  void on_batch(const v1::EventBatch& batch, Link& link, Time now);
  void tick(Link& link, Time now);
  std::optional<Time> next_wake() const;
  std::optional<Time> oldest_unanswered() const;  // when it was sent
  bool caught_up() const;

 private:
  struct Log {
    Cursor at;
    std::uint64_t head = 0;            // the server's newest when the log was resumed
    std::uint64_t resume_request = 0;  // 0: none under way
    bool following = false;            // resumed on this connection
    bool ended = false;                // the server follows it no more
    bool told_caught_up = false;
    std::optional<Time> resume_at;
    Time resumed_last{};
    std::size_t unacked = 0;
    std::size_t unacked_bytes = 0;
    std::optional<Time> ack_at;
    Time acked_last{};
  };

  void resume(Member member, Log& log, Link& link, Time now);
  void resume_soon(Member member, Log& log, Link& link, Time now);
  void on_resumed(Member member, Log& log, const v1::Resumed& resumed, Link& link);
  void on_refused(Log& log, const v1::Error& error, Time now);
  void keep(Member member, Log& log, const v1::EventBatch& batch, Link& link, Time now);
  void note_for_ack(Log& log, std::size_t events, std::size_t bytes, Time now);
  bool ack_is_due(const Log& log, Time now) const;
  void ack(Member member, Log& log, Link& link, Time now);
  void tell_if_caught_up(Member member, Log& log, Link& link);

  Store& store_;
  Settings settings_;
  std::size_t ack_events_ = 1;  // on this connection
  std::map<Member, Log> logs_;
};

}  // namespace jiaxin::client
