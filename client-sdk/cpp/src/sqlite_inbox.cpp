// Reading the inbox.
#include <algorithm>
#include <limits>

#include "sqlite_rows.hpp"
#include "sqlite_store.hpp"

namespace jiaxin::client {

// Columns: school, member, event, sent_by_me, read_at_ms.
InboxEntry SqliteStore::read_item(const Query& row) {
  auto event = parse<v1::Event>(row.bytes(2));
  InboxEntry entry;
  entry.member = Member{row.integer<std::uint32_t>(0), row.integer<std::uint32_t>(1)}.ref();
  entry.seq = event.seq();
  entry.message_id = event.message_id();
  entry.at_ms = event.at_ms();
  entry.item = std::move(*event.mutable_item());
  entry.children.assign(event.children().begin(), event.children().end());
  entry.sent_by_me = row.integer(3) != 0;
  entry.read = row.integer(4) != 0;
  return entry;
}

void SqliteStore::read_answers(InboxEntry& entry) {
  Query rows(db_, "SELECT answer FROM answers WHERE school = ? AND member = ? AND message_id = ?",
             entry.member.school_id(), entry.member.member_id(), entry.message_id);
  while (rows.next()) entry.answers.push_back(parse<v1::AnswerRecorded>(rows.bytes(0)));
}

std::vector<InboxEntry> SqliteStore::inbox(const InboxQuery& query) {
  Guard guard(mutex_);
  const auto member = query.member ? Member::of(*query.member) : Member{};
  const auto before = query.before_at_ms.value_or(std::numeric_limits<std::int64_t>::max());
  std::vector<InboxEntry> out;
  {
    Query rows(db_,
               "SELECT school, member, event, sent_by_me, read_at_ms FROM items"
               " WHERE at_ms < ?1 AND (?2 = 0 OR (school = ?3 AND member = ?4))"
               " AND (?5 = 0 OR (read_at_ms = 0 AND sent_by_me = 0))"
               " ORDER BY at_ms DESC, school DESC, seq DESC LIMIT ?6",
               before, query.member.has_value(), member.school, member.member, query.unread_only,
               std::min<std::size_t>(query.limit, 1000));
    while (rows.next()) out.push_back(read_item(rows));
  }
  for (auto& entry : out) read_answers(entry);
  return out;
}

std::optional<InboxEntry> SqliteStore::inbox_entry(Member member, std::uint64_t message_id) {
  Guard guard(mutex_);
  std::optional<InboxEntry> out;
  {
    Query row(db_,
              "SELECT school, member, event, sent_by_me, read_at_ms FROM items"
              " WHERE school = ? AND member = ? AND message_id = ?",
              member.school, member.member, message_id);
    if (row.next()) out = read_item(row);
  }
  if (out) read_answers(*out);
  return out;
}

}  // namespace jiaxin::client
