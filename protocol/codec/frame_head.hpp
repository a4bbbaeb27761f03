// A frame's own bytes, in front of others that it shares with many. Of a fixed size, so that a queue of frames takes no
// memory for each. A value, any thread.
#pragma once

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace jiaxin::codec {

class FrameHead {
 public:
  static constexpr std::size_t capacity = 111;  // bytes: an event of three children, and a WebSocket head before it

  const char* data() const { return bytes_.data(); }
  std::size_t size() const { return size_; }
  std::string_view view() const { return {data(), size()}; }

  // Within the capacity, all of them.
  void push_back(char byte) {
    assert(size_ < capacity);
    bytes_[size_++] = byte;
  }
  void append(std::string_view bytes) {
    assert(size_ + bytes.size() <= capacity);
    std::copy(bytes.begin(), bytes.end(), bytes_.begin() + size_);
    size_ = static_cast<std::uint8_t>(size_ + bytes.size());
  }
  void prepend(std::string_view bytes) {
    assert(size_ + bytes.size() <= capacity);
    std::copy_backward(bytes_.begin(), bytes_.begin() + size_, bytes_.begin() + size_ + bytes.size());
    std::copy(bytes.begin(), bytes.end(), bytes_.begin());
    size_ = static_cast<std::uint8_t>(size_ + bytes.size());
  }

 private:
  std::array<char, capacity> bytes_;  // the first size_ of them
  std::uint8_t size_ = 0;
};

}  // namespace jiaxin::codec
