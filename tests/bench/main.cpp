// Starts each system anew for each scenario, one after another, and reports what it cost. See README.md.
#include <algorithm>
#include <cstdio>
#include <memory>

#include "load/failure.hpp"
#include "measure/cores.hpp"
#include "measure/machine.hpp"
#include "options.hpp"
#include "report.hpp"
#include "systems/bare_server.hpp"
#include "systems/bare_system.hpp"
#include "systems/jiaxin_system.hpp"
#include "systems/mosquitto_system.hpp"
#include "temp_folder.hpp"

namespace jiaxin::bench {
namespace {

class Bench {
 public:
  Bench(Options options, std::string this_program)
      : options_(std::move(options)),
        this_program_(std::move(this_program)),
        report_(machine(folder_.path()), options_.amounts_name),
        seed_(seed_school(data(), options_.amounts.sizes)) {}

  // False: something failed.
  bool run() {
    mosquitto_ = options_.against_mosquitto && MosquittoSystem::is_installed();
    if (options_.against_mosquitto && !mosquitto_) report_.skipped("mosquitto", "Debian's package is not installed");
    for (const auto& scenario : scenarios())
      if (is_wanted(scenario)) run(scenario);
    report_.print();
    return report_.all_succeeded();
  }

 private:
  std::filesystem::path data() const { return folder_.path() / "data"; }

  bool is_wanted(const Scenario& scenario) const {
    const auto& only = options_.only;
    return only.empty() || std::find(only.begin(), only.end(), scenario.name) != only.end();
  }

  void run(const Scenario& scenario) {
    if (scenario.on_bare_loop) run(scenario, BareSystem(this_program_));
    if (!options_.other_jiaxind.empty())
      run(scenario, JiaxinSystem("other-jiaxin", options_.other_jiaxind, data(), seed_));
    run(scenario, JiaxinSystem("jiaxin", JIAXIND_PROGRAM, data(), seed_));
    if (!mosquitto_) return;
    constexpr int qos_0 = 0, qos_1 = 1;
    if (scenario.on_bare_loop) run(scenario, MosquittoSystem(options_.amounts.sizes, qos_0));
    run(scenario, MosquittoSystem(options_.amounts.sizes, qos_1));
  }

  void run(const Scenario& scenario, System&& system) try {
    report_.add(scenario.name, system, scenario.run(system, options_.amounts));
  } catch (const BenchFailure& failure) {
    report_.failed(scenario.name, system, failure.what());
  }

  Options options_;
  std::string this_program_;
  demo::TempFolder folder_;
  Report report_;
  SchoolSeed seed_;
  bool mosquitto_ = false;
};

}  // namespace
}  // namespace jiaxin::bench

int main(int argc, char** argv) try {
  using namespace jiaxin::bench;
  if (argc == 2 && std::string(argv[1]) == "--serve-bare") serve_bare();
  const auto options = read_options(argc, argv);
  if (!options) return 2;
  pin_to(load_core);
  return Bench(*options, std::filesystem::read_symlink("/proc/self/exe")).run() ? 0 : 1;
} catch (const std::exception& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}
