#include "storage/receipts.hpp"

#include <algorithm>

namespace jiaxin::storage {
namespace {

using namespace ports;

struct Item {
  domain::MessageId message;
  domain::MemberId sender;
};

domain::MemberId sender_of(Connection& db, domain::SchoolId school, domain::MessageId message) {
  return db.value<domain::MemberId>("SELECT sender FROM messages WHERE school = ? AND message = ?", school, message);
}

// Her own copy has no receipts: it is as if read when she looks.
ReadCommitted read_by_sender(Connection& db, domain::MemberKey member, domain::MessageId message,
                             domain::TimePoint at) {
  auto rows = db.query("SELECT 1 FROM messages WHERE school = ? AND message = ? AND sender = ? AND verdict = 2",
                       member.school, message, member.member);
  return {rows.next() ? std::optional(at) : std::nullopt, std::nullopt};
}

struct Reading {
  std::int64_t rows = 0, unread = 0;
  std::optional<domain::TimePoint> first;
};

Reading reading_of(Connection& db, domain::MemberKey member, domain::MessageId message) {
  auto rows = db.query(
      "SELECT count(*), count(*) - count(read_at), min(read_at) FROM recipients"
      " WHERE school = ? AND message = ? AND member = ?",
      member.school, message, member.member);
  if (!rows.next()) return {};
  return {rows.get<std::int64_t>(0), rows.get<std::int64_t>(1), rows.get<std::optional<domain::TimePoint>>(2)};
}

bool set_delivered(Connection& db, domain::MemberKey member, domain::MessageId message, domain::TimePoint at) {
  db.run(
      "UPDATE recipients SET delivered_at = ? WHERE school = ? AND message = ? AND member = ? AND delivered_at IS NULL",
      at, member.school, message, member.member);
  return db.changes() > 0;
}

// Those in (after, to]; answers and reviews have no receipts.
std::vector<Item> items_between(Connection& db, domain::MemberKey member, domain::Seq after, domain::Seq to) {
  auto rows = db.query(
      "SELECT i.message, m.sender FROM inbox i JOIN messages m ON m.school = i.school AND m.message = i.message"
      " WHERE i.school = ? AND i.member = ? AND i.seq > ? AND i.seq <= ? AND i.answer IS NULL AND i.review IS NULL"
      " ORDER BY i.seq",
      member.school, member.member, after, to);
  std::vector<Item> items;
  while (rows.next()) items.push_back({rows.get<domain::MessageId>(0), rows.get<domain::MemberId>(1)});
  return items;
}

struct Cursor {
  domain::Seq head, acked;
};

Cursor cursor_of(Connection& db, domain::MemberKey member) {
  auto rows = db.query("SELECT head, acked FROM logs WHERE school = ? AND member = ?", member.school, member.member);
  if (!rows.next()) return {};
  return {rows.get<domain::Seq>(0), rows.get<domain::Seq>(1)};
}

}  // namespace

ReadCommitted mark_read(Connection& db, domain::MemberKey member, domain::MessageId message, domain::TimePoint at) {
  const auto reading = reading_of(db, member, message);
  if (reading.rows == 0) return read_by_sender(db, member, message, at);
  if (reading.unread == 0) return {reading.first, std::nullopt};
  db.run(
      "UPDATE recipients SET read_at = ?, delivered_at = coalesce(delivered_at, ?)"
      " WHERE school = ? AND message = ? AND member = ? AND read_at IS NULL",
      at, at, member.school, message, member.member);
  return {reading.first.value_or(at), ReceiptChange{member.school, message, sender_of(db, member.school, message)}};
}

// A message is delivered when the first device holds it, so what lies at or below the furthest of all devices is
// done already: one cursor for the membership says as much as one for each device, at half the writing.
std::vector<ReceiptChange> acknowledge(Connection& db, domain::MemberKey member, domain::Seq seq,
                                       domain::TimePoint at) {
  const auto [head, acked] = cursor_of(db, member);
  const auto to = std::min(seq, head);
  if (to <= acked) return {};
  db.run("UPDATE logs SET acked = ? WHERE school = ? AND member = ?", to, member.school, member.member);
  std::vector<ReceiptChange> changes;
  for (const auto& item : items_between(db, member, acked, to))
    if (set_delivered(db, member, item.message, at)) changes.push_back({member.school, item.message, item.sender});
  return changes;
}

}  // namespace jiaxin::storage
