// A connection that writes down what would go over the wire, in order.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "codec/frame.hpp"
#include "delivery/outlet.hpp"

namespace jiaxin::fake {

struct Closed {
  codec::CloseCode code;
  std::string reason;
};

class FakeOutlet final : public delivery::Outlet {
 public:
  void send(delivery::OutFrame frame) override {
    EXPECT_FALSE(gone_) << "sent on a connection that is gone";
    if (!closes_.empty()) return;  // nothing is sent after a close
    frames_.push_back(std::move(frame));
  }
  void close(codec::CloseCode code, std::string reason) override {
    EXPECT_FALSE(gone_) << "closed a connection that is gone";
    closes_.push_back({code, std::move(reason)});
  }

  // From now on nobody may touch it.
  void vanish() { gone_ = true; }

  bool closed() const { return !closes_.empty(); }
  const std::vector<Closed>& closes() const { return closes_; }
  const std::vector<delivery::OutFrame>& frames() const { return frames_; }

  // One WebSocket message as the peer reads it.
  std::string bytes(std::size_t at) const { return frames_.at(at).bytes(); }
  v1::ServerFrame decoded(std::size_t at) const {
    auto frame = codec::decode_server_frame(bytes(at));
    EXPECT_TRUE(frame) << "frame " << at << " is not a ServerFrame";
    return frame.value_or(v1::ServerFrame{});
  }
  // What was sent since this was called last.
  std::vector<v1::ServerFrame> take() {
    std::vector<v1::ServerFrame> taken;
    while (taken_ < frames_.size()) taken.push_back(decoded(taken_++));
    return taken;
  }
  std::vector<std::string> take_bytes() {
    std::vector<std::string> taken;
    while (taken_ < frames_.size()) taken.push_back(bytes(taken_++));
    return taken;
  }

 private:
  std::vector<delivery::OutFrame> frames_;
  std::vector<Closed> closes_;
  std::size_t taken_ = 0;
  bool gone_ = false;
};

}  // namespace jiaxin::fake
