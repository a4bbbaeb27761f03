// Says every message back as it came. One per connection, on the connection's core.
//
// A message that begins with "echo-server: " is a command instead:
//   close CODE REASON   closes with this code and reason
//   push COUNT SIZE     sends COUNT messages of SIZE bytes
// A command that it does not understand closes with 4400. The wrong kind of message for the agreed subprotocol closes
// with 1003, as jiaxind does: jiaxin.v1.proto is binary, jiaxin.v1.json is text.
#pragma once

#include <string_view>

#include "codec/wire_format.hpp"
#include "delivery/outlet.hpp"
#include "session/connection_handler.hpp"

namespace jiaxin::conformance {

class EchoHandler final : public session::ConnectionHandler {
 public:
  EchoHandler(delivery::Outlet& outlet, codec::WireFormat format) : outlet_(outlet), format_(format) {}

  void on_message(std::string_view bytes, bool binary) override;
  bool wants_message() const override { return true; }
  void on_closed() override {}
  void on_stopping() override { outlet_.close(codec::CloseCode::restarting, ""); }

 private:
  void obey(std::string_view command);

  delivery::Outlet& outlet_;
  codec::WireFormat format_;
};

}  // namespace jiaxin::conformance
