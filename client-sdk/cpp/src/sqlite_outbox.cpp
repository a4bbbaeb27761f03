// The outbox: from before the first sending until the result, and a while after.
#include <sodium.h>

#include "sqlite_rows.hpp"
#include "sqlite_store.hpp"

namespace jiaxin::client {
namespace {

constexpr std::int64_t max_waiting = 10'000;

// Of the content as the caller gave it, before anything is filled in for sending.
std::string digest_of(const v1::ClientFrame& frame) {
  const std::string bytes = frame.SerializeAsString();
  std::string out(crypto_generichash_BYTES, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(out.data()), out.size(),
                     reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), nullptr, 0);
  return out;
}

bool needs_predecessor(v1::ClientFrame frame) {
  const auto* header = answer_header(frame);
  return header && header->predecessor() == 0;
}

Added joined(const EntryMeta& entry, const Query& row, int settled_column) {
  Added added{Added::As::same, entry.client_id, std::nullopt};
  if (!row.null(settled_column)) added.settled = settled_by(entry, parse<v1::ServerFrame>(row.bytes(settled_column)));
  return added;
}

}  // namespace

Added SqliteStore::add(const v1::ClientFrame& frame, std::int64_t now_ms) {
  auto entry = describe(frame).value();
  entry.queued_at_ms = now_ms;
  const auto digest = digest_of(frame);
  Guard guard(mutex_);
  Transaction transaction(db_);
  if (entry.kind == EntryKind::read_mark) {
    if (auto known = already_read(entry)) return *known;
    entry.client_id = ClientId::make();
    Query(db_, "UPDATE items SET read_at_ms = -1 WHERE school = ? AND member = ? AND message_id = ?",
          entry.member.school, entry.member.member, entry.message_id)
        .run();
  } else if (auto known = already_added(entry, digest)) {
    return *known;
  }
  {
    Query waiting(db_, "SELECT count(*) FROM outbox WHERE settled IS NULL");
    if (waiting.next() && waiting.integer(0) >= max_waiting) return {Added::As::full, {}, std::nullopt};
  }
  insert(frame, entry, digest);
  transaction.commit();
  return {Added::As::fresh, entry.client_id, std::nullopt};
}

std::optional<Added> SqliteStore::already_added(const EntryMeta& entry, const std::string& digest) {
  Query row(db_,
            "SELECT row, client_id, kind, school, member, message_id, child, queued_at_ms, digest, settled"
            " FROM outbox WHERE client_id = ?",
            entry.client_id.wire());
  if (!row.next()) return std::nullopt;
  if (row.bytes(8) != digest) return Added{Added::As::different, entry.client_id, std::nullopt};
  return joined(read_meta(row), row, 9);
}

std::optional<Added> SqliteStore::already_read(const EntryMeta& entry) {
  {
    Query row(db_,
              "SELECT row, client_id, kind, school, member, message_id, child, queued_at_ms, settled FROM outbox"
              " WHERE kind = 6 AND school = ? AND member = ? AND message_id = ? ORDER BY row DESC LIMIT 1",
              entry.member.school, entry.member.member, entry.message_id);
    if (row.next()) {
      auto known = joined(read_meta(row), row, 8);
      // A refused mark may be tried again.
      if (!known.settled || known.settled->as == SettledAs::marked) return known;
    }
  }
  Query item(db_, "SELECT read_at_ms FROM items WHERE school = ? AND member = ? AND message_id = ?",
             entry.member.school, entry.member.member, entry.message_id);
  if (!item.next() || item.integer(0) <= 0) return std::nullopt;
  v1::ServerFrame answer;
  answer.mutable_read_marked()->set_read_at_ms(item.integer(0));
  auto named = entry;
  named.client_id = ClientId::make();
  return Added{Added::As::same, named.client_id, settled_by(named, answer)};
}

void SqliteStore::insert(const v1::ClientFrame& frame, const EntryMeta& entry, const std::string& digest) {
  Query(db_,
        "INSERT INTO outbox(client_id, kind, school, member, message_id, child, queued_at_ms, digest, final,"
        " frame) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        entry.client_id.wire(), static_cast<int>(entry.kind), entry.member.school, entry.member.member,
        entry.message_id, entry.child_id, entry.queued_at_ms, digest, !needs_predecessor(frame),
        frame.SerializeAsString())
      .run();
}

std::vector<Member> SqliteStore::waiting_members() {
  Guard guard(mutex_);
  std::vector<Member> out;
  Query rows(db_, "SELECT DISTINCT school, member FROM outbox WHERE settled IS NULL");
  while (rows.next()) out.push_back({rows.integer<std::uint32_t>(0), rows.integer<std::uint32_t>(1)});
  return out;
}

std::optional<WaitingEntry> SqliteStore::next_waiting(Member member, std::int64_t after_row) {
  Guard guard(mutex_);
  Query row(db_,
            "SELECT row, client_id, kind, school, member, message_id, child, queued_at_ms, frame, final FROM outbox"
            " WHERE settled IS NULL AND school = ? AND member = ? AND row > ? ORDER BY row LIMIT 1",
            member.school, member.member, after_row);
  if (!row.next()) return std::nullopt;
  return WaitingEntry{read_meta(row), parse<v1::ClientFrame>(row.bytes(8)), row.integer(9) != 0};
}

bool SqliteStore::has_to_wait(const EntryMeta& entry) {
  if (!entry.is_answer()) return false;
  Guard guard(mutex_);
  Query row(db_,
            "SELECT 1 FROM outbox WHERE settled IS NULL AND school = ? AND member = ? AND row < ?"
            " AND message_id = ? AND (kind = 6 OR (kind IN (4, 5) AND child = ?)) LIMIT 1",
            entry.member.school, entry.member.member, entry.row, entry.message_id, entry.child_id);
  return row.next();
}

void SqliteStore::make_final(std::int64_t row, const v1::ClientFrame& frame) {
  Guard guard(mutex_);
  Query(db_, "UPDATE outbox SET frame = ?, final = 1 WHERE row = ?", frame.SerializeAsString(), row).run();
}

std::uint64_t SqliteStore::own_answer(Member member, std::uint64_t message_id, std::uint32_t child_id) {
  Guard guard(mutex_);
  Query row(db_, "SELECT answer_id FROM own_answers WHERE school = ? AND member = ? AND message_id = ? AND child = ?",
            member.school, member.member, message_id, child_id);
  return row.next() ? row.integer<std::uint64_t>(0) : 0;
}

std::optional<Settled> SqliteStore::settle(const EntryMeta& entry, const v1::ServerFrame& answer) {
  const auto settled = settled_by(entry, answer);
  Guard guard(mutex_);
  Transaction transaction(db_);
  {
    // The text goes; what became of it stays, so that a repeat of the same id is answered.
    Query update(db_, "UPDATE outbox SET settled = ?, frame = x'' WHERE row = ? AND settled IS NULL RETURNING row",
                 answer.SerializeAsString(), entry.row);
    if (!update.next()) return std::nullopt;
    update.run();
  }
  if (settled.as == SettledAs::answered)
    note_own_answer(entry.member, entry.message_id, entry.child_id, settled.answered.answer_id());
  if (settled.as == SettledAs::marked)
    Query(db_, "UPDATE items SET read_at_ms = max(1, ?) WHERE school = ? AND member = ? AND message_id = ?",
          static_cast<std::int64_t>(settled.marked.read_at_ms()), entry.member.school, entry.member.member,
          entry.message_id)
        .run();
  Query(db_,
        "DELETE FROM outbox WHERE settled IS NOT NULL AND row < (SELECT row FROM outbox"
        " WHERE settled IS NOT NULL ORDER BY row DESC LIMIT 1 OFFSET 199)")
      .run();
  transaction.commit();
  return settled;
}

std::vector<OutboxEntry> SqliteStore::outbox(std::size_t limit) {
  Guard guard(mutex_);
  std::vector<OutboxEntry> out;
  Query rows(db_,
             "SELECT row, client_id, kind, school, member, message_id, child, queued_at_ms, settled FROM outbox"
             " ORDER BY row DESC LIMIT ?",
             limit);
  while (rows.next()) {
    const auto meta = read_meta(rows);
    auto& entry = out.emplace_back(OutboxEntry{meta.client_id, meta.kind, meta.member.ref(), meta.queued_at_ms, {}});
    if (!rows.null(8)) entry.settled = settled_by(meta, parse<v1::ServerFrame>(rows.bytes(8)));
  }
  return out;
}

std::size_t SqliteStore::waiting_count() {
  Guard guard(mutex_);
  Query row(db_, "SELECT count(*) FROM outbox WHERE settled IS NULL");
  return row.next() ? row.integer<std::size_t>(0) : 0;
}

}  // namespace jiaxin::client
