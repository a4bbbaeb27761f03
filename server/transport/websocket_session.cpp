#include "transport/websocket_session.hpp"

#include <boost/asio/post.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <array>
#include <utility>

#include "codec/wire_format.hpp"
#include "transport/out_socket.hpp"

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
  message.head.insert(0, head.data(), used);
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
  bool is_behind() const;
  void read();
  void on_read(error_code failed);
  void wait_for_room();
  void send_close();
  void ping(Time now);
  void check_health(Time now);
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
  Time write_since_;
  Time next_ping_;
  Phase phase_ = Phase::handshake;
  bool text_ = false;
  bool write_is_due_ = false;  // in this turn, or when the socket has room again
  bool reading_ = false;
  bool pinging_ = false;
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
  stream_.control_callback([this](websocket::frame_type, boost::beast::string_view) { heard_at_ = now(); });
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

// Whoever asks and does not read the answers is not asked for more questions: what waits for him stays bounded.
bool WebSocketSession::is_behind() const {
  constexpr std::size_t frames = 64;
  constexpr std::size_t bytes = 128 * 1024;
  return waiting().frames() > frames || waiting().bytes() > bytes;
}

void WebSocketSession::read() {
  if (reading_ || (phase_ != Phase::open && phase_ != Phase::draining)) return;
  if (phase_ == Phase::open && (!handler_->wants_message() || is_behind())) return;  // write_now and on_tick ask again
  reading_ = true;
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
  if (waiting().frames() == 1) write_since_ = now();
  if (std::exchange(write_is_due_, true)) return;
  if (seat_->writes.add(shared_from_this())) asio::post(seat_->core.context(), [seat = seat_] { seat->writes.run(); });
}

void WebSocketSession::write_now() {
  write_is_due_ = false;
  if (phase_ == Phase::gone) return;
  const auto waited = waiting().bytes();
  switch (out().write_waiting()) {
    case OutSocket::Written::failed: return finish(false);
    case OutSocket::Written::some:
      if (waiting().bytes() < waited) write_since_ = now();
      return wait_for_room();
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
      if (now >= deadline_) finish(false);
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
  const auto stall = settings().write_stall_timeout;
  if (!waiting().empty() && now - write_since_ >= stall) return finish(true);
  if (reading_ && now - heard_at_ >= 2 * settings().ping_interval) return finish(true);
  if (now >= next_ping_ && !pinging_) ping(now);
  read();
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
