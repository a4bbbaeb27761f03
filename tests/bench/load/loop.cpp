#include "load/loop.hpp"

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "load/failure.hpp"
#include "load/link.hpp"

namespace jiaxin::bench {
namespace {

constexpr std::size_t buffer_bytes = 256 * 1024;

epoll_event interest(Link& link, bool want_write) {
  epoll_event event{};
  event.events = EPOLLIN | (want_write ? EPOLLOUT : 0u);
  event.data.ptr = &link;
  return event;
}

}  // namespace

Loop::Loop() : epoll_(::epoll_create1(EPOLL_CLOEXEC)), buffer_(buffer_bytes, '\0') {
  if (epoll_ < 0) failed_call("epoll_create1");
}

Loop::~Loop() { ::close(epoll_); }

void Loop::add(int socket, Link& link, bool want_write) {
  auto event = interest(link, want_write);
  if (::epoll_ctl(epoll_, EPOLL_CTL_ADD, socket, &event) != 0) failed_call("epoll_ctl");
}

void Loop::change(int socket, Link& link, bool want_write) {
  auto event = interest(link, want_write);
  if (::epoll_ctl(epoll_, EPOLL_CTL_MOD, socket, &event) != 0) failed_call("epoll_ctl");
}

void Loop::leave(int socket) {
  if (::epoll_ctl(epoll_, EPOLL_CTL_DEL, socket, nullptr) != 0) failed_call("epoll_ctl");
}

void Loop::forget(Link& link) { gone_.push_back(&link); }

void Loop::run_until(const std::function<bool()>& holds, const std::string& what, std::chrono::seconds limit) {
  const auto deadline = Clock::now() + limit;
  while (!holds()) {
    if (Clock::now() >= deadline) throw BenchFailure("not in time: " + what);
    serve(100);
  }
}

void Loop::run_for(std::chrono::milliseconds time) {
  const auto end = Clock::now() + time;
  while (Clock::now() < end) serve(10);
}

void Loop::serve(int wait_ms) {
  std::array<epoll_event, 1024> events;
  const int count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), wait_ms);
  if (count < 0 && errno != EINTR) failed_call("epoll_wait");
  gone_.clear();
  for (int i = 0; i < count; ++i) {
    auto* link = static_cast<Link*>(events[static_cast<std::size_t>(i)].data.ptr);
    if (std::find(gone_.begin(), gone_.end(), link) == gone_.end())
      link->on_ready(events[static_cast<std::size_t>(i)].events, buffer_);
  }
}

}  // namespace jiaxin::bench
