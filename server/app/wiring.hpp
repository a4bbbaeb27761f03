// Builds the server's parts in order, and takes them down in the order that lets nothing be used after it is gone.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <variant>

#include "app/config.hpp"
#include "app/fsync.hpp"
#include "app/problem.hpp"
#include "transport/server.hpp"

namespace jiaxin::app {

class Wiring {
 public:
  // `on_fatal`: storage cannot go on; called once, on any thread; must not call stop().
  static std::variant<std::unique_ptr<Wiring>, Problem> build(const Config& config,
                                                              const std::filesystem::path& directory,
                                                              std::function<void(std::string)> on_fatal,
                                                              Fsync fsync = Fsync::on);
  ~Wiring();  // as stop()
  Wiring(const Wiring&) = delete;
  Wiring& operator=(const Wiring&) = delete;

  // Connections come in from here on.
  std::variant<transport::BoundEndpoint, Problem> start();
  // Reads the configured packs again. A broken one leaves those in force; the operator is told. Not beside start or stop.
  void reload_packs();
  // In this order: not ready; no new connections, the others are told and waited for; slow work that was taken is
  // finished; storage finishes what is queued and closes; the cores stop. Harmless when repeated.
  void stop();

 private:
  struct Parts;
  explicit Wiring(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace jiaxin::app
