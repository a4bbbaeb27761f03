#include "raw_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <vector>

namespace jiaxin::transport::test {
namespace {

constexpr timeval limit{60, 0};

}  // namespace

std::string upgrade_request(std::string_view replaced) {
  const std::vector<std::string> lines = {"Host: 127.0.0.1:8480",
                                          "Connection: Upgrade",
                                          "Upgrade: websocket",
                                          "Sec-WebSocket-Version: 13",
                                          "Sec-WebSocket-Key: " + std::string(good_key),
                                          "Sec-WebSocket-Protocol: jiaxin.v1.proto"};
  std::string request = "GET /ws HTTP/1.1\r\n";
  const auto name = replaced.substr(0, replaced.find(':') + 1);
  bool put = replaced.empty();
  for (const std::string& line : lines) {
    if (put || !line.starts_with(name)) {
      request += line + "\r\n";
      continue;
    }
    if (replaced.size() > name.size()) request.append(replaced).append("\r\n");
    put = true;
  }
  if (!put) request.append(replaced).append("\r\n");
  return request + "\r\n";
}

std::string masked_frame(int opcode, std::string_view payload, bool final) {
  std::string bytes(1, static_cast<char>((final ? 0x80 : 0) | opcode));
  const auto big_endian = [&](std::uint64_t value, int count) {
    for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(value >> shift & 0xff));
  };
  if (payload.size() < 126) {
    big_endian(0x80 | payload.size(), 1);
  } else if (payload.size() < 65536) {
    big_endian(0x80 | 126, 1);
    big_endian(payload.size(), 2);
  } else {
    big_endian(0x80 | 127, 1);
    big_endian(payload.size(), 8);
  }
  const std::string mask = "jx01";
  bytes += mask;
  for (std::size_t i = 0; i < payload.size(); ++i) bytes.push_back(static_cast<char>(payload[i] ^ mask[i % 4]));
  return bytes;
}

RawClient::RawClient(std::uint16_t port) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  if (fd_ < 0) throw std::runtime_error("no socket");
  ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  ::setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    ::close(fd_);
    throw std::runtime_error("cannot connect");
  }
}

RawClient::~RawClient() { ::close(fd_); }

void RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) throw std::runtime_error("sending took too long");
    if (sent < 0) return;  // the server closed; what it said shows on reading
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void RawClient::receive_little() {
  const int bytes = 2048;
  ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
}

void RawClient::end_sending() { ::shutdown(fd_, SHUT_WR); }

void RawClient::reset() {
  const linger now{1, 0};
  ::setsockopt(fd_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  ::close(fd_);
  fd_ = -1;
}

bool RawClient::fill() {
  char bytes[16384];
  const auto got = ::recv(fd_, bytes, sizeof bytes, 0);
  if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) throw std::runtime_error("nothing came for a minute");
  if (got <= 0) return false;
  kept_.append(bytes, static_cast<std::size_t>(got));
  return true;
}

std::string RawClient::read_to_end() {
  while (fill()) {
  }
  return std::move(kept_);
}

std::size_t RawClient::take(std::size_t most) {
  std::string bytes(most, '\0');
  const auto got = ::recv(fd_, bytes.data(), bytes.size(), 0);
  return got > 0 ? static_cast<std::size_t>(got) : 0;
}

std::string RawClient::read_head() {
  std::size_t end = 0;
  while ((end = kept_.find("\r\n\r\n")) == std::string::npos)
    if (!fill()) return std::move(kept_);
  std::string head = kept_.substr(0, end + 4);
  kept_.erase(0, end + 4);
  return head;
}

void RawClient::need(std::size_t bytes) {
  while (kept_.size() < bytes)
    if (!fill()) throw std::runtime_error("closed in the middle");
}

Frame RawClient::read_frame() {
  for (;;) {
    need(2);
    Frame frame{kept_[0] & 0x0f, (kept_[0] & 0x80) != 0, {}};
    std::size_t size = kept_[1] & 0x7f, head = 2;
    const std::size_t extended = size == 126 ? 2 : size == 127 ? 8 : 0;
    if (extended > 0) {
      need(head + extended);
      size = 0;
      for (std::size_t i = 0; i < extended; ++i) size = size << 8 | static_cast<unsigned char>(kept_[head + i]);
      head += extended;
    }
    need(head + size);
    frame.payload = kept_.substr(head, size);
    kept_.erase(0, head + size);
    if (frame.opcode != ping_frame || sees_pings) return frame;
  }
}

std::string RawClient::upgrade(std::string_view replaced) {
  send(upgrade_request(replaced));
  return read_head();
}

}  // namespace jiaxin::transport::test
