// Stands in for storage's one door to deliverable items in tests that link no storage.
#pragma once

#include "ports/stored_cleared.hpp"

namespace jiaxin::storage {

class ClearedRow {
 public:
  static ports::StoredCleared of(std::string item_bytes) { return ports::StoredCleared(std::move(item_bytes)); }
};

}  // namespace jiaxin::storage
