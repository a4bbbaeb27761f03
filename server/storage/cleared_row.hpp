// The one door through which a stored item becomes deliverable: a row of `messages` whose verdict says allow.
#pragma once

#include <optional>

#include "ports/serialised_item.hpp"
#include "ports/stored_cleared.hpp"
#include "storage/sqlite.hpp"

namespace jiaxin::storage {

enum class StoredVerdict { block = 0, hold = 1, allow = 2 };  // as in messages.verdict

StoredVerdict stored(ports::Verdict verdict);

class ClearedRow {
 public:
  // The columns hold messages.verdict and messages.payload. nullopt: anything but an allowing verdict with a payload.
  static std::optional<ports::StoredCleared> read(const Rows& row, int verdict_column, int payload_column);
};

}  // namespace jiaxin::storage
