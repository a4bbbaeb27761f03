// Opening, the session and the logs. The inbox and the outbox are in files of their own.
#include "sqlite_store.hpp"

#include "sqlite_rows.hpp"
#include "sqlite_schema.hpp"

namespace jiaxin::client {
SqliteStore::SqliteStore(const std::filesystem::path& file, bool keep_inbox)
    : lock_(file.empty() ? nullptr : std::make_unique<StateFileLock>(file)),
      db_(file.empty() ? ":memory:" : file.string()),
      keep_inbox_(keep_inbox) {
  prepare_schema(db_, file.empty());
}

KeptSession SqliteStore::session() {
  Guard guard(mutex_);
  KeptSession out;
  Query session(db_, "SELECT login, token, server FROM session");
  if (session.next()) {
    out.login = session.bytes(0);
    out.token = session.bytes(1);
    out.server = session.bytes(2);
  }
  Query memberships(db_, "SELECT membership FROM memberships ORDER BY position");
  while (memberships.next()) out.memberships.push_back(parse<v1::Membership>(memberships.bytes(0)));
  return out;
}

std::vector<EntryMeta> SqliteStore::keep_session(const v1::SignedIn& signed_in, const std::string& server) {
  const auto before = session();
  const bool other_person = !before.login.empty() && before.login != signed_in.login();
  const bool other_server = !before.server.empty() && before.server != server;
  const bool other = other_person || other_server;
  Guard guard(mutex_);
  Transaction transaction(db_);
  std::vector<EntryMeta> given_up;
  if (other) given_up = erase_all();
  const auto& token = signed_in.token().empty() && !other ? before.token : signed_in.token();
  Query(db_, "INSERT OR REPLACE INTO session(id, login, token, server) VALUES(1, ?, ?, ?)", signed_in.login(), token,
        server)
      .run();
  Query(db_, "DELETE FROM memberships").run();
  for (const auto& membership : signed_in.memberships()) write_membership(membership);
  transaction.commit();
  return given_up;
}

void SqliteStore::keep_membership(const v1::Membership& membership) {
  Guard guard(mutex_);
  Transaction transaction(db_);
  write_membership(membership);
  transaction.commit();
}

void SqliteStore::write_membership(const v1::Membership& membership) {
  const auto member = Member::of(membership.ref());
  Query(db_,
        "INSERT INTO memberships(school, member, membership) VALUES(?, ?, ?)"
        " ON CONFLICT(school, member) DO UPDATE SET membership = excluded.membership",
        member.school, member.member, membership.SerializeAsString())
      .run();
}

void SqliteStore::drop_token() {
  Guard guard(mutex_);
  Query(db_, "UPDATE session SET token = x''").run();
}

std::vector<EntryMeta> SqliteStore::erase() {
  Guard guard(mutex_);
  Transaction transaction(db_);
  auto given_up = erase_all();
  transaction.commit();
  return given_up;
}

std::vector<EntryMeta> SqliteStore::erase_all() {
  std::vector<EntryMeta> waiting;
  {
    Query rows(db_,
               "SELECT row, client_id, kind, school, member, message_id, child, queued_at_ms FROM outbox"
               " WHERE settled IS NULL ORDER BY row");
    while (rows.next()) waiting.push_back(read_meta(rows));
  }
  db_.exec(
      "DELETE FROM session; DELETE FROM memberships; DELETE FROM logs; DELETE FROM items;"
      "DELETE FROM answers; DELETE FROM own_answers; DELETE FROM outbox");
  return waiting;
}

Cursor SqliteStore::cursor(Member member) {
  Guard guard(mutex_);
  Query row(db_, "SELECT epoch, seq FROM logs WHERE school = ? AND member = ?", member.school, member.member);
  if (!row.next()) return {};
  return {row.integer<std::uint64_t>(0), row.integer<std::uint64_t>(1)};
}

void SqliteStore::reset_log(Member member, std::uint64_t epoch) {
  Guard guard(mutex_);
  Transaction transaction(db_);
  const auto [school, id] = member;
  Query(db_, "DELETE FROM items WHERE school = ? AND member = ?", school, id).run();
  Query(db_, "DELETE FROM answers WHERE school = ? AND member = ?", school, id).run();
  Query(db_, "DELETE FROM own_answers WHERE school = ? AND member = ?", school, id).run();
  Query(db_, "INSERT OR REPLACE INTO logs(school, member, epoch, seq) VALUES(?, ?, ?, 0)", school, id, epoch).run();
  transaction.commit();
}

std::vector<LogNews> SqliteStore::keep_events(Member member, std::uint64_t epoch,
                                              std::span<const v1::Event* const> events) {
  std::vector<LogNews> news;
  if (events.empty()) return news;
  Guard guard(mutex_);
  Transaction transaction(db_);
  for (const auto* event : events) {
    if (auto told = keep_event(member, *event)) news.push_back(std::move(*told));
  }
  Query(db_, "INSERT OR REPLACE INTO logs(school, member, epoch, seq) VALUES(?, ?, ?, ?)", member.school, member.member,
        epoch, events.back()->seq())
      .run();
  transaction.commit();
  return news;
}

// nullopt: of a newer server.
std::optional<LogNews> SqliteStore::keep_event(Member member, const v1::Event& event) {
  ReviewNews review{member.ref(), event.message_id(), event.seq(), std::nullopt, std::nullopt};
  switch (event.body_case()) {
    case v1::Event::kItem: return keep_item(member, event);
    case v1::Event::kAnswer: return keep_answer(member, event);
    case v1::Event::kReviewWaiting: review.waiting = event.review_waiting(); return review;
    case v1::Event::kReviewOutcome: review.outcome = event.review_outcome(); return review;
    default: return std::nullopt;
  }
}

LogNews SqliteStore::keep_item(Member member, const v1::Event& event) {
  InboxEntry entry;
  entry.member = member.ref();
  entry.seq = event.seq();
  entry.message_id = event.message_id();
  entry.at_ms = event.at_ms();
  entry.item = event.item();
  entry.children.assign(event.children().begin(), event.children().end());
  entry.sent_by_me = event.item().sender().member_id() == member.member;
  if (keep_inbox_) {
    Query(db_,
          "INSERT OR REPLACE INTO items(school, member, message_id, seq, at_ms, event, sent_by_me)"
          " VALUES(?, ?, ?, ?, ?, ?, ?)",
          member.school, member.member, event.message_id(), event.seq(), static_cast<std::int64_t>(event.at_ms()),
          event.SerializeAsString(), entry.sent_by_me)
        .run();
  }
  return entry;
}

LogNews SqliteStore::keep_answer(Member member, const v1::Event& event) {
  const auto& answer = event.answer();
  if (answer.member_id() == member.member)
    note_own_answer(member, event.message_id(), answer.child_id(), answer.answer_id());
  if (keep_inbox_) {
    Query(db_,
          "INSERT INTO answers(school, member, message_id, child, signer, answer_id, answer)"
          " VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET answer_id = excluded.answer_id,"
          " answer = excluded.answer WHERE excluded.answer_id > answer_id",
          member.school, member.member, event.message_id(), answer.child_id(), answer.member_id(), answer.answer_id(),
          answer.SerializeAsString())
        .run();
  }
  return AnswerArrived{member.ref(), event.message_id(), event.seq(), answer};
}

void SqliteStore::note_own_answer(Member member, std::uint64_t message_id, std::uint32_t child_id,
                                  std::uint64_t answer_id) {
  Query(db_,
        "INSERT INTO own_answers(school, member, message_id, child, answer_id) VALUES(?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET answer_id = max(answer_id, excluded.answer_id)",
        member.school, member.member, message_id, child_id, answer_id)
      .run();
}

}  // namespace jiaxin::client
