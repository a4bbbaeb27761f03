#include "sqlite_schema.hpp"

namespace jiaxin::client {
namespace {

constexpr std::int64_t application_id = 0x4a58434c;  // "JXCL"
constexpr std::int64_t schema_version = 2;

// outbox.settled: the server's answer frame, NULL while waiting. items.read_at_ms: 0 unread, -1 marked here only.
// session.server: host:port/path, empty where version 1 did not keep it.
constexpr const char* tables = R"sql(
CREATE TABLE session(id INTEGER PRIMARY KEY CHECK(id = 1), login BLOB NOT NULL, token BLOB NOT NULL,
  server BLOB NOT NULL DEFAULT x'') STRICT;
CREATE TABLE memberships(position INTEGER PRIMARY KEY, school INTEGER NOT NULL, member INTEGER NOT NULL,
  membership BLOB NOT NULL, UNIQUE(school, member)) STRICT;
CREATE TABLE logs(school INTEGER NOT NULL, member INTEGER NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,
  PRIMARY KEY(school, member)) STRICT, WITHOUT ROWID;
CREATE TABLE items(school INTEGER NOT NULL, member INTEGER NOT NULL, message_id INTEGER NOT NULL, seq INTEGER NOT NULL,
  at_ms INTEGER NOT NULL, event BLOB NOT NULL, sent_by_me INTEGER NOT NULL, read_at_ms INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY(school, member, message_id)) STRICT;
CREATE INDEX items_by_time ON items(at_ms, school, seq);
CREATE TABLE answers(school INTEGER NOT NULL, member INTEGER NOT NULL, message_id INTEGER NOT NULL,
  child INTEGER NOT NULL, signer INTEGER NOT NULL, answer_id INTEGER NOT NULL, answer BLOB NOT NULL,
  PRIMARY KEY(school, member, message_id, child, signer)) STRICT, WITHOUT ROWID;
CREATE TABLE own_answers(school INTEGER NOT NULL, member INTEGER NOT NULL, message_id INTEGER NOT NULL,
  child INTEGER NOT NULL, answer_id INTEGER NOT NULL,
  PRIMARY KEY(school, member, message_id, child)) STRICT, WITHOUT ROWID;
CREATE TABLE outbox(row INTEGER PRIMARY KEY AUTOINCREMENT, client_id BLOB NOT NULL UNIQUE, kind INTEGER NOT NULL,
  school INTEGER NOT NULL, member INTEGER NOT NULL, message_id INTEGER NOT NULL, child INTEGER NOT NULL,
  queued_at_ms INTEGER NOT NULL, digest BLOB NOT NULL, final INTEGER NOT NULL, frame BLOB NOT NULL,
  settled BLOB) STRICT;
CREATE INDEX outbox_waiting ON outbox(school, member, row) WHERE settled IS NULL;
CREATE INDEX outbox_settled ON outbox(row) WHERE settled IS NOT NULL;
CREATE INDEX outbox_reads ON outbox(school, member, message_id) WHERE kind = 6;
PRAGMA application_id = 0x4a58434c;
PRAGMA user_version = 2;
)sql";

constexpr const char* from_1_to_2 = R"sql(
ALTER TABLE session ADD COLUMN server BLOB NOT NULL DEFAULT x'';
PRAGMA user_version = 2;
)sql";

std::int64_t pragma(Database& db, const char* literal) {
  Query query(db, literal);
  return query.next() ? query.integer(0) : 0;
}

}  // namespace

void prepare_schema(Database& db, bool in_memory) {
  db.exec(
      "PRAGMA busy_timeout = 5000; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY;"
      "PRAGMA secure_delete = ON");
  if (in_memory) db.exec("PRAGMA cache_size = -256; PRAGMA journal_mode = MEMORY");
  else db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 4194304");
  const auto version = pragma(db, "PRAGMA user_version");
  const auto application = pragma(db, "PRAGMA application_id");
  const bool fresh = pragma(db, "SELECT count(*) FROM sqlite_schema") == 0;
  if (!fresh && application != application_id) throw StoreError("the file is not a Jiaxin state file");
  if (version > schema_version) throw StoreError("the state file was made by a newer version of this program");
  if (version == schema_version) return;
  Transaction transaction(db);
  db.exec(fresh ? tables : from_1_to_2);
  transaction.commit();
}

}  // namespace jiaxin::client
