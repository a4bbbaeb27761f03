#include "transport/http_entry.hpp"

#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>

#include <algorithm>
#include <array>
#include <utility>

#include "transport/beast_head.hpp"
#include "transport/websocket_session.hpp"

namespace jiaxin::transport {
namespace {

namespace http = boost::beast::http;

constexpr std::size_t max_head_bytes = 8192;
constexpr std::size_t max_ignored_bytes = 65536;  // what a peer may still send after our answer

class HttpEntry final : public Connection, public std::enable_shared_from_this<HttpEntry> {
 public:
  HttpEntry(std::shared_ptr<Seat> seat, Guest guest)
      : seat_(std::move(seat)),
        guest_(std::move(guest)),
        buffer_(max_head_bytes + 1),
        deadline_(seat_->table.now() + seat_->server->settings.handshake_timeout) {
    parser_.header_limit(max_head_bytes);
  }

  void start() {
    seat_->table.add(shared_from_this());
    http::async_read_header(guest_.socket, buffer_, parser_,
                            [self = shared_from_this()](error_code failed, std::size_t) {
                              if (!self->gone_) self->on_head(failed);
                            });
  }

  void on_tick(Time now) override {
    if (now >= deadline_) drop();
  }
  void on_stopping() override {
    if (reply_.empty()) drop();
  }
  void drop() override {
    if (std::exchange(gone_, true)) return;
    leave();
    error_code ignored;
    guest_.socket.close(ignored);
    guest_.place.give_back();
  }

 private:
  void leave() { seat_->table.remove(*this); }

  void on_head(error_code failed) {
    if (failed == http::error::header_limit || failed == http::error::buffer_overflow)
      return reply(head_is_too_large());
    if (failed == http::error::end_of_stream || failed == http::error::partial_message) return drop();
    if (failed.category() == http::make_error_code(http::error::end_of_stream).category())
      return reply(head_is_malformed());
    if (failed) return drop();
    if (guest_.no_room) return reply(server_is_full());
    judge();
  }

  void judge() {
    const auto& server = *seat_->server;
    const HttpHead head = head_of(parser_.get());
    auto verdict = server.gate.judge(head, server.not_ready());
    if (auto* answer = std::get_if<HttpReply>(&verdict)) return reply(*answer);
    if (buffer_.size() > 0) return reply(head_is_malformed());  // a client must wait for the end of the handshake
    guest_.peer = {server.gate.client_address(head, guest_.peer.address), std::get<Upgrade>(verdict).format};
    gone_ = true;
    leave();
    auto& request = parser_.get();
    // The gate has read all fields of these names; Beast would look at the first of each only.
    request.set(http::field::connection, "upgrade");
    request.set(http::field::upgrade, "websocket");
    start_websocket(seat_, std::move(guest_), request, deadline_);
  }

  void reply(const HttpReply& answer) {
    reply_ = answer.bytes();
    asio::async_write(guest_.socket, asio::buffer(reply_), [self = shared_from_this()](error_code failed, std::size_t) {
      if (!self->gone_) self->on_replied(failed);
    });
  }

  // Closing with unread bytes would reset the connection and could take our answer with it, so these are read first.
  void on_replied(error_code failed) {
    if (!failed) guest_.socket.shutdown(Socket::shutdown_send, failed);
    if (failed) return drop();
    deadline_ = std::min(deadline_, seat_->table.now() + seat_->server->settings.close_timeout);
    ignore_rest();
  }

  void ignore_rest() {
    guest_.socket.async_read_some(asio::buffer(ignored_),
                                  [self = shared_from_this()](error_code failed, std::size_t bytes) {
                                    if (self->gone_) return;
                                    self->ignored_bytes_ += bytes;
                                    if (failed || self->ignored_bytes_ > max_ignored_bytes) return self->drop();
                                    self->ignore_rest();
                                  });
  }

  std::shared_ptr<Seat> seat_;  // first: the guest's place is given back to it
  Guest guest_;
  boost::beast::flat_buffer buffer_;
  http::request_parser<http::empty_body> parser_;
  std::string reply_;
  std::array<char, 512> ignored_;
  std::size_t ignored_bytes_ = 0;
  Time deadline_;
  bool gone_ = false;
};

}  // namespace

void receive(std::shared_ptr<Seat> seat, std::shared_ptr<Guest> guest) {
  if (seat->stopping) return;
  std::make_shared<HttpEntry>(std::move(seat), std::move(*guest))->start();
}

}  // namespace jiaxin::transport
