// Everybody loses the connection at once, misses some notices, and comes back at once.
#include "load/crowd.hpp"
#include "load/sender.hpp"
#include "scenarios/cost_figures.hpp"
#include "scenarios/scenario.hpp"

namespace jiaxin::bench {

boost::json::object drop_and_return(System& system, const Amounts& amounts) {
  Loop loop;
  Crowd crowd(loop, system);
  Senders senders(loop, system, 1);
  const Audience to{Audience::Kind::everyone};
  const auto everyone = guardians_of(amounts.sizes, to);
  crowd.come(everyone, Arrival::resumes);
  crowd.drop();
  constexpr std::size_t under_way = 2;
  senders.publish(0, to, amounts.missed, under_way);

  const auto cpu_before = cpu_times(system.process());
  const auto start = Clock::now();
  crowd.on_received = [&](Client& client, std::size_t) {
    if (client.received() == amounts.missed) client.acknowledge();
  };
  crowd.come(everyone, Arrival::resumes);
  const auto connected = Clock::now() - start;
  const auto expected = everyone.size() * amounts.missed;
  loop.run_until([&] { return crowd.received() >= expected; }, "everybody has what was missed");
  const auto back = Clock::now() - start;
  system.settle(loop, senders[0], everyone.size());
  const auto settled = Clock::now() - start;
  const auto used = cpu_times(system.process()) - cpu_before;
  return {{"connections", everyone.size()},
          {"missed_each", amounts.missed},
          {"all_connected_s", seconds(connected)},
          {"all_back_s", seconds(back)},
          {"acknowledgements_stored_s", seconds(settled)},
          {"cpu_us_per_connection", cpu_us_per(used, static_cast<double>(everyone.size()))}};
}

}  // namespace jiaxin::bench
