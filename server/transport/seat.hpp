// What the connections of one core share: their table and what the server knows. Kept alive by each of them. Inside
// transport only, on the core's thread but for `server`.
#pragma once

#include <memory>
#include <random>
#include <utility>

#include "transport/admissions.hpp"
#include "transport/connection_table.hpp"
#include "transport/http_gate.hpp"
#include "transport/io_core.hpp"
#include "transport/server.hpp"
#include "transport/write_turn.hpp"

namespace jiaxin::transport {

// Of the whole server; immutable but for the admissions, any thread.
struct ServerKnowledge {
  ServerKnowledge(ServerSettings given, HandlerFactory factory, Readiness readiness)
      : settings(std::move(given)),
        gate(settings),
        make_handler(std::move(factory)),
        not_ready(std::move(readiness)),
        admissions(settings.max_connections) {}

  const ServerSettings settings;
  const HttpGate gate;
  const HandlerFactory make_handler;
  const Readiness not_ready;
  Admissions admissions;
};

struct Seat {
  Seat(std::shared_ptr<ServerKnowledge> knowledge, IoCore& its_core, std::size_t its_index)
      : server(std::move(knowledge)), core(its_core), index(its_index), table(its_core.now()), random(seed()) {}

  const std::shared_ptr<ServerKnowledge> server;
  IoCore& core;
  const std::size_t index;
  ConnectionTable table;
  WriteTurn writes;
  bool stopping = false;  // the connections were told, new ones are turned away
  bool stopped = false;   // all are gone
  std::minstd_rand random;

  // So that the pings of clients that came together do not stay together: +-20 %.
  std::chrono::milliseconds with_jitter(std::chrono::milliseconds time) {
    const auto fifth = time.count() / 5;
    return time + std::chrono::milliseconds(std::uniform_int_distribution<std::int64_t>(-fifth, fifth)(random));
  }

 private:
  static unsigned seed() { return std::random_device{}(); }
};

}  // namespace jiaxin::transport
