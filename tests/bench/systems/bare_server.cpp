#include "systems/bare_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <string>
#include <vector>

#include "load/failure.hpp"
#include "systems/bare_words.hpp"

namespace jiaxin::bench {
namespace {

constexpr int backlog = 4096;

class BareServer {
 public:
  void run() {
    raise_descriptor_limit();
    listen();
    for (;;) serve();
  }

 private:
  static void raise_descriptor_limit() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) failed_call("getrlimit");
    limit.rlim_cur = limit.rlim_max;
    if (::setrlimit(RLIMIT_NOFILE, &limit) != 0) failed_call("setrlimit");
  }

  void listen() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    acceptor_ = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (acceptor_ < 0 || ::bind(acceptor_, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
        ::listen(acceptor_, backlog) != 0 ||
        ::getsockname(acceptor_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
      failed_call("listen");
    watch(acceptor_);
    std::printf("listening 127.0.0.1:%u\n", static_cast<unsigned>(ntohs(address.sin_port)));
    std::fflush(stdout);
  }

  void watch(int socket) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = socket;
    if (::epoll_ctl(epoll_, EPOLL_CTL_ADD, socket, &event) != 0) failed_call("epoll_ctl");
  }

  void serve() {
    std::array<epoll_event, 256> events;
    const int count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), -1);
    for (int i = 0; i < count; ++i) {
      const int socket = events[static_cast<std::size_t>(i)].data.fd;
      socket == acceptor_ ? accept() : read(socket);
    }
  }

  void accept() {
    for (int socket = 0; (socket = ::accept4(acceptor_, nullptr, nullptr, SOCK_NONBLOCK)) >= 0;) {
      const int on = 1;
      ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
      watch(socket);
    }
  }

  // One byte says what a connection is; all further bytes of a publisher are frames.
  void read(int socket) {
    std::array<char, 65536> bytes;
    const auto count = ::recv(socket, bytes.data(), bytes.size(), 0);
    if (count <= 0) return leave(socket);
    if (bytes[0] == bare::subscriber) return subscribe(socket);
    for (const char byte : std::string_view(bytes.data(), static_cast<std::size_t>(count)))
      if (byte == bare::publish) publish(socket);
  }

  void subscribe(int socket) {
    subscribers_.push_back(socket);
    send(socket, frame_.substr(0, 1));
  }

  void leave(int socket) {
    std::erase(subscribers_, socket);
    ::close(socket);
  }

  void publish(int publisher) {
    for (const int socket : subscribers_) send(socket, frame_);
    send(publisher, frame_.substr(0, 1));
  }

  static void send(int socket, std::string_view bytes) {
    while (!bytes.empty()) {
      const auto count = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (count > 0) {
        bytes.remove_prefix(static_cast<std::size_t>(count));
      } else {
        if (errno != EAGAIN) return;
        pollfd room{socket, POLLOUT, 0};
        ::poll(&room, 1, -1);
      }
    }
  }

  int epoll_ = ::epoll_create1(0);
  int acceptor_ = -1;
  std::vector<int> subscribers_;
  const std::string bytes_ = std::string(bare::frame_bytes, 'x');
  const std::string_view frame_ = bytes_;
};

}  // namespace

void serve_bare() {
  BareServer().run();
  std::abort();
}

}  // namespace jiaxin::bench
