#include <algorithm>

#include "scenarios/scenario.hpp"

namespace jiaxin::bench {
namespace {

Scenario fan_out_to(const std::string& name, Audience::Kind kind) {
  return {name, true, [kind](System& system, const Amounts& amounts) { return fan_out(system, amounts, {kind}); }};
}

// At most as many senders as the school has families.
Scenario sends_of(const std::string& name, std::size_t senders, std::size_t under_way) {
  return {name, false, [=](System& system, const Amounts& amounts) {
            return durable_sends(system, amounts, std::min(senders, amounts.sizes.families), under_way);
          }};
}

}  // namespace

const std::vector<Scenario>& scenarios() {
  constexpr std::size_t all_that_one_may_have_under_way = 32;
  static const std::vector<Scenario> all{fan_out_to("fan-out-class", Audience::Kind::few),
                                         fan_out_to("fan-out-grade", Audience::Kind::many),
                                         fan_out_to("fan-out-school", Audience::Kind::everyone),
                                         sends_of("sends-1", 1, 1),
                                         sends_of("sends-64", 64, 1),
                                         sends_of("sends-64x32", 64, all_that_one_may_have_under_way),
                                         {"slow-readers", false, slow_readers},
                                         {"idle-memory", true, idle_memory},
                                         {"drop-and-return", false, drop_and_return},
                                         {"catch-up", false, catch_up}};
  return all;
}

}  // namespace jiaxin::bench
