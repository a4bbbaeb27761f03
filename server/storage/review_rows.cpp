#include "storage/review_rows.hpp"

namespace jiaxin::storage {
namespace {

using namespace ports;

// A page looks at no more rows than this, however few of them are wanted.
constexpr std::size_t most_rows_looked_at = 1000;

// The columns state, reason, decided_by, decider_name, decider_role, decided_at, guardians, children.
std::optional<ReviewDecision> decision_of(const Rows& row, int first) {
  const auto state = row.get<ReviewState>(first);
  if (state != ReviewState::released && state != ReviewState::refused) return std::nullopt;
  const bool released = state == ReviewState::released;
  return ReviewDecision{.released = released,
                        .reason = row.get<std::string>(first + 1),
                        .by = row.get<domain::MemberId>(first + 2),
                        .by_name = row.get<std::string>(first + 3),
                        .by_role = row.get<domain::Role>(first + 4),
                        .at = row.get<domain::TimePoint>(first + 5),
                        .guardians = released ? row.get<std::uint32_t>(first + 6) : 0,
                        .children = released ? row.get<std::uint32_t>(first + 7) : 0};
}

// Of the columns that every query here begins with.
ReviewRecord record_of(const Rows& row) {
  auto notice = review_notice(row, 0, ReviewNews::decided);
  return {.message = row.get<domain::MessageId>(14),
          .item = {notice.sender, notice.blocked, words_of(row.get<std::string>(15))},
          .kind = notice.kind,
          .sender_name = std::move(notice.sender_name),
          .sender_role = notice.sender_role,
          .sent_to = std::move(notice.sent_to),
          .title = row.get<std::string>(16),
          .sent_at = row.get<domain::TimePoint>(17),
          .asked_at = row.get<std::optional<domain::TimePoint>>(18),
          .decision = std::move(notice.decision)};
}

Rows rows_of_list(Connection& db, domain::SchoolId school, const ReviewQuery& query) {
  constexpr std::int64_t no_message = std::numeric_limits<std::int64_t>::max();
  const auto before = query.from ? static_cast<std::int64_t>(query.from.value) : no_message;
  switch (query.list) {
    case ReviewList::waiting:
      return db.query(
          "SELECT r.judged, m.kind, r.sender, r.sender_name, r.sender_role, r.sent_to, r.state, r.reason,"
          " r.decided_by, r.decider_name, r.decider_role, r.decided_at, m.guardians, m.children, r.message, r.grades,"
          " r.title, r.sent_at, r.asked_at FROM reviews r"
          " JOIN messages m ON m.school = r.school AND m.message = r.message"
          " WHERE r.school = ? AND r.state = 1 AND r.message > ? ORDER BY r.message",
          school, query.from);
    case ReviewList::decided:
      return db.query(
          "SELECT r.judged, m.kind, r.sender, r.sender_name, r.sender_role, r.sent_to, r.state, r.reason,"
          " r.decided_by, r.decider_name, r.decider_role, r.decided_at, m.guardians, m.children, r.message, r.grades,"
          " r.title, r.sent_at, r.asked_at FROM reviews r"
          " JOIN messages m ON m.school = r.school AND m.message = r.message"
          " WHERE r.school = ? AND r.message < ? AND r.state IN (2, 3) ORDER BY r.message DESC",
          school, before);
    case ReviewList::of_sender: break;
  }
  return db.query(
      "SELECT r.judged, m.kind, r.sender, r.sender_name, r.sender_role, r.sent_to, r.state, r.reason,"
      " r.decided_by, r.decider_name, r.decider_role, r.decided_at, m.guardians, m.children, r.message, r.grades,"
      " r.title, r.sent_at, r.asked_at FROM reviews r"
      " JOIN messages m ON m.school = r.school AND m.message = r.message"
      " WHERE r.school = ? AND r.sender = ? AND r.message < ? ORDER BY r.message DESC",
      school, query.sender, before);
}

}  // namespace

ReviewNotice review_notice(const Rows& row, int first, ReviewNews news) {
  ReviewNotice notice{.blocked = row.get<int>(first) == 0,
                      .kind = row.get<std::uint8_t>(first + 1),
                      .sender = row.get<domain::MemberId>(first + 2),
                      .sender_name = row.get<std::string>(first + 3),
                      .sender_role = row.get<domain::Role>(first + 4),
                      .sent_to = row.get<std::string>(first + 5),
                      .decision = std::nullopt};
  if (news == ReviewNews::decided) notice.decision = decision_of(row, first + 6);
  return notice;
}

std::optional<ReviewFile> review_file(Connection& db, domain::SchoolId school, domain::MessageId message) {
  auto rows = db.query(
      "SELECT r.judged, m.kind, r.sender, r.sender_name, r.sender_role, r.sent_to, r.state, r.reason,"
      " r.decided_by, r.decider_name, r.decider_role, r.decided_at, m.guardians, m.children, r.message, r.grades,"
      " r.title, r.sent_at, r.asked_at, r.request, r.earlier, m.findings, m.policy_version, m.judged_sha256, r.comment"
      " FROM reviews r JOIN messages m ON m.school = r.school AND m.message = r.message"
      " WHERE r.school = ? AND r.message = ?",
      school, message);
  if (!rows.next()) return std::nullopt;
  return ReviewFile{.record = record_of(rows),
                    .request = rows.get<std::optional<std::string>>(19),
                    .earlier = rows.get<std::string>(20),
                    .findings = rows.get<std::string>(21),
                    .policy_version = rows.get<std::string>(22),
                    .judged_sha256 = rows.get<domain::Sha256>(23),
                    .comment = rows.get<std::string>(24)};
}

ReviewPage review_page(Connection& db, domain::SchoolId school, const ReviewQuery& query) {
  ReviewPage page;
  auto rows = rows_of_list(db, school, query);
  domain::MessageId last;
  for (std::size_t looked_at = 0; rows.next(); ++looked_at) {
    if (page.reviews.size() == query.max_rows || looked_at == most_rows_looked_at) {
      page.next = last;
      break;
    }
    auto record = record_of(rows);
    last = record.message;
    if (query.wanted(record.item)) page.reviews.push_back(std::move(record));
  }
  return page;
}

std::vector<DecidedBlock> decided_blocks(Connection& db, domain::SchoolId school, domain::TimePoint since) {
  auto rows = db.query(
      "SELECT r.decided_at, r.state, m.rules FROM reviews r"
      " JOIN messages m ON m.school = r.school AND m.message = r.message"
      " WHERE r.school = ? AND r.state IN (2, 3) AND r.judged = 0 AND r.decided_at >= ? ORDER BY r.decided_at",
      school, since);
  std::vector<DecidedBlock> found;
  while (rows.next())
    found.push_back(
        {rows.get<domain::TimePoint>(0), rows.get<ReviewState>(1) == ReviewState::released, rows.get<std::string>(2)});
  return found;
}

std::string lines(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text.append(text.empty() ? "" : "\n").append(word);
  return text;
}

std::vector<std::string> words_of(std::string_view lines) {
  std::vector<std::string> words;
  while (!lines.empty()) {
    const auto end = lines.find('\n');
    words.emplace_back(lines.substr(0, end));
    lines = end == lines.npos ? std::string_view() : lines.substr(end + 1);
  }
  return words;
}

}  // namespace jiaxin::storage
