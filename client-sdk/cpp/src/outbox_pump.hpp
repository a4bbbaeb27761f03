// Sends what waits in the outbox, in order per membership and a window at a time, and settles it by the answers.
// No I/O but the store.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>

#include "back_off.hpp"
#include "link.hpp"
#include "store.hpp"

namespace jiaxin::client {

class OutboxPump {
 public:
  OutboxPump(Store& store, std::size_t window) : store_(store), window_(window) {}

  void connection_lost();         // what had no answer goes again
  void wake() { dirty_ = true; }  // something was added
  // Sends at most `room` entries; returns how many.
  std::size_t pump(std::size_t room, Link& link, Time now);

  bool on_reply(const v1::ServerFrame& frame, Link& link, Time now);  // false: not one of ours
  std::size_t in_flight() const { return sent_.size(); }
  std::optional<Time> next_wake() const;
  std::optional<Time> oldest_unanswered() const;  // when it was sent

 private:
  struct Sent {
    EntryMeta entry;
    Time at;
  };
  struct Lane {
    std::int64_t sent_up_to = 0;
    std::set<std::int64_t> in_flight;  // rows
    std::optional<Time> paused_until;
    Millis next_pause{0};
    bool empty = false;  // nothing beyond sent_up_to
  };

  void refresh_lanes(Time now);
  bool ready(const Lane& lane) const;
  bool send_one(Member member, Lane& lane, Link& link, Time now);
  bool finish(WaitingEntry& entry);
  void put_off(Lane& lane, const EntryMeta& entry, const v1::Error& error, Time now);

  Store& store_;
  std::size_t window_;
  bool dirty_ = true;
  std::map<Member, Lane> lanes_;
  std::optional<Member> served_last_;
  std::map<std::uint64_t, Sent> sent_;  // by request number
};

}  // namespace jiaxin::client
