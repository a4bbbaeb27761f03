#include "load/link.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <utility>

#include "load/failure.hpp"

namespace jiaxin::bench {
namespace {

constexpr std::uint32_t first_source = 0x7f000002;  // 127.0.0.2 and on
constexpr std::size_t links_per_source = 4000;

sockaddr_in address(std::uint32_t host, std::uint16_t port) {
  sockaddr_in in{};
  in.sin_family = AF_INET;
  in.sin_addr.s_addr = htonl(host);
  in.sin_port = htons(port);
  return in;
}

void set(int socket, int level, int option) {
  const int on = 1;
  if (::setsockopt(socket, level, option, &on, sizeof on) != 0) failed_call("setsockopt");
}

}  // namespace

Link::Link(Loop& loop, std::uint16_t port, std::size_t index) : loop_(loop) {
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (socket_ < 0) failed_call("socket");
  set(socket_, IPPROTO_TCP, TCP_NODELAY);
  set(socket_, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT);
  const auto from = address(first_source + static_cast<std::uint32_t>(index / links_per_source), 0);
  if (::bind(socket_, reinterpret_cast<const sockaddr*>(&from), sizeof from) != 0) failed_call("bind");
  const auto to = address(INADDR_LOOPBACK, port);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0 && errno != EINPROGRESS)
    failed_call("connect");
  loop_.add(socket_, *this, true);
}

Link::~Link() {
  drop();
  loop_.forget(*this);
}

void Link::stop_reading() { loop_.leave(socket_); }

void Link::drop() {
  if (socket_ < 0) return;
  const linger reset{1, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
  ::close(std::exchange(socket_, -1));
}

void Link::on_ready(std::uint32_t epoll_events, std::string& shared_buffer) {
  if (socket_ < 0) return;
  if (!connected_) return finish_connecting();
  if ((epoll_events & EPOLLOUT) != 0) flush();
  if ((epoll_events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0) receive(shared_buffer);
}

void Link::finish_connecting() {
  int error = 0;
  socklen_t size = sizeof error;
  ::getsockopt(socket_, SOL_SOCKET, SO_ERROR, &error, &size);
  errno = error;
  if (error != 0) failed_call("connect");
  connected_ = true;
  on_connected();
  flush();
}

void Link::receive(std::string& shared_buffer) {
  while (socket_ >= 0) {
    const std::size_t kept = received_.size();
    received_.copy(shared_buffer.data(), kept);
    const auto count = ::recv(socket_, shared_buffer.data() + kept, shared_buffer.size() - kept, 0);
    if (count < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (count < 0) failed_call("recv");
    if (count == 0) throw BenchFailure("a connection was closed by the server");
    const std::string_view all(shared_buffer.data(), kept + static_cast<std::size_t>(count));
    const std::size_t room = shared_buffer.size() - kept;
    received_.assign(all.substr(on_bytes(all)));
    if (static_cast<std::size_t>(count) < room) return;
  }
}

void Link::write(std::string_view bytes) {
  if (waiting_.empty() && connected_) {
    const auto count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count == static_cast<ssize_t>(bytes.size())) return;
    if (count < 0 && errno != EAGAIN) failed_call("send");
    if (count > 0) bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  waiting_ += bytes;
  if (connected_ && !std::exchange(wants_write_, true)) loop_.change(socket_, *this, true);
}

void Link::flush() {
  if (!waiting_.empty()) {
    const auto count = ::send(socket_, waiting_.data(), waiting_.size(), MSG_NOSIGNAL);
    if (count < 0 && errno != EAGAIN) failed_call("send");
    if (count > 0) waiting_.erase(0, static_cast<std::size_t>(count));
  }
  if (waiting_.empty() && std::exchange(wants_write_, false)) loop_.change(socket_, *this, false);
}

}  // namespace jiaxin::bench
