// What waits to be written to one socket, in order. Takes next to no memory while it is empty, as it nearly always is.
#pragma once

#include <sys/uio.h>

#include <algorithm>
#include <cstddef>
#include <span>
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

  // Fills in where the next bytes stand, as far as the parts reach; how many were filled. Borrowed until the next call.
  std::size_t gather(std::span<iovec> parts) const {
    std::size_t count = 0, skipped = begun_;
    const auto add = [&](const auto& text) {
      const auto skip = std::min(std::exchange(skipped, skipped - std::min(skipped, text.size())), text.size());
      if (skip < text.size()) parts[count++] = {const_cast<char*>(text.data()) + skip, text.size() - skip};
    };
    for (auto i = first_; i < frames_.size() && count + 2 <= parts.size(); ++i) {
      add(frames_[i].head);
      if (frames_[i].body) add(*frames_[i].body);
    }
    return count;
  }
  // So many of them left.
  void written(std::size_t bytes) {
    bytes_ -= bytes;
    begun_ += bytes;
    while (!empty() && begun_ >= frames_[first_].size()) begun_ -= std::exchange(frames_[first_++], done()).size();
    if (empty()) clear();
    else if (first_ >= 64 && first_ * 2 >= frames_.size()) forget_written();
  }
  // Drops what has not begun to leave: the rest of a frame that has must follow.
  void forget_unbegun() {
    if (begun_ == 0) return clear();
    frames_.resize(first_ + 1, done());
    bytes_ = frames_[first_].size() - begun_;
  }
  void clear() {
    if (frames_.capacity() > 2) std::vector<delivery::OutFrame>().swap(frames_);
    else frames_.clear();
    first_ = begun_ = bytes_ = 0;
  }

 private:
  static delivery::OutFrame done() { return {codec::FrameHead(), nullptr}; }
  void forget_written() {
    frames_.erase(frames_.begin(), frames_.begin() + static_cast<std::ptrdiff_t>(first_));
    first_ = 0;
  }

  std::vector<delivery::OutFrame> frames_;
  std::size_t first_ = 0;
  std::size_t begun_ = 0;  // bytes of the first that have left
  std::size_t bytes_ = 0;  // that wait
};

}  // namespace jiaxin::transport
