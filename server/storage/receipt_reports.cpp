#include "storage/receipt_reports.hpp"

#include <algorithm>

#include "domain/answers.hpp"

namespace jiaxin::storage {
namespace {

using namespace ports;

struct ChildAnswer {
  domain::ChildId child;
  std::optional<domain::LatestAnswer> latest;  // of one guardian
};

void count(ReceiptSummary& summary, const domain::ChildOutcome& outcome) {
  switch (outcome.state) {
    case domain::ChildState::unanswered: ++summary.unanswered; break;
    case domain::ChildState::agreed: ++summary.agreed; break;
    case domain::ChildState::declined: ++summary.declined; break;
    case domain::ChildState::guardians_disagree: ++summary.disagree; break;
    case domain::ChildState::slip:
      if (outcome.slip_option < summary.slip_counts.size()) ++summary.slip_counts[outcome.slip_option];
      break;
  }
}

// One pass over the receipts, which hold each guardian's latest answer.
std::vector<ChildAnswer> count_rows(Connection& db, domain::SchoolId school, ReceiptSummary& summary) {
  auto rows = db.query(
      "SELECT child, member, delivered_at IS NOT NULL, read_at IS NOT NULL, answered_at IS NOT NULL, choice,"
      " slip_option FROM recipients WHERE school = ? AND message = ?",
      school, summary.message);
  std::vector<ChildAnswer> answers;
  while (rows.next()) {
    ++summary.rows;
    summary.delivered += rows.get<std::uint32_t>(2);
    summary.read += rows.get<std::uint32_t>(3);
    ChildAnswer answer{rows.get<domain::ChildId>(0), std::nullopt};
    if (rows.get<bool>(4)) {
      ++summary.answered;
      answer.latest = {rows.get<domain::MemberId>(1), rows.get<domain::Choice>(5), rows.get<std::uint32_t>(6)};
    }
    answers.push_back(answer);
  }
  return answers;
}

void count_children(std::vector<ChildAnswer> answers, ReceiptSummary& summary) {
  std::sort(answers.begin(), answers.end(), [](const auto& a, const auto& b) { return a.child < b.child; });
  std::vector<domain::LatestAnswer> of_child;
  for (auto at = answers.begin(); at != answers.end();) {
    of_child.clear();
    const auto child = at->child;
    for (; at != answers.end() && at->child == child; ++at)
      if (at->latest) of_child.push_back(*at->latest);
    ++summary.children;
    count(summary, domain::outcome_for_child(of_child));
  }
}

}  // namespace

std::optional<MessageFacts> message_facts(Connection& db, domain::SchoolId school, domain::MessageId message) {
  auto rows = db.query("SELECT sender, asked, deadline FROM messages WHERE school = ? AND message = ? AND verdict > 0",
                       school, message);
  if (!rows.next()) return std::nullopt;
  return MessageFacts{rows.get<domain::MemberId>(0), rows.get<domain::Asked>(1),
                      rows.get<std::optional<domain::TimePoint>>(2)};
}

ReceiptSummary receipt_summary(Connection& db, domain::SchoolId school, domain::MessageId message) {
  ReceiptSummary summary{.message = message};
  {
    auto rows = db.query("SELECT slip_options FROM messages WHERE school = ? AND message = ?", school, message);
    if (rows.next()) summary.slip_counts.resize(rows.get<std::uint32_t>(0));
  }
  count_children(count_rows(db, school, summary), summary);
  return summary;
}

std::vector<ReceiptRow> receipt_rows(Connection& db, domain::SchoolId school, domain::MessageId message,
                                     ReceiptPlace after, std::size_t max_rows) {
  auto rows = db.query(
      "SELECT r.member, r.child, m.at, r.delivered_at, r.read_at, r.answered_at, r.choice, r.slip_option,"
      " coalesce(a.comment, '') FROM recipients r JOIN messages m ON m.school = r.school AND m.message = r.message"
      " LEFT JOIN answers a ON a.school = r.school AND a.answer = r.answer"
      " WHERE r.school = ? AND r.message = ? AND (r.member, r.child) > (?, ?) ORDER BY r.member, r.child LIMIT ?",
      school, message, after.guardian, after.child, max_rows);
  std::vector<ReceiptRow> found;
  while (rows.next()) {
    found.push_back({.guardian = rows.get<domain::MemberId>(0),
                     .child = rows.get<domain::ChildId>(1),
                     .stored_at = rows.get<domain::TimePoint>(2),
                     .delivered_at = rows.get<std::optional<domain::TimePoint>>(3),
                     .read_at = rows.get<std::optional<domain::TimePoint>>(4),
                     .answered_at = rows.get<std::optional<domain::TimePoint>>(5),
                     .choice = rows.get<domain::Choice>(6),
                     .slip_option = rows.get<std::uint32_t>(7),
                     .comment = rows.get<std::string>(8)});
  }
  return found;
}

}  // namespace jiaxin::storage
