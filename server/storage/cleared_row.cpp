#include "storage/cleared_row.hpp"

namespace jiaxin::storage {

StoredVerdict stored(ports::Verdict verdict) {
  return verdict == ports::Verdict::allow ? StoredVerdict::allow : StoredVerdict::hold;  // released: see reviews.cpp
}

std::optional<ports::StoredCleared> ClearedRow::read(const Rows& row, int verdict_column, int payload_column) {
  const auto verdict = row.get<std::optional<StoredVerdict>>(verdict_column);
  if (verdict != StoredVerdict::allow) return std::nullopt;
  auto payload = row.get<std::optional<std::string>>(payload_column);
  if (!payload) return std::nullopt;
  return ports::StoredCleared(std::move(*payload));
}

}  // namespace jiaxin::storage
