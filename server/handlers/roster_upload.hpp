// The roster files that an administrator's connection has put so far. Kept by the connection, on its core.
#pragma once

#include <string>
#include <vector>

#include "handlers/caller.hpp"
#include "roster/oneroster_parser.hpp"

namespace jiaxin::handlers {

class RosterUpload {
 public:
  void put(const Services& services, const Caller& caller, const v1::PutRosterPiece& request, const Reply& reply);

  // Takes what was put; an empty upload is an error. Parses in the background, replies with RosterApplied or
  // RosterProblems.
  void apply(const Services& services, const Caller& caller, const v1::ApplyRoster& request, const Reply& reply);

  static constexpr std::size_t max_files = 16;
  static constexpr std::size_t max_bytes = roster::max_roster_bytes;

 private:
  std::size_t bytes() const;

  domain::SchoolId school_;  // whose files these are
  std::vector<roster::RosterFile> files_;
};

}  // namespace jiaxin::handlers
