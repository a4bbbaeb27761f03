// The command line.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/scenario.hpp"

namespace jiaxin::bench {

struct Options {
  Amounts amounts;
  std::string amounts_name = "full";
  bool against_mosquitto = false;
  std::string other_jiaxind;      // a program, measured beside ours; empty: none
  std::vector<std::string> only;  // scenarios; empty: all
};

// nullopt: usage was printed, the program ends with 2.
std::optional<Options> read_options(int argc, char** argv);

}  // namespace jiaxin::bench
