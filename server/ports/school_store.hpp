// The schools: their directories in memory, and a new roster for one of them.
#pragma once

#include <cstdint>
#include <memory>

#include "domain/directory.hpp"
#include "domain/roster.hpp"
#include "ports/done.hpp"

namespace jiaxin::ports {

struct RosterCounts {
  std::uint32_t classes = 0, children = 0, guardians = 0, staff = 0;
  std::uint32_t people_left = 0;  // who were at the school before and are not in the new roster
};

class SchoolStore {
 public:
  virtual ~SchoolStore() = default;

  // At once, from memory; nullptr: unknown. Immutable; hold the pointer for one request only.
  virtual std::shared_ptr<const domain::SchoolDirectory> school(domain::SchoolId id) const = 0;

  // All or nothing. Ids of people, children and classes are kept by sourced id; who is missing leaves (his records
  // stay). The administrator made by `init` is never touched.
  virtual void apply_roster(domain::SchoolId school, domain::Roster roster, bool dry_run, Done<RosterCounts> done) = 0;
};

}  // namespace jiaxin::ports
