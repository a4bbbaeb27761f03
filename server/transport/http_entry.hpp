// A connection's first phase: reads one HTTP request head and answers it, or hands the socket on to WebSocket.
// Inside transport only.
#pragma once

#include <memory>
#include <string>

#include "session/connection_handler.hpp"
#include "transport/seat.hpp"
#include "transport/socket.hpp"

namespace jiaxin::transport {

struct Guest {
  Socket socket;
  session::Peer peer;
  Admissions::Place place;
  bool no_room = false;  // to be told that the server is full
};

// On the seat's core.
void receive(std::shared_ptr<Seat> seat, std::shared_ptr<Guest> guest);

}  // namespace jiaxin::transport
