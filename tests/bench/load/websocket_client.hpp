// The client's side of RFC 6455, as much as a load needs. It masks with a key of zeros, which the RFC permits and
// which costs nothing.
#pragma once

#include <string>
#include <string_view>

#include "load/client.hpp"

namespace jiaxin::bench {

class WebSocketClient : public Client {
 public:
  using Client::Client;

 protected:
  virtual void on_open() = 0;
  // wire_bytes: with the frame's head.
  virtual void on_message(std::string_view payload, std::size_t wire_bytes) = 0;
  void send_message(std::string_view payload);

 private:
  void on_connected() override;
  std::size_t on_bytes(std::string_view bytes) override;
  std::size_t take_handshake(std::string_view bytes);
  std::size_t take_frame(std::string_view bytes);  // 0: it is not whole yet
  void send_frame(unsigned opcode, std::string_view payload);

  bool open_ = false;
};

}  // namespace jiaxin::bench
