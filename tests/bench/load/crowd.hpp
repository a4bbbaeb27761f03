// Many guardians who come at once.
#pragma once

#include <memory>
#include <vector>

#include "load/client.hpp"
#include "seed/school_seed.hpp"
#include "systems/system.hpp"

namespace jiaxin::bench {

class Crowd {
 public:
  Crowd(Loop& loop, System& system) : loop_(loop), system_(system) {}

  // Connects these guardians, at most so many at a time between SYN and ready, so that the kernel's queue of new
  // connections does not overflow. Returns when all are ready.
  void come(const Span& guardians, Arrival arrival);
  void drop() { clients_.clear(); }

  std::size_t size() const { return clients_.size(); }
  std::uint64_t received() const { return received_; }
  void acknowledge_all();
  void stop_reading();  // all of them, for good
  // Besides counting.
  std::function<void(Client&, std::size_t)> on_received = [](Client&, std::size_t) {};

 private:
  static constexpr std::size_t at_a_time = 500;

  Loop& loop_;
  System& system_;
  Hooks hooks_;
  std::size_t ready_ = 0;
  std::uint64_t received_ = 0;
  std::vector<std::unique_ptr<Client>> clients_;
};

}  // namespace jiaxin::bench
