#include "delivery/window.hpp"

#include <algorithm>

namespace jiaxin::delivery {

Window::Window(domain::Seq after, domain::Seq head, WindowLimits limits)
    : limits_(limits), sent_(after), acked_(after), head_(std::max(after, head)) {}

bool Window::on_stored(domain::Seq seq) {
  head_ = std::max(head_, seq);
  return !page_under_way_ && seq.value == sent_.value + 1 && room_events() > 0 && room_bytes() > 0;
}

void Window::sent(domain::Seq seq, std::size_t bytes) {
  sent_ = seq;
  head_ = std::max(head_, seq);
  bytes_in_flight_ += bytes;
  in_flight_.push_back({seq, bytes});
}

bool Window::on_ack(domain::Seq seq) {
  if (seq > sent_) return false;
  acked_ = std::max(acked_, seq);
  for (; first_ < in_flight_.size() && in_flight_[first_].seq <= acked_; ++first_)
    bytes_in_flight_ -= in_flight_[first_].bytes;
  forget_acknowledged();
  return true;
}

void Window::forget_acknowledged() {
  if (first_ == in_flight_.size()) {
    std::vector<InFlight>().swap(in_flight_);
  } else if (first_ * 2 < in_flight_.size()) {
    return;
  } else {
    in_flight_.erase(in_flight_.begin(), in_flight_.begin() + static_cast<std::ptrdiff_t>(first_));
  }
  first_ = 0;
}

// A page is not worth its cost for a few events, unless they are the last: with an acknowledgement for each 32 events it
// would be one of 32.
bool Window::wants_page() const {
  if (page_under_way_ || sent_ >= head_ || room_bytes() == 0) return false;
  const std::uint64_t quarter = std::max<std::size_t>(1, limits_.events / 4);
  return room_events() >= std::min(quarter, head_.value - sent_.value);
}

std::size_t Window::room_events() const {
  return limits_.events - std::min(limits_.events, in_flight_.size() - first_);
}
std::size_t Window::room_bytes() const { return limits_.bytes - std::min(limits_.bytes, bytes_in_flight_); }

void Window::page_asked() { page_under_way_ = true; }

void Window::page_done(domain::Seq head) {
  page_under_way_ = false;
  head_ = std::max(head_, head);
}

}  // namespace jiaxin::delivery
