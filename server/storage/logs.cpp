#include "storage/logs.hpp"

#include <algorithm>

#include "storage/cleared_row.hpp"
#include "storage/review_rows.hpp"

namespace jiaxin::storage {
namespace {

using namespace ports;

constexpr std::size_t notice_bytes = 32;  // of an answer's notice, besides its names

// Rare, so that it is looked up alone and every other entry stays as cheap as it was.
ReviewNotice review_of(Connection& db, domain::SchoolId school, domain::MessageId message, ReviewNews news) {
  auto rows = db.query(
      "SELECT r.judged, m.kind, r.sender, r.sender_name, r.sender_role, r.sent_to, r.state, r.reason, r.decided_by,"
      " r.decider_name, r.decider_role, r.decided_at, m.guardians, m.children FROM reviews r"
      " JOIN messages m ON m.school = r.school AND m.message = r.message WHERE r.school = ? AND r.message = ?",
      school, message);
  if (!rows.next()) throw std::runtime_error("a log names a review that is not there");
  return review_notice(rows, 0, news);
}

EventBody body_of(Connection& db, domain::SchoolId school, const Rows& row) {
  if (const auto news = row.get<std::optional<ReviewNews>>(14))
    return review_of(db, school, row.get<domain::MessageId>(1), *news);
  if (const auto answer = row.get<std::optional<domain::AnswerId>>(6)) {
    return AnswerNotice{.id = *answer,
                        .child = row.get<domain::ChildId>(7),
                        .signer = row.get<domain::MemberId>(8),
                        .signer_name = row.get<std::string>(9),
                        .relation = row.get<std::string>(10),
                        .choice = row.get<domain::Choice>(11),
                        .slip_option = row.get<std::uint32_t>(12),
                        .decided_at = row.get<domain::TimePoint>(13)};
  }
  auto cleared = ClearedRow::read(row, 4, 5);
  if (!cleared) throw std::runtime_error("a log names an item that may not be delivered");
  return std::move(*cleared);
}

std::size_t bytes_of(const ReviewNotice& notice) {
  const auto bytes = 2 * notice_bytes + notice.sender_name.size() + notice.sent_to.size();
  return notice.decision ? bytes + notice.decision->reason.size() + notice.decision->by_name.size() : bytes;
}

std::size_t bytes_of(const LogEntry& entry) {
  if (const auto* item = std::get_if<StoredCleared>(&entry.body)) return item->bytes().size() + entry.children.size();
  if (const auto* review = std::get_if<ReviewNotice>(&entry.body)) return bytes_of(*review);
  const auto& notice = std::get<AnswerNotice>(entry.body);
  return notice_bytes + notice.signer_name.size() + notice.relation.size();
}

LogPage empty_page(Connection& db, domain::MemberKey member) {
  auto rows = db.query("SELECT epoch, head FROM logs WHERE school = ? AND member = ?", member.school, member.member);
  if (!rows.next()) return {};
  return {rows.get<domain::Epoch>(0), rows.get<domain::Seq>(1), {}};
}

}  // namespace

LogPage read_log(Connection& db, domain::MemberKey member, domain::Seq after, PageLimits limits) {
  auto page = empty_page(db, member);
  if (limits.events == 0) return page;
  page.entries.reserve(limits.events);
  auto rows = db.query(
      "SELECT i.seq, i.message, i.at, i.children, m.verdict, m.payload, a.answer, a.child, a.signer, a.signer_name,"
      " a.relation, a.choice, a.slip_option, a.decided_at, i.review FROM inbox i"
      " LEFT JOIN messages m ON i.answer IS NULL AND i.review IS NULL AND m.school = i.school AND m.message = i.message"
      " LEFT JOIN answers a ON a.school = i.school AND a.answer = i.answer"
      " WHERE i.school = ? AND i.member = ? AND i.seq > ? ORDER BY i.seq LIMIT ?",
      member.school, member.member, std::min(after, page.head), limits.events);
  std::size_t bytes = 0;
  while (rows.next()) {
    LogEntry entry{rows.get<domain::Seq>(0), rows.get<domain::MessageId>(1), rows.get<domain::TimePoint>(2),
                   rows.get<std::string>(3), body_of(db, member.school, rows)};
    bytes += bytes_of(entry);
    if (!page.entries.empty() && bytes > limits.bytes) break;
    page.entries.push_back(std::move(entry));
  }
  return page;
}

}  // namespace jiaxin::storage
