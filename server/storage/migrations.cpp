#include "storage/migrations.hpp"

#include <array>

#include "storage/schema_v1.hpp"
#include "storage/schema_v2.hpp"
#include "storage/schema_v3.hpp"

namespace jiaxin::storage {
namespace {

constexpr std::array<Sql, schema_version> steps = {schema_v1, schema_v2, schema_v3};

}  // namespace

void migrate(Connection& db) {
  auto version = db.value<std::int64_t>("PRAGMA user_version");
  for (; version < schema_version; ++version) {
    db.run("BEGIN IMMEDIATE");
    db.script(steps[static_cast<std::size_t>(version)]);
    db.set_pragma("application_id", application_id);
    db.set_pragma("user_version", version + 1);
    db.run("COMMIT");
  }
}

}  // namespace jiaxin::storage
