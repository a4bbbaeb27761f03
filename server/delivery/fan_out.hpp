// From storage to every core: what was stored goes to whoever is following, on whichever core he is.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "delivery/core.hpp"
#include "delivery/hub.hpp"
#include "ports/log_entry.hpp"

namespace jiaxin::delivery {

// Any thread. Events published by one thread arrive at every follower in that order. Filled before the first use;
// cores and hubs outlive it.
class FanOut {
 public:
  void add(Core& core, Hub& hub) { places_.push_back({&core, &hub}); }

  void publish(ports::Published event);
  // To all devices that follow this member's log, outside the log.
  void push(domain::MemberKey member, std::string frame);
  // Closes the connections of these devices, on whichever core they are.
  void end(std::vector<domain::DeviceSessionId> devices, codec::CloseCode code);

 private:
  struct Place {
    Core* core;
    Hub* hub;
  };
  std::vector<Place> places_;
};

}  // namespace jiaxin::delivery
