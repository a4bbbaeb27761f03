// What a transport needs of whoever speaks on a connection. All calls come on the connection's core.
#pragma once

#include <string>
#include <string_view>

#include "codec/wire_format.hpp"

namespace jiaxin::session {

// Who is at the other end, and how frames are written for him.
struct Peer {
  std::string address;
  codec::WireFormat format = codec::WireFormat::proto;
};

class ConnectionHandler {
 public:
  virtual ~ConnectionHandler() = default;

  // One whole WebSocket message; binary is false for a text message.
  virtual void on_message(std::string_view bytes, bool binary) = 0;
  // False: enough requests are under way, read no further for now. The outlet is told by Outlet::send when an answer
  // goes out; ask again then.
  virtual bool wants_message() const = 0;
  // The connection is gone, whoever closed it. The outlet must not be used any more. Called exactly once.
  virtual void on_closed() = 0;
  // The server is stopping: say so to the peer and close soon.
  virtual void on_stopping() = 0;
};

}  // namespace jiaxin::session
