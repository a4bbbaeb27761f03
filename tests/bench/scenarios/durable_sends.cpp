// Staff send to one family each, as fast as they are answered, for a fixed time. Nobody is online to receive.
#include <deque>

#include "load/sender.hpp"
#include "measure/samples.hpp"
#include "scenarios/cost_figures.hpp"
#include "scenarios/scenario.hpp"

namespace jiaxin::bench {

boost::json::object durable_sends(System& system, const Amounts& amounts, std::size_t senders, std::size_t under_way) {
  Loop loop;
  Senders staff(loop, system, senders);
  std::vector<std::deque<Moment>> started(senders);
  Samples times;
  bool going_on = true;
  std::uint64_t under_way_now = 0;
  const auto send = [&](std::size_t who) {
    started[who].push_back(Clock::now());
    ++under_way_now;
    staff[who].publish({Audience::Kind::family, who});
  };
  staff.on_published = [&](std::size_t who) {
    times.add(Clock::now() - started[who].front());
    started[who].pop_front();
    --under_way_now;
    if (going_on) send(who);
  };

  const auto cpu_before = cpu_times(system.process());
  const auto start = Clock::now();
  for (std::size_t who = 0; who < senders; ++who)
    for (std::size_t i = 0; i < under_way; ++i) send(who);
  loop.run_until([&] { return Clock::now() - start >= amounts.send_time; }, "sends are answered");
  const auto answered = static_cast<double>(times.count());
  const auto time = Clock::now() - start;
  const auto used = cpu_times(system.process()) - cpu_before;
  going_on = false;
  loop.run_until([&] { return under_way_now == 0; }, "the last sends are answered");

  return {{"senders", senders},
          {"under_way_each", under_way},
          {"sends_per_s", answered / seconds(time)},
          {"p50_ms", times.quantile(0.5)},
          {"p99_ms", times.quantile(0.99)},
          {"cpu_us_per_send", cpu_us_per(used, answered)}};
}

}  // namespace jiaxin::bench
