#include "raw_socket.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace jiaxin::stage {
namespace {

using Clock = std::chrono::steady_clock;

// The key of RFC 6455, section 1.3, and the answer to it.
constexpr const char* handshake =
    "GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Protocol: ";
constexpr const char* accepted = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

sockaddr_in address_of(const std::string& host, std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  if (::inet_pton(AF_INET, host.c_str(), &address.sin_addr) != 1) throw StageError("no address: " + host);
  return address;
}

[[noreturn]] void failed(const std::string& what) { throw StageError(what + ": " + std::strerror(errno)); }

std::uint64_t number(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char byte : bytes) value = value << 8 | static_cast<unsigned char>(byte);
  return value;
}

std::string head_of(std::size_t size, Opcode opcode, bool last) {
  std::string head(1, static_cast<char>((last ? 0x80 : 0) | static_cast<unsigned>(opcode)));
  constexpr unsigned masked = 0x80;
  int more = 0;
  if (size < 126) head += static_cast<char>(masked | size);
  else if (size < 65536) head += static_cast<char>(masked | 126u), more = 2;
  else head += static_cast<char>(masked | 127u), more = 8;
  for (int i = more - 1; i >= 0; --i) head += static_cast<char>(size >> (8 * i) & 0xff);
  return head;
}

}  // namespace

RawSocket::RawSocket(std::uint16_t port, const std::string& from) {
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (socket_ < 0) failed("socket");
  const auto own = address_of(from, 0);
  const auto server = address_of("127.0.0.1", port);
  const int on = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  // The port is chosen with the connection, so that one of a connection that just ended will do.
  ::setsockopt(socket_, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
  const bool connected = ::bind(socket_, reinterpret_cast<const sockaddr*>(&own), sizeof own) == 0 &&
                         ::connect(socket_, reinterpret_cast<const sockaddr*>(&server), sizeof server) == 0;
  if (connected) return;
  ::close(std::exchange(socket_, -1));
  failed("connect");
}

RawSocket::~RawSocket() {
  if (socket_ >= 0) ::close(socket_);
}

RawSocket::RawSocket(RawSocket&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), received_(std::move(other.received_)) {}

RawSocket& RawSocket::operator=(RawSocket&& other) noexcept {
  std::swap(socket_, other.socket_);
  std::swap(received_, other.received_);
  return *this;
}

void RawSocket::upgrade(std::string_view subprotocol) {
  ask_upgrade(subprotocol);
  await_upgrade(subprotocol);
}

void RawSocket::ask_upgrade(std::string_view subprotocol) {
  send_bytes(std::string(handshake).append(subprotocol).append("\r\n\r\n"));
}

void RawSocket::await_upgrade(std::string_view subprotocol) {
  while (received_.find("\r\n\r\n") == std::string::npos)
    if (!fill(received_.size() + 1, patience)) throw StageError("no handshake: " + received_);
  const auto end = received_.find("\r\n\r\n") + 4;
  const auto head = received_.substr(0, end);
  received_.erase(0, end);
  if (head.find(" 101 ") == std::string::npos || head.find(accepted) == std::string::npos ||
      head.find(std::string("Sec-WebSocket-Protocol: ").append(subprotocol)) == std::string::npos)
    throw StageError("handshake refused: " + head + received_);
}

void RawSocket::receive_little() {
  const int bytes = 4096;
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
}

void RawSocket::send_bytes(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) failed("send");
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

void RawSocket::send(std::string_view payload, Opcode opcode, bool last) {
  constexpr std::array<char, 4> mask{0x21, 0x43, 0x65, 0x07};
  std::string frame = head_of(payload.size(), opcode, last);
  frame.append(mask.data(), mask.size());
  for (std::size_t i = 0; i < payload.size(); ++i) frame += static_cast<char>(payload[i] ^ mask[i % 4]);
  send_bytes(frame);
}

int RawSocket::Message::close_code() const {
  constexpr int none = 1005;
  return payload.size() < 2 ? none : static_cast<int>(number(std::string_view(payload).substr(0, 2)));
}

std::optional<RawSocket::Message> RawSocket::receive(milliseconds limit) {
  Message message{Opcode::more, {}};
  for (;;) {
    if (!fill(2, limit)) return std::nullopt;
    const auto first = static_cast<unsigned char>(received_[0]);
    const auto opcode = static_cast<Opcode>(first & 0x0f);
    std::size_t head = 2;
    std::uint64_t size = static_cast<unsigned char>(received_[1]) & 0x7f;
    if (static_cast<unsigned char>(received_[1]) & 0x80) throw StageError("the server masks a frame");
    if (size > 125) {
      head += size == 126 ? 2 : 8;
      if (!fill(head, limit)) return std::nullopt;
      size = number(std::string_view(received_).substr(2, head - 2));
    }
    if (!fill(head + size, limit)) return std::nullopt;
    const auto payload = received_.substr(head, size);
    received_.erase(0, head + size);
    if (opcode == Opcode::close) return Message{opcode, payload};
    if (opcode == Opcode::ping) send(payload, Opcode::pong);
    if (opcode == Opcode::ping || opcode == Opcode::pong) continue;
    if (opcode != Opcode::more) message.opcode = opcode;
    message.payload += payload;
    if (first & 0x80) return message;
  }
}

bool RawSocket::readable(milliseconds limit) {
  if (!received_.empty()) return true;
  pollfd polled{socket_, POLLIN, 0};
  return ::poll(&polled, 1, static_cast<int>(limit.count())) > 0;
}

bool RawSocket::was_reset(milliseconds limit) {
  pollfd polled{socket_, 0, 0};
  return ::poll(&polled, 1, static_cast<int>(limit.count())) > 0;
}

bool RawSocket::is_ended() {
  pollfd polled{socket_, POLLRDHUP, 0};
  return ::poll(&polled, 1, 0) > 0;
}

std::string RawSocket::read_to_end() {
  while (fill(received_.size() + 1, patience)) {
  }
  return std::exchange(received_, {});
}

void RawSocket::answer_pings() {
  std::array<char, 16384> piece;
  for (;;) {
    const auto count = ::recv(socket_, piece.data(), piece.size(), MSG_DONTWAIT);
    if (count <= 0) break;
    received_.append(piece.data(), static_cast<std::size_t>(count));
  }
  constexpr std::size_t head = 2;
  while (received_.size() >= head && static_cast<Opcode>(received_[0] & 0x0f) == Opcode::ping) {
    const auto size = static_cast<std::size_t>(received_[1]);
    if (received_.size() < head + size) return;
    const auto payload = received_.substr(head, size);
    received_.erase(0, head + size);
    send(payload, Opcode::pong);
  }
}

std::size_t RawSocket::take(std::size_t most) {
  std::array<char, 16384> piece;
  const auto count = ::recv(socket_, piece.data(), std::min(most, piece.size()), MSG_DONTWAIT);
  return count > 0 ? static_cast<std::size_t>(count) : 0;
}

void RawSocket::finish_sending() { ::shutdown(socket_, SHUT_WR); }

void RawSocket::reset_at_close() {
  const linger at_once{1, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

bool RawSocket::fill(std::size_t size, milliseconds limit) {
  const auto until = Clock::now() + limit;
  std::array<char, 16384> piece;
  while (received_.size() < size) {
    const auto left = std::chrono::duration_cast<milliseconds>(until - Clock::now());
    pollfd polled{socket_, POLLIN, 0};
    if (left.count() <= 0 || ::poll(&polled, 1, static_cast<int>(left.count())) == 0)
      throw StageError("the server says nothing");
    const auto count = ::recv(socket_, piece.data(), piece.size(), 0);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    received_.append(piece.data(), static_cast<std::size_t>(count));
  }
  return true;
}

std::string http_get(std::uint16_t port, const std::string& path) {
  RawSocket socket(port);
  socket.send_bytes("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
  return socket.read_to_end();
}

}  // namespace jiaxin::stage
