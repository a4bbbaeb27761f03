// One guardian comes back to a long log. Several do so one after another, each with a log of his own.
#include <algorithm>
#include <vector>

#include "load/crowd.hpp"
#include "load/sender.hpp"
#include "scenarios/cost_figures.hpp"
#include "scenarios/scenario.hpp"

namespace jiaxin::bench {
namespace {

constexpr std::size_t most_families = 5;
constexpr std::size_t events_per_acknowledgement = 32;

}  // namespace

boost::json::object catch_up(System& system, const Amounts& amounts) {
  Loop loop;
  const auto families = std::min(most_families, amounts.sizes.families);
  Senders senders(loop, system, families);
  std::vector<double> times;
  CpuTimes used;
  for (std::size_t family = 0; family < families; ++family) {
    const Audience to{Audience::Kind::family, family};
    Crowd guardian(loop, system);
    guardian.come(guardians_of(amounts.sizes, to), Arrival::resumes);
    guardian.drop();
    constexpr std::size_t under_way = 32;
    senders.publish(family, to, amounts.log, under_way);

    std::uint64_t acknowledged = 0;
    guardian.on_received = [&](Client& client, std::size_t) {
      if (client.received() - acknowledged < events_per_acknowledgement) return;
      acknowledged = client.received();
      client.acknowledge();
    };
    const auto before = cpu_times(system.process());
    const auto start = Clock::now();
    guardian.come(guardians_of(amounts.sizes, to), Arrival::resumes);
    loop.run_until([&] { return guardian.received() == amounts.log; }, "the guardian has the whole log");
    times.push_back(seconds(Clock::now() - start));
    for (const auto& [thread, nanoseconds] : cpu_times(system.process()) - before) used[thread] += nanoseconds;
  }
  std::sort(times.begin(), times.end());
  return {{"events", amounts.log},
          {"times", times.size()},
          {"fastest_ms", times.front() * 1e3},
          {"median_ms", times[times.size() / 2] * 1e3},
          {"slowest_ms", times.back() * 1e3},
          {"cpu_us_per_event", cpu_us_per(used, static_cast<double>(amounts.log * times.size()))}};
}

}  // namespace jiaxin::bench
