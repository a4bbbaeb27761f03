#include "options.hpp"

#include <algorithm>
#include <cstdio>

namespace jiaxin::bench {
namespace {

Amounts quick() {
  Amounts amounts;
  amounts.sizes = {.families = 64, .few = 45, .many = 1'000, .everyone = 2'000};
  amounts.rounds = 30;
  amounts.deliveries = 40'000;
  amounts.send_time = std::chrono::milliseconds(1'000);
  amounts.log = 2'000;
  return amounts;
}

// Only to see that everything still runs.
Amounts smoke() {
  Amounts amounts;
  amounts.sizes = {.families = 4, .few = 5, .many = 20, .everyone = 40};
  amounts.rounds = 10;
  amounts.deliveries = 400;
  amounts.send_time = std::chrono::milliseconds(100);
  amounts.missed = 3;
  amounts.log = 300;
  return amounts;
}

std::nullopt_t usage() {
  std::fputs(
      "usage: jiaxin-bench [--quick | --smoke] [--against mosquitto] [--against JIAXIND] [SCENARIO...]\n"
      "JIAXIND is another build of the server, e.g. one from before a change.\n"
      "Figures as JSON on standard output, a table on standard error. Scenarios (without any: all):\n",
      stderr);
  for (const auto& scenario : scenarios()) std::fprintf(stderr, "  %s\n", scenario.name.c_str());
  return std::nullopt;
}

bool is_scenario(const std::string& name) {
  return std::any_of(scenarios().begin(), scenarios().end(), [&](const auto& known) { return known.name == name; });
}

}  // namespace

std::optional<Options> read_options(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--quick") {
      options.amounts = quick();
      options.amounts_name = "quick";
    } else if (word == "--smoke") {
      options.amounts = smoke();
      options.amounts_name = "smoke";
    } else if (word == "--against" && i + 1 < argc) {
      const std::string other = argv[++i];
      if (other == "mosquitto") options.against_mosquitto = true;
      else options.other_jiaxind = other;
    } else if (is_scenario(word)) {
      options.only.push_back(word);
    } else {
      return usage();
    }
  }
  return options;
}

}  // namespace jiaxin::bench
