// What the parts of the state machine share: the numbering of requests, and the list of actions.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "actions.hpp"
#include "codec/frame.hpp"

namespace jiaxin::client {

class Link {
 public:
  // Numbers and sends a frame; returns the number that its answer will carry.
  std::uint64_t send(v1::ClientFrame frame) {
    frame.set_request_id(next_request_);
    actions_.emplace_back(SendBytes{codec::encode(frame)});
    return next_request_++;
  }
  void emit(Action action) { actions_.push_back(std::move(action)); }
  void new_connection() { next_request_ = 1; }
  std::vector<Action> take() { return std::exchange(actions_, {}); }

 private:
  std::uint64_t next_request_ = 1;
  std::vector<Action> actions_;
};

}  // namespace jiaxin::client
