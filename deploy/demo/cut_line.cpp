#include "cut_line.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

namespace jiaxin::demo {
namespace {

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  return address;
}

int checked(int result, const char* what) {
  if (result < 0) throw std::system_error(errno, std::generic_category(), what);
  return result;
}

int new_socket() { return checked(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), "socket"); }

void send_at_once(int socket) {
  const int on = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

bool write_all(int to, const char* bytes, std::size_t count) {
  while (count > 0) {
    const auto written = ::send(to, bytes, count, MSG_NOSIGNAL);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes += written;
    count -= static_cast<std::size_t>(written);
  }
  return true;
}

}  // namespace

CutLine::CutLine(Bell& bell, std::uint16_t server_port) : bell_(bell), server_port_(server_port) {
  listener_ = new_socket();
  auto address = loopback(0);
  checked(::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address), "bind");
  checked(::listen(listener_, 16), "listen");
  socklen_t size = sizeof address;
  checked(::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size), "getsockname");
  port_ = ntohs(address.sin_port);
  wake_ = checked(::eventfd(0, EFD_CLOEXEC), "eventfd");
  thread_ = std::thread([this] { run(); });
}

CutLine::~CutLine() {
  ::eventfd_write(wake_, 1);
  thread_.join();
  for (const auto& pair : pairs_) drop(pair);
  ::close(listener_);
  ::close(wake_);
}

void CutLine::cut_before_answer_to(std::size_t request_bytes) {
  bell_.change([&] {
    armed_ = true;
    bytes_to_pass_ = request_bytes;
  });
}

CutLine::Tally CutLine::tally() const {
  return bell_.read([&] { return tally_; });
}

bool CutLine::wait_for_cut(milliseconds limit) {
  return bell_.wait(limit, [&] { return tally_.cuts > 0; });
}

void CutLine::run() {
  for (;;) {
    std::vector<pollfd> polled{{wake_, POLLIN, 0}, {listener_, POLLIN, 0}};
    for (const auto& pair : pairs_) {
      polled.push_back({pair.client, POLLIN, 0});
      polled.push_back({pair.server, POLLIN, 0});
    }
    if (::poll(polled.data(), polled.size(), -1) < 0 && errno != EINTR) return;
    if (polled[0].revents) return;
    std::vector<Pair> kept;
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
      const auto& pair = pairs_[i];
      const bool asks = polled[2 + 2 * i].revents != 0;
      const bool answers = polled[3 + 2 * i].revents != 0;
      const bool goes_on =
          (!asks || forward(pair.client, pair.server, false)) && (!answers || forward(pair.server, pair.client, true));
      if (goes_on) kept.push_back(pair);
      else drop(pair);
    }
    pairs_ = std::move(kept);
    if (polled[1].revents) accept_one();
  }
}

void CutLine::accept_one() {
  const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
  if (client < 0) return;
  const Pair pair{client, new_socket()};
  const auto address = loopback(server_port_);
  if (::connect(pair.server, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) return drop(pair);
  send_at_once(pair.client);
  send_at_once(pair.server);
  pairs_.push_back(pair);
  bell_.change([&] { ++tally_.connections; });
}

bool CutLine::forward(int from, int to, bool answer) {
  std::array<char, 16384> piece;
  const auto count = ::recv(from, piece.data(), piece.size(), 0);
  if (count <= 0) return false;
  const auto bytes = static_cast<std::size_t>(count);
  if (answer && cuts(bytes)) return false;
  if (!write_all(to, piece.data(), bytes)) return false;
  if (!answer) bell_.change([&] { bytes_to_pass_ -= std::min(bytes_to_pass_, bytes); });
  return true;
}

bool CutLine::cuts(std::size_t bytes) {
  bool cut = false;
  bell_.change([&] {
    cut = armed_ && bytes_to_pass_ == 0;
    if (!cut) return;
    armed_ = false;
    ++tally_.cuts;
    tally_.withheld_bytes += bytes;
  });
  return cut;
}

// With a reset, as when a network goes away.
void CutLine::drop(const Pair& pair) {
  const linger none{1, 0};
  for (const int socket : {pair.client, pair.server}) {
    ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &none, sizeof none);
    ::close(socket);
  }
}

}  // namespace jiaxin::demo
