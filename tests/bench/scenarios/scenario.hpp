// What every scenario is given, and how much it is to do.
#pragma once

#include <boost/json/object.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "seed/school_seed.hpp"
#include "systems/system.hpp"

namespace jiaxin::bench {

struct Amounts {
  Sizes sizes;
  std::size_t rounds = 100;          // of one fan-out at a time
  std::size_t deliveries = 200'000;  // of fan-outs in a burst, about
  std::chrono::milliseconds send_time{5'000};
  std::size_t missed = 10;   // while everybody was away
  std::size_t log = 10'000;  // events to catch up
};

// Each is given a fresh system, and throws BenchFailure where it does not do what it should.
boost::json::object fan_out(System& system, const Amounts& amounts, const Audience& to);
boost::json::object durable_sends(System& system, const Amounts& amounts, std::size_t senders, std::size_t under_way);
boost::json::object idle_memory(System& system, const Amounts& amounts);
boost::json::object drop_and_return(System& system, const Amounts& amounts);
boost::json::object slow_readers(System& system, const Amounts& amounts);
boost::json::object catch_up(System& system, const Amounts& amounts);

struct Scenario {
  std::string name;
  bool on_bare_loop;  // whether that makes sense
  std::function<boost::json::object(System&, const Amounts&)> run;
};
const std::vector<Scenario>& scenarios();

}  // namespace jiaxin::bench
