// The one file of the SDK that knows Beast, which takes long to compile. Callbacks, no coroutines.
#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/field.hpp>
#include <boost/beast/websocket.hpp>
#include <charconv>
#include <deque>

#include "codec/frame.hpp"
#include "failures.hpp"
#include "transport.hpp"

namespace jiaxin::client {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;
using tcp = asio::ip::tcp;
using boost::system::error_code;

constexpr std::string_view subprotocol = codec::subprotocol_of(codec::WireFormat::proto);
constexpr std::chrono::seconds handshake_limit{10};
constexpr std::chrono::seconds close_limit{1};
constexpr std::size_t buffer_kept = 16'384;

class WebsocketTransport : public Transport, public std::enable_shared_from_this<WebsocketTransport> {
 public:
  WebsocketTransport(asio::io_context& loop, const Address& address, TransportHandler handler)
      : resolver_(loop), close_timer_(loop), ws_(loop), address_(address), handler_(std::move(handler)) {}

  void begin() {
    resolver_.async_resolve(address_.host, address_.port,
                            [self = shared_from_this()](error_code error, const tcp::resolver::results_type& found) {
                              self->on_resolved(error, found);
                            });
  }

  void send(std::string bytes) override {
    if (write_failed_) return;
    outgoing_.push_back(std::move(bytes));
    if (outgoing_.size() == 1) write_next();
  }

  void close(std::uint16_t code) override {
    if (closing_) return;
    closing_ = true;
    if (!open_) return abort();
    close_code_ = code;
    close_timer_.expires_after(close_limit);
    close_timer_.async_wait([self = shared_from_this()](error_code error) {
      if (!error) self->abort();
    });
    if (outgoing_.empty() || write_failed_) say_goodbye();
  }

 private:
  void on_resolved(error_code error, const tcp::resolver::results_type& found) {
    if (closing_) return;
    if (error) return fail(address_.host, error);
    asio::async_connect(ws_.next_layer(), found, [self = shared_from_this()](error_code failed, const tcp::endpoint&) {
      self->on_connected(failed);
    });
  }

  void on_connected(error_code error) {
    if (closing_) return;
    if (error) return fail(address_.host_header, error);
    error_code ignored;
    ws_.next_layer().set_option(tcp::no_delay(true), ignored);
    configure();
    ws_.async_handshake(response_, address_.host_header, address_.path,
                        [self = shared_from_this()](error_code failed) { self->on_handshake(failed); });
  }

  // The next layer is a plain socket, so that Beast's two kinds of timers cannot meet. Silence is the state machine's
  // business: Beast's own idle timer never fires while the peer answers pings.
  void configure() {
    websocket::stream_base::timeout timeout{};
    timeout.handshake_timeout = handshake_limit;
    timeout.idle_timeout = websocket::stream_base::none();
    timeout.keep_alive_pings = false;
    ws_.set_option(timeout);
    ws_.set_option(websocket::stream_base::decorator([](websocket::request_type& request) {
      request.set(http::field::sec_websocket_protocol, std::string(subprotocol));
      request.set(http::field::user_agent, "jiaxin-client-cpp/0.1");
    }));
    ws_.control_callback([this](websocket::frame_type, beast::string_view) {
      if (!closing_) handler_.heard();
    });
    ws_.read_message_max(codec::max_frame_bytes);
    ws_.auto_fragment(false);
    ws_.binary(true);
  }

  void on_handshake(error_code error) {
    if (closing_) return;
    if (error == websocket::error::upgrade_declined) return refused_with_status();
    if (error) return fail("handshake", error);
    const auto protocol = response_[http::field::sec_websocket_protocol];
    if (protocol != beast::string_view(subprotocol.data(), subprotocol.size()))
      return finish({0, disconnected("the server does not speak jiaxin.v1.proto"), {}});
    open_ = true;
    handler_.opened();
    read_next();
  }

  void refused_with_status() {
    CloseReason reason{0, disconnected("HTTP " + std::to_string(response_.result_int())), {}};
    const auto header = response_[http::field::retry_after];
    int seconds = 0;
    std::from_chars(header.data(), header.data() + header.size(), seconds);
    if (seconds > 0 && seconds < 3600) reason.retry_after = std::chrono::seconds(seconds);
    finish(reason);
  }

  // Keeps reading while closing, too: Beast's close waits for the read that is under way.
  void read_next() {
    ws_.async_read(incoming_, [self = shared_from_this()](error_code error, std::size_t) { self->on_read(error); });
  }

  void on_read(error_code error) {
    if (error) return on_read_failed(error);
    if (!closing_) {
      const auto data = incoming_.cdata();
      if (!ws_.got_binary()) return finish({0, disconnected("text frame"), {}});
      handler_.frame({static_cast<const char*>(data.data()), data.size()});
    }
    incoming_.consume(incoming_.size());
    if (incoming_.capacity() > buffer_kept) incoming_.shrink_to_fit();
    read_next();
  }

  void on_read_failed(error_code error) {
    if (closing_) return;
    if (error != websocket::error::closed) return fail("read", error);
    const auto& reason = ws_.reason();
    finish({reason.code, disconnected("closed by the server, code " + std::to_string(reason.code)), {}});
  }

  // Beast allows one write at a time.
  void write_next() {
    ws_.async_write(asio::buffer(outgoing_.front()),
                    [self = shared_from_this()](error_code error, std::size_t) { self->on_written(error); });
  }

  // A failed write is not reported: the read fails too, and only it learns the server's close code.
  void on_written(error_code error) {
    write_failed_ = write_failed_ || error;
    if (write_failed_) return closing_ ? abort() : void();
    outgoing_.pop_front();
    if (!outgoing_.empty()) return write_next();
    if (closing_) say_goodbye();
  }

  void say_goodbye() {
    if (said_goodbye_) return;
    said_goodbye_ = true;
    ws_.async_close(websocket::close_reason(close_code_), [self = shared_from_this()](error_code) { self->abort(); });
  }

  void fail(const std::string& where, error_code error) {
    finish({0, disconnected(where + ": " + error.message()), {}});
  }

  void finish(const CloseReason& reason) {
    if (closing_) return;
    closing_ = true;
    abort();
    handler_.closed(reason);
  }

  void abort() {
    open_ = false;
    resolver_.cancel();
    close_timer_.cancel();
    error_code ignored;
    ws_.next_layer().close(ignored);
  }

  tcp::resolver resolver_;
  asio::steady_timer close_timer_;
  websocket::stream<tcp::socket, false> ws_;
  const Address address_;
  TransportHandler handler_;
  websocket::response_type response_;
  beast::flat_buffer incoming_{2 * codec::max_frame_bytes};  // read_message_max is the limit, this leaves room to read
  std::deque<std::string> outgoing_;
  std::uint16_t close_code_ = 0;
  bool open_ = false;
  bool closing_ = false;
  bool said_goodbye_ = false;
  bool write_failed_ = false;
};

}  // namespace

std::shared_ptr<Transport> connect_websocket(asio::io_context& loop, const Address& address, TransportHandler handler) {
  auto transport = std::make_shared<WebsocketTransport>(loop, address, std::move(handler));
  transport->begin();
  return transport;
}

}  // namespace jiaxin::client
