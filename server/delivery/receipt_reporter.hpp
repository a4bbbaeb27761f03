// Tells senders how their messages fare: one coalesced update per message and second, read from storage when it is
// due, so that it shows only what is stored. Lives on one core; changed() may be called on any thread.
#pragma once

#include <vector>

#include "delivery/core.hpp"
#include "delivery/fan_out.hpp"
#include "delivery/receipt_pace.hpp"
#include "ports/message_store.hpp"

namespace jiaxin::delivery {

class ReceiptReporter {
 public:
  ReceiptReporter(Core& core, ports::MessageStore& store, FanOut& fan_out)
      : core_(core), store_(store), fan_out_(fan_out), pace_(interval) {}

  void changed(std::vector<ports::ReceiptChange> changes);

  static constexpr std::chrono::milliseconds interval{1000};

 private:
  void plan(ports::ReceiptChange change);
  void tell(ports::ReceiptChange change);

  Core& core_;
  ports::MessageStore& store_;
  FanOut& fan_out_;
  ReceiptPace pace_;
};

}  // namespace jiaxin::delivery
