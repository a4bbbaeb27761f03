// A socket whose outgoing bytes stand in one queue, whoever gives them: Beast its handshake and control frames, the
// session its messages, whole. So several that wait together leave in one system call, and a message costs no
// composed operation. Inside transport only, on its core's thread.
#pragma once

#include <boost/asio/async_result.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/buffers_to_string.hpp>

#include <string>
#include <type_traits>
#include <utility>

#include "transport/drained_socket.hpp"
#include "transport/frame_queue.hpp"

namespace jiaxin::transport {

template <class Handler>
class QueuedWrite;

class OutSocket : public DrainedSocket {
 public:
  class Owner {
   public:
    virtual void on_output() = 0;  // something waits: call write_waiting() soon, not now

   protected:
    ~Owner() = default;
  };

  OutSocket(Socket&& socket, Owner& owner) : DrainedSocket(std::move(socket)), owner_(owner) {}

  // Whole WebSocket frames, ready to go.
  void push(delivery::OutFrame frame) {
    waiting_.push(std::move(frame));
    owner_.on_output();
  }
  FrameQueue& waiting() { return waiting_; }
  const FrameQueue& waiting() const { return waiting_; }

  // Whoever asks and does not read the answers is not asked for more questions: what waits for him stays bounded.
  bool is_full() const { return waiting_.frames() > 64 || waiting_.bytes() > 128 * 1024; }

  enum class Written {
    all,
    some,  // the socket takes no more for now: call again when it can be written
    failed,
  };
  Written write_waiting();

  // For Beast, which gives a control frame in one piece. It is told that all has left when all is in the queue and this
  // is not full: it answers ping after ping while it reads a message, and nobody else could hold it back.
  template <class Buffers, class Token>
  auto async_write_some(const Buffers& buffers, Token&& token) {
    return asio::async_initiate<Token, void(error_code, std::size_t)>(
        [](auto&& handler, OutSocket* self, std::string bytes) {
          const auto size = bytes.size();
          self->push(delivery::OutFrame(std::move(bytes)));
          asio::post(self->get_executor(), QueuedWrite(*self, size, std::forward<decltype(handler)>(handler)));
        },
        token, this, boost::beast::buffers_to_string(buffers));
  }

 private:
  Owner& owner_;
  FrameQueue waiting_;
};

// Ends a write of Beast's once the queue that holds it is not full.
template <class Handler>
class QueuedWrite {
 public:
  QueuedWrite(OutSocket& socket, std::size_t size, Handler handler)
      : socket_(socket), size_(size), handler_(std::move(handler)) {}

  void operator()(error_code failed = {}) {
    if (!failed && socket_.is_full() && socket_.write_waiting() == OutSocket::Written::failed)
      failed = asio::error::broken_pipe;
    if (failed || !socket_.is_full()) return handler_(failed, failed ? 0 : size_);
    auto& socket = socket_;
    socket.async_wait(Socket::wait_write, std::move(*this));
  }

 private:
  OutSocket& socket_;
  std::size_t size_;
  Handler handler_;
};

// What waits is written before the end, if the peer takes it.
template <class Handler>
class LastWrite {
 public:
  LastWrite(OutSocket& socket, Handler handler) : socket_(socket), handler_(std::move(handler)) {}

  void operator()(error_code failed) {
    if (!failed && socket_.write_waiting() == OutSocket::Written::some) {
      auto& socket = socket_;
      return socket.async_wait(Socket::wait_write, std::move(*this));
    }
    Draining<Handler>(socket_, std::move(handler_)).start();
  }

 private:
  OutSocket& socket_;
  Handler handler_;
};

// Found by Beast at the end of a WebSocket.
template <class Handler>
void async_teardown(boost::beast::role_type, OutSocket& socket, Handler&& handler) {
  LastWrite<std::decay_t<Handler>>(socket, std::forward<Handler>(handler))(error_code());
}

}  // namespace jiaxin::transport
