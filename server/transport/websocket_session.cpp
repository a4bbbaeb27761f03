#include "transport/websocket_session.hpp"

#include <boost/asio/post.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <array>
#include <utility>

#include "codec/wire_format.hpp"
#include "observe/log.hpp"
#include "transport/out_socket.hpp"
#include "transport/uptake.hpp"

namespace jiaxin::transport {
namespace {

namespace websocket = boost::beast::websocket;
using Stream = websocket::stream<OutSocket, false>;  // no compression

constexpr std::size_t kept_read_bytes = 4096;  // a larger buffer is given back after its message

// A reason is at most 123 bytes and must stay UTF-8.
std::string_view short_reason(std::string_view reason) {
  if (reason.size() <= 123) return reason;
  std::size_t end = 123;
  while (end > 0 && (static_cast<unsigned char>(reason[end]) & 0xc0) == 0x80) --end;
  return reason.substr(0, end);
}

// Puts a frame's head before a message: unmasked, whole.
void put_head(delivery::OutFrame& message, bool text) {
  constexpr unsigned last = 0x80, text_opcode = 1, binary_opcode = 2;
  const std::size_t size = message.size();
  std::array<char, 10> head{static_cast<char>(last | (text ? text_opcode : binary_opcode))};
  std::size_t used = 2;
  if (size < 126) {
    head[1] = static_cast<char>(size);
  } else {
    const int bytes = size < 65536 ? 2 : 8;
    head[1] = static_cast<char>(bytes == 2 ? 126 : 127);
    for (int i = bytes - 1; i >= 0; --i) head[used++] = static_cast<char>(size >> (8 * i) & 0xff);
  }
  message.head.prepend({head.data(), used});
}

class WebSocketSession final : public Connection,
                               public delivery::Outlet,
                               public OutSocket::Owner,
                               public WriteTurn::Writer,
                               public std::enable_shared_from_this<WebSocketSession> {
 public:
  WebSocketSession(std::shared_ptr<Seat> seat, Guest guest, Time deadline)
      : seat_(std::move(seat)),
        place_(std::move(guest.place)),
        peer_(std::move(guest.peer)),
        stream_(std::move(guest.socket), *this),
        deadline_(deadline) {}

  void start(const UpgradeRequest& request);

  void send(delivery::OutFrame frame) override;
  void close(codec::CloseCode code, std::string reason) override;

  void on_tick(Time now) override;
  void on_stopping() override;
  void drop() override { finish(false); }

  void on_output() override;
  void write_now() override;

 private:
  enum class Phase : std::uint8_t {
    handshake,
    open,
    draining,  // close() was called; what is queued still goes out
    closing,   // a close frame is under way in either direction
    gone,
  };

  void on_started(error_code failed);
  void read();
  void on_read(error_code failed);
  void wait_for_room();
  void send_close();
  void ping(Time now);
  void check_health(Time now);
  bool has_stalled(Time now);
  void let_go(Time now);
  void finish(bool reset);

  OutSocket& out() { return stream_.next_layer(); }
  const FrameQueue& waiting() const { return stream_.next_layer().waiting(); }
  Time now() const { return seat_->table.now(); }
  const ServerSettings& settings() const { return seat_->server->settings; }

  std::shared_ptr<Seat> seat_;  // first: the place is given back to it
  Admissions::Place place_;
  session::Peer peer_;
  Stream stream_;
  std::shared_ptr<session::ConnectionHandler> handler_;
  boost::beast::flat_buffer buffer_;
  std::unique_ptr<websocket::close_reason> close_reason_;
  Time deadline_;  // of the handshake, then of the closing
  Time heard_at_;
  Time next_ping_;
  Uptake uptake_;
  Phase phase_ = Phase::handshake;
  bool text_ = false;
  bool write_is_due_ = false;  // in this turn, or when the socket has room again
  bool reading_ = false;
  bool in_message_ = false;  // he has begun one: until its end his control frames do not count
  bool pinging_ = false;
  bool let_go_ = false;  // for being too slow
};

void WebSocketSession::start(const UpgradeRequest& request) {
  seat_->table.add(shared_from_this());
  stream_.set_option(websocket::stream_base::decorator([format = peer_.format](websocket::response_type& response) {
    const auto agreed = codec::subprotocol_of(format);
    response.set(boost::beast::http::field::sec_websocket_protocol,
                 boost::beast::string_view(agreed.data(), agreed.size()));
    response.set(boost::beast::http::field::server, "jiaxin");
  }));
  text_ = peer_.format == codec::WireFormat::json;
  stream_.read_message_max(codec::max_message_bytes(settings().max_frame_bytes, peer_.format));
  stream_.control_callback([this](websocket::frame_type, boost::beast::string_view) {
    if (!in_message_) heard_at_ = now();
  });
  stream_.async_accept(request, [self = shared_from_this()](error_code failed) { self->on_started(failed); });
}

void WebSocketSession::on_started(error_code failed) {
  if (phase_ == Phase::gone) return;
  if (failed) return finish(false);
  phase_ = Phase::open;
  heard_at_ = now();
  next_ping_ = now() + seat_->with_jitter(settings().ping_interval);
  handler_ = seat_->server->make_handler(seat_->core, seat_->index, *this, std::move(peer_));
  peer_ = {};
  if (!handler_) return finish(false);
  if (seat_->stopping) handler_->on_stopping();
  read();
}

void WebSocketSession::read() {
  if (reading_ || (phase_ != Phase::open && phase_ != Phase::draining)) return;
  if (phase_ == Phase::open && (!handler_->wants_message() || stream_.next_layer().is_full()))
    return;  // write_now and on_tick ask again
  reading_ = true;
  in_message_ = false;
  heard_at_ = now();
  stream_.async_read(buffer_, [self = shared_from_this()](error_code failed, std::size_t) { self->on_read(failed); });
}

void WebSocketSession::on_read(error_code failed) {
  reading_ = false;
  if (phase_ == Phase::gone) return;
  if (failed) return finish(false);
  if (phase_ == Phase::open) {
    const auto bytes = buffer_.cdata();
    handler_->on_message({static_cast<const char*>(bytes.data()), bytes.size()}, !stream_.got_text());
  }
  buffer_.consume(buffer_.size());
  if (buffer_.capacity() > kept_read_bytes) buffer_ = {};
  read();
}

void WebSocketSession::send(delivery::OutFrame frame) {
  if (phase_ != Phase::open || !stream_.is_open()) return;
  put_head(frame, text_);
  out().push(std::move(frame));
}

void WebSocketSession::on_output() {
  uptake_.wrote(now());
  if (std::exchange(write_is_due_, true)) return;
  if (seat_->writes.add(shared_from_this())) asio::post(seat_->core.context(), [seat = seat_] { seat->writes.run(); });
}

void WebSocketSession::write_now() {
  write_is_due_ = false;
  if (phase_ == Phase::gone) return;
  switch (out().write_waiting()) {
    case OutSocket::Written::failed: return finish(false);
    case OutSocket::Written::some: return wait_for_room();
    case OutSocket::Written::all: break;
  }
  if (phase_ == Phase::draining) send_close();
  read();
}

void WebSocketSession::wait_for_room() {
  write_is_due_ = true;
  out().async_wait(Socket::wait_write, [self = shared_from_this()](error_code) { self->write_now(); });
}

void WebSocketSession::close(codec::CloseCode code, std::string reason) {
  if (phase_ != Phase::open) return;
  phase_ = Phase::draining;
  const auto shown = short_reason(reason);
  close_reason_ = std::make_unique<websocket::close_reason>(static_cast<websocket::close_code>(code),
                                                            boost::beast::string_view(shown.data(), shown.size()));
  if (waiting().empty()) send_close();
}

void WebSocketSession::send_close() {
  phase_ = Phase::closing;
  deadline_ = now() + settings().close_timeout;
  stream_.async_close(*close_reason_, [self = shared_from_this()](error_code) { self->finish(false); });
}

void WebSocketSession::on_tick(Time now) {
  switch (phase_) {
    case Phase::handshake:
    case Phase::closing:
      if (now >= deadline_) finish(let_go_);
      return;
    case Phase::open:
    case Phase::draining: return check_health(now);
    case Phase::gone: return;
  }
}

void WebSocketSession::check_health(Time now) {
  if (!stream_.is_open()) {  // the peer's close frame, or one for a fault of his, is being dealt with by the reading
    phase_ = Phase::closing;
    deadline_ = now + settings().close_timeout;
    return;
  }
  if (let_go_) {
    if (now >= deadline_) finish(true);
    return;
  }
  if (!in_message_ && !stream_.is_message_done()) {
    in_message_ = true;
    heard_at_ = now;
  }
  const bool silent = reading_ && now - heard_at_ >= 2 * settings().ping_interval;
  if (silent || has_stalled(now)) return let_go(now);
  if (now >= next_ping_ && !pinging_) ping(now);
  read();
}

// What our kernel still takes costs little and may be on its way through a tunnel: there he has as long as to answer a
// ping.
bool WebSocketSession::has_stalled(Time now) {
  const bool writing = !waiting().empty();
  const auto patience = writing ? settings().write_stall_timeout : 2 * settings().ping_interval;
  const int socket = boost::beast::get_lowest_layer(stream_).native_handle();
  return now - uptake_.taken_nothing_since(socket, writing, patience, now) >= patience;
}

// Nothing more is kept for him; he is told why, if he takes what is under way within the close timeout.
void WebSocketSession::let_go(Time now) {
  const bool closing_already = phase_ == Phase::draining;
  observe::log_debug("transport.let_go", {{"waiting_frames", waiting().frames()}});
  if (closing_already) return finish(true);
  out().waiting().forget_unbegun();
  let_go_ = true;
  close(codec::CloseCode::too_slow, "no progress");
  deadline_ = now + settings().close_timeout;
}

void WebSocketSession::ping(Time now) {
  next_ping_ = now + seat_->with_jitter(settings().ping_interval);
  pinging_ = true;
  stream_.async_ping({}, [self = shared_from_this()](error_code) { self->pinging_ = false; });
}

void WebSocketSession::on_stopping() {
  if (phase_ == Phase::handshake) return finish(false);
  if (phase_ == Phase::open) handler_->on_stopping();
}

void WebSocketSession::finish(bool reset) {
  if (phase_ == Phase::gone) return;
  phase_ = Phase::gone;
  const auto self = shared_from_this();
  seat_->table.remove(*this);
  auto& socket = boost::beast::get_lowest_layer(stream_);
  error_code ignored;
  if (reset) socket.set_option(Socket::linger(true, 0), ignored);  // the kernel keeps nothing for him either
  socket.close(ignored);
  out().waiting().clear();
  if (const auto handler = std::move(handler_)) handler->on_closed();
  place_.give_back();  // last: once all places are back, every handler has been told
}

}  // namespace

void start_websocket(std::shared_ptr<Seat> seat, Guest guest, const UpgradeRequest& request, Time deadline) {
  std::make_shared<WebSocketSession>(std::move(seat), std::move(guest), deadline)->start(request);
}

}  // namespace jiaxin::transport
