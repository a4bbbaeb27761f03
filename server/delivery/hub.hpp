// The live subscriptions of one core: who follows which log, and how far. Everything here runs on that core.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "delivery/core.hpp"
#include "delivery/event_encoding.hpp"
#include "delivery/outlet.hpp"
#include "delivery/window.hpp"
#include "ports/message_store.hpp"

namespace jiaxin::delivery {

class Hub;

// One device following one log. Owned by its connection; the hub forgets it when it is destroyed.
class Subscription {
 public:
  Subscription(Hub& hub, domain::MemberKey member, domain::Epoch epoch, domain::Seq after, Outlet& outlet);
  ~Subscription();
  Subscription(const Subscription&) = delete;
  Subscription& operator=(const Subscription&) = delete;

  domain::MemberKey member() const { return member_; }
  domain::Epoch epoch() const { return epoch_; }
  // The device keeps everything up to seq. False: it acknowledges what it was never sent.
  bool on_ack(domain::Seq seq);

 private:
  friend class Hub;

  Hub& hub_;
  domain::MemberKey member_;
  domain::Epoch epoch_;
  Window window_;
  Outlet& outlet_;
  Subscription* next_ = nullptr;         // that follows the same log on this core
  std::shared_ptr<Subscription*> self_;  // empties when this is gone, for pages under way
};

class Hub {
 public:
  Hub(Core& core, ports::MessageStore& store) : core_(core), store_(store) {}
  Hub(const Hub&) = delete;
  Hub& operator=(const Hub&) = delete;

  // Sends the event to those of its receivers who follow on this core. To many in pieces, between which the core does
  // other things, going round all members once. What is published meanwhile joins where the round is and goes once round,
  // too: who receives several gets them at once, in the order of publishing, and nothing waits longer than a round.
  void deliver(std::shared_ptr<const ports::Published> event);
  // A frame for everybody who follows this member's log, outside the log.
  void push(domain::MemberKey member, const std::shared_ptr<const std::string>& frame);
  // A device's connection on this core, until it is forgotten.
  void remember(domain::DeviceSessionId device, Outlet& outlet);
  void forget(domain::DeviceSessionId device, Outlet& outlet);
  // Closes the connections of these devices.
  void end(const std::vector<domain::DeviceSessionId>& devices, codec::CloseCode code);

  std::size_t subscriptions() const { return count_; }

 private:
  friend class Subscription;
  struct Unfinished {
    std::shared_ptr<const ports::Published> event;
    std::size_t next;  // of its deliveries; behind the last comes the first
    std::size_t left;
    std::size_t left_in_round() const { return std::min(left, event->deliveries.size() - next); }
  };
  void deliver(const ports::Published& event, std::size_t first, std::size_t last);
  void go_on();
  std::optional<domain::MemberKey> end_of_piece(std::size_t each) const;
  void add(Subscription& subscription);
  void remove(Subscription& subscription);
  void pump(Subscription& subscription);
  void ask_page(Subscription& subscription);
  void take_page(Subscription& subscription, const std::optional<ports::LogPage>& page);

  Subscription* first_follower(domain::MemberKey member) const;

  Core& core_;
  ports::MessageStore& store_;
  // The first of each log's followers; the others hang on him. A fan-out looks up everybody, nearly all have one device.
  boost::unordered_flat_map<domain::MemberKey, Subscription*, std::hash<domain::MemberKey>> followers_;
  std::unordered_multimap<domain::DeviceSessionId, Outlet*> devices_;
  std::vector<Unfinished> unfinished_;             // in the order of publishing
  std::optional<domain::MemberKey> served_up_to_;  // by the round of all that is unfinished; none: it begins
  std::size_t count_ = 0;
};

}  // namespace jiaxin::delivery
