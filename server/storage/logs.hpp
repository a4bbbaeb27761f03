// Reading a membership's log. Read-only.
#pragma once

#include "ports/log_entry.hpp"
#include "storage/sqlite.hpp"

namespace jiaxin::storage {

struct PageLimits {
  std::size_t events;
  std::size_t bytes;  // but for the first entry, which always fits
};

// An unknown membership has epoch 0. Throws where the log is not what it should be.
ports::LogPage read_log(Connection& db, domain::MemberKey member, domain::Seq after, PageLimits limits);

}  // namespace jiaxin::storage
