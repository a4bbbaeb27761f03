// Reads a school's hand-over in OneRoster 1.2 CSV (complete, "bulk" files) with our guardianships.csv beside it.
// server/docs/roster.md describes the files. Pure and without state, so any thread may call it; it answers to any
// bytes with a roster or with problems, never with an exception.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "domain/roster.hpp"
#include "roster/problems.hpp"

namespace jiaxin::roster {

inline constexpr std::size_t max_roster_bytes = 16 * 1024 * 1024;  // all files together

struct RosterFile {
  std::string name;  // as in the ZIP's root, e.g. users.csv
  std::string bytes;
};

struct ParseResult {
  std::optional<domain::Roster> roster;  // set only if there are no problems
  std::vector<Problem> problems;         // at most Problems::max_problems, then one saying that there are more
};

ParseResult parse_oneroster(const std::vector<RosterFile>& files);

}  // namespace jiaxin::roster
