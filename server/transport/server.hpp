// One port that speaks HTTP (/healthz, /readyz) and WebSocket (/ws): accepts, turns away what is not ours, and gives
// each connection to a core and to a handler. It knows nothing of what is said on the connections.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "delivery/core.hpp"
#include "delivery/outlet.hpp"
#include "session/connection_handler.hpp"
#include "transport/server_settings.hpp"

namespace jiaxin::transport {

class IoCore;

// Called on the connection's core after its WebSocket handshake. The outlet lives until on_closed has returned; it sends
// binary messages to a peer of WireFormat::proto, text messages to one of WireFormat::json.
using HandlerFactory = std::function<std::shared_ptr<session::ConnectionHandler>(
    delivery::Core& core, std::size_t core_index, delivery::Outlet& outlet, session::Peer peer)>;

// Asked by /readyz on any core: empty, or one word that says why not. Must be quick; the word must be a literal.
using Readiness = std::function<std::string_view()>;

struct BoundEndpoint {
  std::string host;
  std::uint16_t port = 0;
};

struct StartFailure {
  enum class Kind { in_use, no_permission, bad_address, other };
  Kind kind = Kind::other;
  std::string text_zh;
  std::string text_en;
};

class Server {
 public:
  // The cores must outlive the server, and run from start() until after stop().
  Server(ServerSettings settings, std::vector<IoCore*> cores, HandlerFactory make_handler, Readiness not_ready);
  ~Server();  // as stop() with no time
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Once. Connections come in from here on.
  std::variant<BoundEndpoint, StartFailure> start();
  // Takes no more connections, tells every handler, waits until all are gone or the time has passed, then drops the
  // rest. Not on a core's thread.
  void stop(std::chrono::milliseconds at_most);

  std::size_t connections() const;  // any thread

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace jiaxin::transport
