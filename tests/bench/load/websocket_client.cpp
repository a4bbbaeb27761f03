#include "load/websocket_client.hpp"

#include "load/failure.hpp"

namespace jiaxin::bench {
namespace {

// The key of RFC 6455, section 1.3, and the answer to it.
constexpr std::string_view handshake =
    "GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Protocol: jiaxin.v1.proto\r\n\r\n";
constexpr std::string_view accepted = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

enum Opcode : unsigned { binary = 2, closing = 8, ping = 9, pong = 10 };

std::size_t number(std::string_view bytes) {
  std::size_t value = 0;
  for (const char byte : bytes) value = value << 8 | static_cast<unsigned char>(byte);
  return value;
}

}  // namespace

void WebSocketClient::on_connected() { write(handshake); }

void WebSocketClient::send_message(std::string_view payload) { send_frame(binary, payload); }

void WebSocketClient::send_frame(unsigned opcode, std::string_view payload) {
  constexpr unsigned last = 0x80, masked = 0x80;
  std::string frame(1, static_cast<char>(last | opcode));
  if (payload.size() < 126) {
    frame += static_cast<char>(masked | payload.size());
  } else {
    expect(payload.size() < 65536, "a frame of the load fits into two bytes of length");
    frame += static_cast<char>(masked | 126u);
    frame += static_cast<char>(payload.size() >> 8);
    frame += static_cast<char>(payload.size() & 0xff);
  }
  frame.append(4, '\0').append(payload);
  write(frame);
}

std::size_t WebSocketClient::on_bytes(std::string_view bytes) {
  std::size_t used = open_ ? 0 : take_handshake(bytes);
  while (open_) {
    const auto size = take_frame(bytes.substr(used));
    if (size == 0) break;
    used += size;
  }
  return used;
}

std::size_t WebSocketClient::take_handshake(std::string_view bytes) {
  const auto end = bytes.find("\r\n\r\n");
  if (end == std::string_view::npos) return 0;
  const auto head = bytes.substr(0, end);
  expect(head.substr(0, 12) == "HTTP/1.1 101" && head.find(accepted) != std::string_view::npos,
         "the server takes the WebSocket, but it said: " + std::string(head.substr(0, head.find('\r'))));
  open_ = true;
  on_open();
  return end + 4;
}

std::size_t WebSocketClient::take_frame(std::string_view bytes) {
  if (bytes.size() < 2) return 0;
  std::size_t head = 2, size = static_cast<unsigned char>(bytes[1]);
  if (size >= 126) {
    const std::size_t more = size == 126 ? 2 : 8;
    if (bytes.size() < head + more) return 0;
    size = number(bytes.substr(head, more));
    head += more;
  }
  if (bytes.size() < head + size) return 0;
  const auto payload = bytes.substr(head, size);
  const unsigned opcode = static_cast<unsigned char>(bytes[0]) & 0x0f;
  if (opcode == binary) on_message(payload, head + size);
  else if (opcode == ping) send_frame(pong, payload);
  else
    expect(opcode != closing,
           "the server keeps the connection, but it closed it with " + std::to_string(number(payload.substr(0, 2))));
  return head + size;
}

}  // namespace jiaxin::bench
