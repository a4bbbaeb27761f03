// The transport of jiaxind, as it is and with its defaults, under a handler that says back what it hears, for WebSocket
// clients that are not ours. Prints its port on a line, serves on 127.0.0.1 until its standard input ends.
#include <chrono>
#include <iostream>
#include <limits>
#include <variant>

#include "echo_handler.hpp"
#include "transport/io_core.hpp"
#include "transport/server.hpp"

int main() {
  using namespace jiaxin;
  transport::IoCore first, second;
  transport::Server server(
      transport::ServerSettings{}, {&first, &second},
      [](delivery::Core&, std::size_t, delivery::Outlet& outlet, const session::Peer& peer) {
        return std::make_shared<conformance::EchoHandler>(outlet, peer.format);
      },
      [] { return std::string_view(); });
  first.start();
  second.start();
  const auto outcome = server.start();
  if (const auto* failure = std::get_if<transport::StartFailure>(&outcome)) {
    std::cerr << failure->text_en << '\n';
    return 1;
  }
  std::cout << std::get<transport::BoundEndpoint>(outcome).port << std::endl;
  std::cin.ignore(std::numeric_limits<std::streamsize>::max());
  server.stop(std::chrono::seconds(5));
}
