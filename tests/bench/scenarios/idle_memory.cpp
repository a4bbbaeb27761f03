// What a guardian costs who is signed in, follows his log and does nothing.
#include "load/crowd.hpp"
#include "scenarios/cost_figures.hpp"
#include "scenarios/scenario.hpp"

namespace jiaxin::bench {
namespace {

constexpr std::chrono::seconds to_come_to_rest{2};

double growth_per(std::uint64_t before, std::uint64_t after, std::size_t count) {
  return (static_cast<double>(after) - static_cast<double>(before)) / static_cast<double>(count);
}

}  // namespace

boost::json::object idle_memory(System& system, const Amounts& amounts) {
  Loop loop;
  Crowd crowd(loop, system);
  const auto everyone = guardians_of(amounts.sizes, {Audience::Kind::everyone});
  const auto before = memory_now(system.process());
  const auto start = Clock::now();
  crowd.come(everyone, Arrival::new_events_only);
  const auto coming = Clock::now() - start;
  loop.run_for(to_come_to_rest);
  const auto after = memory_now(system.process());
  constexpr double ends = 2;  // of each connection, both on this machine
  return {
      {"connections", everyone.size()},
      {"coming_s", seconds(coming)},
      {"user_bytes_each", growth_per(before.resident, after.resident, everyone.size())},
      {"kernel_slab_bytes_each", growth_per(before.kernel_slabs, after.kernel_slabs, everyone.size()) / ends},
      {"socket_buffer_bytes_each", growth_per(before.socket_buffers, after.socket_buffers, everyone.size()) / ends}};
}

}  // namespace jiaxin::bench
