// Forgets the texts of blocked items when their time is over: at the start, and then every hour.
#pragma once

#include "delivery/core.hpp"
#include "ports/clock.hpp"
#include "ports/review_store.hpp"

namespace jiaxin::handlers {

// All of them outlive it, and it outlives the core's thread.
class BlockedTexts {
 public:
  BlockedTexts(delivery::Core& core, const ports::Clock& clock, ports::ReviewStore& store)
      : core_(core), clock_(clock), store_(store) {}
  BlockedTexts(const BlockedTexts&) = delete;
  BlockedTexts& operator=(const BlockedTexts&) = delete;

  void start();

 private:
  void forget();

  delivery::Core& core_;
  const ports::Clock& clock_;
  ports::ReviewStore& store_;
};

}  // namespace jiaxin::handlers
