#include "transport/server.hpp"

#include <algorithm>
#include <future>
#include <utility>

#include "observe/log.hpp"
#include "transport/io_core.hpp"
#include "transport/listener.hpp"
#include "transport/seat.hpp"

namespace jiaxin::transport {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t slices = 8;                 // of the connections, visited in turn
constexpr std::chrono::seconds for_dropping{10};  // a core that does not even do this is stuck

// Every connection is looked at about once a second, or more often where a timeout is that short (in tests).
milliseconds tick_of(const ServerSettings& settings) {
  const auto shortest = std::min(
      {settings.handshake_timeout, settings.write_stall_timeout, settings.ping_interval, settings.close_timeout});
  const auto round = std::clamp(shortest / 4, milliseconds(16), milliseconds(1000));
  return round / slices;
}

void tick(const std::shared_ptr<Seat>& seat) {
  if (seat->stopped) return;
  seat->table.visit_some(seat->core.now(), slices);
  seat->core.run_after(tick_of(seat->server->settings), [seat] { tick(seat); });
}

}  // namespace

struct Server::Parts {
  std::shared_ptr<ServerKnowledge> knowledge;
  std::vector<std::shared_ptr<Seat>> seats;
  std::shared_ptr<Listener> listener;  // while it runs
};

Server::Server(ServerSettings settings, std::vector<IoCore*> cores, HandlerFactory make_handler, Readiness not_ready)
    : parts_(std::make_unique<Parts>()) {
  parts_->knowledge =
      std::make_shared<ServerKnowledge>(std::move(settings), std::move(make_handler), std::move(not_ready));
  for (std::size_t i = 0; i < cores.size(); ++i)
    parts_->seats.push_back(std::make_shared<Seat>(parts_->knowledge, *cores[i], i));
}

Server::~Server() { stop(milliseconds(0)); }

std::variant<BoundEndpoint, StartFailure> Server::start() {
  const auto& settings = parts_->knowledge->settings;
  auto listener = std::make_shared<Listener>(parts_->seats);
  auto outcome = listener->bind(settings.host, settings.port);
  if (std::holds_alternative<StartFailure>(outcome)) return outcome;
  for (const auto& seat : parts_->seats) seat->core.post([seat] { tick(seat); });
  parts_->seats.front()->core.post([listener] { listener->start(); });
  parts_->listener = std::move(listener);
  return outcome;
}

void Server::stop(milliseconds at_most) {
  const auto listener = std::exchange(parts_->listener, nullptr);
  if (!listener) return;
  auto quiet = std::make_shared<std::promise<void>>();
  parts_->seats.front()->core.post([listener, quiet] { listener->stop([quiet] { quiet->set_value(); }); });
  quiet->get_future().wait();
  for (const auto& seat : parts_->seats)
    seat->core.post([seat] {
      seat->stopping = true;
      for (const auto& connection : seat->table.all()) connection->on_stopping();
    });
  const bool all_left = parts_->knowledge->admissions.wait_until_none(at_most);
  if (!all_left) observe::log_warn("transport.dropped_at_stop", {{"connections", connections()}});
  for (const auto& seat : parts_->seats)
    seat->core.post([seat] {
      seat->stopped = true;
      for (const auto& connection : seat->table.all()) connection->drop();
    });
  if (!parts_->knowledge->admissions.wait_until_none(for_dropping)) observe::log_error("transport.core_is_stuck");
}

std::size_t Server::connections() const { return parts_->knowledge->admissions.count(); }

}  // namespace jiaxin::transport
