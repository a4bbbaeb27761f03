// One WebSocket connection, as the rest of the SDK sees it. Everything on the loop's thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "actions.hpp"
#include "address.hpp"

namespace boost::asio {
class io_context;
}

namespace jiaxin::client {

// Never called from within a method of Transport, and not after close(). `closed` is the last call.
struct TransportHandler {
  std::function<void()> opened;
  std::function<void(std::string_view)> frame;  // borrowed for the call
  std::function<void()> heard;
  std::function<void(const CloseReason&)> closed;
};

class Transport {
 public:
  virtual ~Transport() = default;
  virtual void send(std::string bytes) = 0;    // in order; after `opened`
  virtual void close(std::uint16_t code) = 0;  // what was sent goes first, for a second at most
};

// Begins to connect. The connection keeps itself alive until it has ended.
std::shared_ptr<Transport> connect_websocket(boost::asio::io_context& loop, const Address& address,
                                             TransportHandler handler);

}  // namespace jiaxin::client
