// What schema version 3 adds: what the sender of a held or blocked item had written just before, and the filter judged
// with it. Of items that were stopped before it was not kept.
#pragma once

#include "storage/sqlite.hpp"

namespace jiaxin::storage {

inline constexpr Sql schema_v3 = R"sql(
-- Goes with `request`. NULL: there was nothing, or it is no longer kept.
ALTER TABLE reviews ADD COLUMN earlier BLOB;
)sql";

}  // namespace jiaxin::storage
