// Frames that wait to be written. Takes next to no memory while it is empty, as it nearly always is.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "delivery/outlet.hpp"

namespace jiaxin::transport {

class FrameQueue {
 public:
  bool empty() const { return first_ == frames_.size(); }
  std::size_t frames() const { return frames_.size() - first_; }
  std::size_t bytes() const { return bytes_; }
  void push(delivery::OutFrame frame) {
    bytes_ += frame.size();
    frames_.push_back(std::move(frame));
  }

  delivery::OutFrame pop() {
    auto frame = std::move(frames_[first_++]);
    bytes_ -= frame.size();
    if (empty()) clear();
    else if (first_ >= 64 && first_ * 2 >= frames_.size()) forget_written();
    return frame;
  }
  void clear() {
    if (frames_.capacity() > 8) std::vector<delivery::OutFrame>().swap(frames_);
    else frames_.clear();
    first_ = 0;
    bytes_ = 0;
  }

 private:
  void forget_written() {
    frames_.erase(frames_.begin(), frames_.begin() + static_cast<std::ptrdiff_t>(first_));
    first_ = 0;
  }

  std::vector<delivery::OutFrame> frames_;
  std::size_t first_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace jiaxin::transport
