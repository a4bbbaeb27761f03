#include "transport/listener.hpp"

#include <sys/socket.h>

#include <utility>

#include "observe/log.hpp"
#include "transport/http_entry.hpp"

namespace jiaxin::transport {
namespace {

constexpr std::chrono::milliseconds pause_without_descriptors{100};
constexpr std::chrono::seconds pause_between_logs{1};

StartFailure failure(StartFailure::Kind kind, const std::string& where, std::string_view zh, std::string_view en) {
  return {kind, where + "：" + std::string(zh), where + ": " + std::string(en)};
}

StartFailure failure(error_code failed, const std::string& where) {
  using Kind = StartFailure::Kind;
  if (failed == asio::error::address_in_use)
    return failure(Kind::in_use, where, "端口已被占用，另一个程序（或另一个 jiaxind）正在使用它。",
                   "the port is in use by another program, or by another jiaxind.");
  if (failed == asio::error::access_denied)
    return failure(Kind::no_permission, where, "没有权限使用这个端口，1024 以下的端口需要特权。",
                   "no permission for this port; ports below 1024 need privileges.");
  if (failed == boost::system::errc::address_not_available || failed == asio::error::host_not_found ||
      failed == asio::error::host_not_found_try_again)
    return failure(Kind::bad_address, where, "这不是本机的地址。", "this is not an address of this machine.");
  return failure(Kind::other, where, "无法监听（" + failed.message() + "）。",
                 "cannot listen (" + failed.message() + ").");
}

std::string text_of(const asio::ip::address& address) {
  if (address.is_v6() && address.to_v6().is_v4_mapped())
    return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
  return address.to_string();
}

asio::ip::tcp::endpoint resolve(asio::io_context& context, const std::string& host, std::uint16_t port,
                                error_code& failed) {
  const auto address = asio::ip::make_address(host, failed);
  if (!failed) return {address, port};
  asio::ip::tcp::resolver resolver(context);
  const auto found = resolver.resolve(host, std::to_string(port), asio::ip::tcp::resolver::passive, failed);
  return failed ? asio::ip::tcp::endpoint() : found.begin()->endpoint();
}

// For whom there is not even a place to be told: no waiting, no reading.
void turn_away(Socket& socket) {
  static const std::string answer = server_is_full().bytes();
  (void)::send(socket.native_handle(), answer.data(), answer.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
}

}  // namespace

Listener::Listener(std::vector<std::shared_ptr<Seat>> seats)
    : seats_(std::move(seats)), acceptor_(seats_.front()->core.context()) {}

std::variant<BoundEndpoint, StartFailure> Listener::bind(const std::string& host, std::uint16_t port) {
  const std::string where = host + ":" + std::to_string(port);
  error_code failed;
  const auto endpoint = resolve(seats_.front()->core.context(), host, port, failed);
  if (!failed) acceptor_.open(endpoint.protocol(), failed);
  if (!failed) acceptor_.set_option(Acceptor::reuse_address(true), failed);
  if (!failed) acceptor_.bind(endpoint, failed);
  if (!failed) acceptor_.listen(asio::socket_base::max_listen_connections, failed);
  const auto bound = failed ? endpoint : acceptor_.local_endpoint(failed);
  if (failed) return failure(failed, where);
  return BoundEndpoint{bound.address().to_string(), bound.port()};
}

void Listener::start() { accept(); }

void Listener::stop(std::function<void()> stopped) {
  stopped_ = std::move(stopped);
  error_code ignored;
  acceptor_.close(ignored);
  if (!waiting_) stopped_();
}

void Listener::accept() {
  waiting_ = true;
  guest_.emplace(seats_[next_seat_]->core.context());
  acceptor_.async_accept(*guest_, [self = shared_from_this()](error_code failed) { self->on_accepted(failed); });
}

void Listener::on_accepted(error_code failed) {
  waiting_ = false;
  if (!acceptor_.is_open()) {
    guest_.reset();
    if (stopped_) stopped_();
    return;
  }
  if (!failed) seat_guest();
  guest_.reset();
  const bool just_this_one = failed == asio::error::connection_aborted || failed == asio::error::interrupted ||
                             failed == boost::system::errc::protocol_error;
  if (!failed || just_this_one) return accept();
  back_off(failed.value());
}

void Listener::seat_guest() {
  error_code failed;
  const auto peer = guest_->remote_endpoint(failed);
  if (failed) return;  // gone already
  guest_->set_option(asio::ip::tcp::no_delay(true), failed);
  const auto seat = seats_[next_seat_];
  next_seat_ = (next_seat_ + 1) % seats_.size();
  const auto answer = seat->server->admissions.take();
  if (answer == Admissions::Answer::overrun) return turn_away(*guest_);
  auto guest = std::make_shared<Guest>(Guest{std::move(*guest_),
                                             {.address = text_of(peer.address())},
                                             Admissions::Place(seat->server->admissions),
                                             answer == Admissions::Answer::full});
  seat->core.post([seat, guest = std::move(guest)] { receive(seat, guest); });
}

// Without descriptors or memory the connection stays in the kernel's queue; some will be free in a moment.
void Listener::back_off(int error_number) {
  const Time now = seats_.front()->core.now();
  if (now - logged_at_ >= pause_between_logs) {
    logged_at_ = now;
    observe::log_warn("transport.accept_failed", {{"errno", error_number}});
  }
  waiting_ = true;
  seats_.front()->core.run_after(pause_without_descriptors, [self = shared_from_this()] {
    self->waiting_ = false;
    if (self->acceptor_.is_open()) return self->accept();
    if (self->stopped_) self->stopped_();
  });
}

}  // namespace jiaxin::transport
