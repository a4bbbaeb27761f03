#include "storage/reviews.hpp"

#include <algorithm>
#include <stdexcept>

#include "storage/review_rows.hpp"
#include "storage/sends.hpp"

namespace jiaxin::storage {
namespace {

using namespace ports;

// In order of member, each once.
Published tell(Connection& db, domain::SchoolId school, const NewEvent& event, ReviewNotice notice,
               std::vector<domain::MemberId> members) {
  std::sort(members.begin(), members.end());
  members.erase(std::unique(members.begin(), members.end()), members.end());
  Published published{event.message, event.at, std::move(notice), {}};
  for (const auto member : members) published.deliveries.push_back(append_event(db, {school, member}, event, {}));
  return published;
}

ReviewNotice notice_of(const ReviewRecord& record) {
  return {record.item.blocked, record.kind,    record.item.sender, record.sender_name,
          record.sender_role,  record.sent_to, record.decision};
}

bool same(const ReviewDecision& a, const ReviewDecision& b) {
  return a.released == b.released && a.by == b.by && a.reason == b.reason;
}

void write_down(Connection& db, const NewDecision& given) {
  const auto& decision = given.decision;
  db.run(
      "UPDATE reviews SET state = ?, decided_at = ?, decided_by = ?, decider_name = ?, decider_role = ?, reason = ?"
      " WHERE school = ? AND message = ? AND state = 1",
      decision.released ? ReviewState::released : ReviewState::refused, decision.at, decision.by, decision.by_name,
      decision.by_role, decision.reason, given.school, given.message);
}

// The item becomes deliverable, after the decision that says so was written.
Published send_out(Connection& db, const NewDecision& given, domain::MemberId sender, ReviewDecision& decision) {
  if (!given.release || given.release->verdict() != Verdict::released) throw std::logic_error("nothing to release");
  decision.guardians = static_cast<std::uint32_t>(given.addressees.size());
  decision.children = different_children(given.addressees);
  db.run(
      "UPDATE messages SET verdict = ?, payload = ?, at = ?, guardians = ?, children = ? WHERE school = ? AND message = "
      "?",
      StoredVerdict::allow, Blob{given.release->bytes()}, decision.at, decision.guardians, decision.children,
      given.school, given.message);
  auto row =
      db.query("SELECT verdict, payload FROM messages WHERE school = ? AND message = ?", given.school, given.message);
  auto cleared = row.next() ? ClearedRow::read(row, 0, 1) : std::nullopt;
  if (!cleared) throw std::runtime_error("the item was not released");
  return {given.message, decision.at, std::move(*cleared),
          deliver(db, {given.school, sender}, given.addressees, {.message = given.message, .at = decision.at})};
}

}  // namespace

std::optional<Published> open_review(Connection& db, const NewMessage& message, domain::MessageId id,
                                     StoredVerdict judged) {
  if (judged == StoredVerdict::allow || !message.review) return std::nullopt;
  const auto& review = *message.review;
  const bool held = judged == StoredVerdict::hold;
  const auto school = message.sender.school;
  db.run(
      "INSERT INTO reviews (school, message, sender, judged, state, sender_name, sender_role, sent_to, grades, sent_at,"
      " asked_at, text_until, title, findings_kept, request, earlier)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      school, id, message.sender.member, judged, held ? ReviewState::waiting : ReviewState::not_asked,
      review.sender_name, review.sender_role, review.sent_to, lines(review.grades), message.at,
      held ? std::optional(message.at) : std::nullopt, review.text_until, review.title, Blob{review.findings_kept},
      Blob{review.request}, review.earlier.empty() ? std::nullopt : std::optional(Blob{review.earlier}));
  if (!held) return std::nullopt;
  ReviewNotice notice{false,          message.kind, message.sender.member, review.sender_name, review.sender_role,
                      review.sent_to, std::nullopt};
  return tell(db, school, {.message = id, .review = ReviewNews::waits, .at = message.at}, std::move(notice),
              review.deciders);
}

QuestionCommitted ask_decision(Connection& db, const NewQuestion& question) {
  const auto school = question.sender.school;
  const auto file = review_file(db, school, question.message);
  if (!file || file->record.item.sender != question.sender.member || !file->record.item.blocked)
    return {QuestionRefused::not_found, std::nullopt};
  if (file->record.asked_at) return {*file->record.asked_at, std::nullopt};
  if (!file->request) return {QuestionRefused::text_gone, std::nullopt};
  db.run("UPDATE reviews SET state = ?, asked_at = ?, comment = ? WHERE school = ? AND message = ?",
         ReviewState::waiting, question.at, question.comment, school, question.message);
  return {question.at, tell(db, school, {.message = question.message, .review = ReviewNews::waits, .at = question.at},
                            notice_of(file->record), question.deciders)};
}

DecisionCommitted decide_review(Connection& db, const NewDecision& given) {
  auto file = review_file(db, given.school, given.message);
  if (!file || !file->record.asked_at) return {NothingWaits{}, {}};
  auto& record = file->record;
  if (record.decision) {
    const bool counts = same(*record.decision, given.decision);
    return {DecisionStands{std::move(*record.decision), counts}, {}};
  }
  write_down(db, given);
  DecisionCommitted committed;
  record.decision = given.decision;
  if (given.decision.released) committed.published.push_back(send_out(db, given, record.item.sender, *record.decision));
  auto told = given.hear;
  told.push_back(record.item.sender);
  committed.published.push_back(tell(db, given.school,
                                     {.message = given.message, .review = ReviewNews::decided, .at = given.decision.at},
                                     notice_of(record), std::move(told)));
  committed.outcome = DecisionStands{std::move(*record.decision), true};
  return committed;
}

std::size_t forget_blocked_texts(Connection& db, domain::TimePoint now) {
  db.run(
      "UPDATE messages SET findings = r.findings_kept FROM reviews r WHERE r.school = messages.school AND r.message ="
      " messages.message AND r.school IN (SELECT school FROM schools) AND r.request IS NOT NULL AND r.text_until <= ? AND"
      " r.judged = 0 AND r.state IN (0, 3)",
      now);
  db.run(
      "UPDATE reviews SET request = NULL, earlier = NULL, title = '', comment = ''"
      " WHERE school IN (SELECT school FROM schools) AND request IS NOT NULL AND text_until <= ?"
      " AND judged = 0 AND state IN (0, 3)",
      now);
  return static_cast<std::size_t>(db.changes());
}

}  // namespace jiaxin::storage
