// A socket whose WebSocket ends without a TCP reset. Inside transport only, on its core's thread.
//
// After the last close frame everything that the peer still sends is read and dropped, until he ends, too. Closing
// earlier would make the kernel answer what is unread with a reset, which may destroy our close frame, and with it the
// code, before the peer has read it. (Beast 1.81 by itself reads 2 KiB at most.) Whoever owns the socket bounds the
// time, by closing it.
#pragma once

#include <boost/asio/error.hpp>
#include <boost/beast/core/role.hpp>

#include <array>
#include <type_traits>
#include <utility>

#include "transport/socket.hpp"

namespace jiaxin::transport {

class DrainedSocket : public Socket {
 public:
  explicit DrainedSocket(Socket&& socket) : Socket(std::move(socket)) {}
};

template <class Handler>
class Draining {
 public:
  Draining(DrainedSocket& socket, Handler handler) : socket_(socket), handler_(std::move(handler)) {}

  void start() {
    error_code failed;  // shows again when it is read
    socket_.shutdown(Socket::shutdown_send, failed);
    socket_.non_blocking(true, failed);
    wait();
  }

  void operator()(error_code failed) {
    std::array<char, 4096> dropped;
    for (int turns = 16; !failed && turns > 0; --turns) socket_.read_some(asio::buffer(dropped), failed);
    if (!failed || failed == asio::error::would_block) return wait();
    error_code ignored;
    socket_.close(ignored);
    handler_(failed == asio::error::eof ? error_code() : failed);
  }

 private:
  void wait() {
    auto& socket = socket_;
    socket.async_wait(Socket::wait_read, std::move(*this));
  }

  DrainedSocket& socket_;
  Handler handler_;
};

// Found by Beast at the end of a WebSocket (see "teardown" in its manual).
template <class Handler>
void async_teardown(boost::beast::role_type, DrainedSocket& socket, Handler&& handler) {
  Draining<std::decay_t<Handler>>(socket, std::forward<Handler>(handler)).start();
}

}  // namespace jiaxin::transport
