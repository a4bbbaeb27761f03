#include "transport/websocket_session.hpp"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <array>
#include <optional>
#include <utility>

#include "codec/wire_format.hpp"
#include "transport/drained_socket.hpp"
#include "transport/frame_queue.hpp"

namespace jiaxin::transport {
namespace {

namespace websocket = boost::beast::websocket;
using Stream = websocket::stream<DrainedSocket, false>;  // no compression

constexpr std::size_t kept_read_bytes = 4096;  // a larger buffer is given back after its message

// A reason is at most 123 bytes and must stay UTF-8.
std::string_view short_reason(std::string_view reason) {
  if (reason.size() <= 123) return reason;
  std::size_t end = 123;
  while (end > 0 && (static_cast<unsigned char>(reason[end]) & 0xc0) == 0x80) --end;
  return reason.substr(0, end);
}

class WebSocketSession final : public Connection,
                               public delivery::Outlet,
                               public std::enable_shared_from_this<WebSocketSession> {
 public:
  WebSocketSession(std::shared_ptr<Seat> seat, Guest guest, Time deadline)
      : seat_(std::move(seat)),
        place_(std::move(guest.place)),
        peer_(std::move(guest.peer)),
        stream_(std::move(guest.socket)),
        deadline_(deadline) {}

  void start(const UpgradeRequest& request);

  void send(delivery::OutFrame frame) override;
  void close(codec::CloseCode code, std::string reason) override;

  void on_tick(Time now) override;
  void on_stopping() override;
  void drop() override { finish(false); }

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
  void write(delivery::OutFrame frame);
  void on_written(error_code failed);
  void send_close();
  void ping(Time now);
  void check_health(Time now);
  void finish(bool reset);

  Time now() const { return seat_->table.now(); }
  const ServerSettings& settings() const { return seat_->server->settings; }

  std::shared_ptr<Seat> seat_;  // first: the place is given back to it
  Admissions::Place place_;
  session::Peer peer_;
  Stream stream_;
  std::shared_ptr<session::ConnectionHandler> handler_;
  boost::beast::flat_buffer buffer_;
  std::optional<delivery::OutFrame> writing_;
  FrameQueue queue_;
  std::unique_ptr<websocket::close_reason> close_reason_;
  Time deadline_;  // of the handshake, then of the closing
  Time heard_at_;
  Time write_since_;
  Time ping_since_;
  Time next_ping_;
  Phase phase_ = Phase::handshake;
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
  stream_.binary(peer_.format == codec::WireFormat::proto);
  stream_.auto_fragment(false);
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
  return queue_.frames() > frames || queue_.bytes() > bytes;
}

void WebSocketSession::read() {
  if (reading_ || (phase_ != Phase::open && phase_ != Phase::draining)) return;
  if (phase_ == Phase::open && (!handler_->wants_message() || is_behind())) return;  // on_written and on_tick ask again
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
  if (phase_ != Phase::open) return;
  if (writing_) queue_.push(std::move(frame));
  else write(std::move(frame));
}

void WebSocketSession::write(delivery::OutFrame frame) {
  writing_.emplace(std::move(frame));
  write_since_ = now();
  const std::array<asio::const_buffer, 2> parts{asio::buffer(writing_->head),
                                                writing_->body ? asio::buffer(*writing_->body) : asio::const_buffer()};
  stream_.async_write(parts, [self = shared_from_this()](error_code failed, std::size_t) { self->on_written(failed); });
}

void WebSocketSession::on_written(error_code failed) {
  writing_.reset();
  if (phase_ == Phase::gone) return;
  if (failed) return finish(false);
  if (!queue_.empty()) write(queue_.pop());
  else if (phase_ == Phase::draining) send_close();
  read();
}

void WebSocketSession::close(codec::CloseCode code, std::string reason) {
  if (phase_ != Phase::open) return;
  phase_ = Phase::draining;
  const auto shown = short_reason(reason);
  close_reason_ = std::make_unique<websocket::close_reason>(static_cast<websocket::close_code>(code),
                                                            boost::beast::string_view(shown.data(), shown.size()));
  if (!writing_) send_close();
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
  if ((writing_ && now - write_since_ >= stall) || (pinging_ && now - ping_since_ >= stall)) return finish(true);
  if (reading_ && now - heard_at_ >= 2 * settings().ping_interval) return finish(true);
  if (now >= next_ping_ && !pinging_) ping(now);
  read();
}

void WebSocketSession::ping(Time now) {
  next_ping_ = now + seat_->with_jitter(settings().ping_interval);
  ping_since_ = now;
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
  queue_.clear();
  if (const auto handler = std::move(handler_)) handler->on_closed();
  place_.give_back();  // last: once all places are back, every handler has been told
}

}  // namespace

void start_websocket(std::shared_ptr<Seat> seat, Guest guest, const UpgradeRequest& request, Time deadline) {
  std::make_shared<WebSocketSession>(std::move(seat), std::move(guest), deadline)->start(request);
}

}  // namespace jiaxin::transport
