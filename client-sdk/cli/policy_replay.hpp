// `jiaxin policy replay`: what rule packs would have done to the messages in a server's database.
#pragma once

#include <string>
#include <vector>

#include "context.hpp"

namespace jiaxin::cli {

struct ReplayOptions {
  std::string since;  // YYYY-MM-DD
  std::string data;   // the server's data folder
  std::vector<std::string> packs;
  std::vector<std::string> now;
};

// Reads the database and never changes it. What is wrong with a pack is told as `policy check` does.
Result<ExitCode> run_policy_replay(Context& context, const ReplayOptions& options);

}  // namespace jiaxin::cli
