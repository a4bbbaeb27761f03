#include "storage/answers.hpp"

#include <set>

#include "storage/log_positions.hpp"

namespace jiaxin::storage {
namespace {

using namespace ports;

struct Facts {
  domain::AnswerFacts of;
  domain::MemberId sender;
};

Facts gather(Connection& db, const NewAnswer& answer) {
  auto rows = db.query(
      "SELECT m.sender, m.asked, m.deadline, m.slip_options, m.comment_allowed, m.form_version, m.text_sha256,"
      " r.read_at, r.answer FROM recipients r JOIN messages m ON m.school = r.school AND m.message = r.message"
      " WHERE r.school = ? AND r.message = ? AND r.member = ? AND r.child = ? AND m.verdict = 2",
      answer.signer.school, answer.message, answer.signer.member, answer.child);
  Facts facts;
  if (!rows.next()) return facts;
  facts.sender = rows.get<domain::MemberId>(0);
  facts.of = {.addressed = true,
              .asked = rows.get<domain::Asked>(1),
              .deadline = rows.get<std::optional<domain::TimePoint>>(2),
              .slip_options = rows.get<std::uint32_t>(3),
              .comment_allowed = rows.get<bool>(4),
              .form_version = rows.get<std::uint32_t>(5),
              .text_sha256 = rows.get<domain::Sha256>(6),
              .opened_at = rows.get<std::optional<domain::TimePoint>>(7),
              .latest = rows.get<domain::AnswerId>(8)};
  return facts;
}

void insert(Connection& db, const NewAnswer& answer, const AnswerStored& stored) {
  const auto& given = answer.given;
  db.run(
      "INSERT INTO answers (school, answer, message, child, signer, signer_name, relation, client_id, content_hash,"
      " choice, slip_option, comment, form_version, text_sha256, opened_at, decided_at, device, predecessor)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      answer.signer.school, stored.id, answer.message, answer.child, answer.signer.member, answer.signer_name,
      answer.relation, answer.client_id, answer.content_hash, given.choice, given.slip_option, given.comment,
      given.form_version, given.text_sha256, stored.opened_at, stored.decided_at, answer.device, given.predecessor);
  db.run(
      "UPDATE recipients SET answered_at = ?, answer = ?, choice = ?, slip_option = ?"
      " WHERE school = ? AND message = ? AND member = ? AND child = ?",
      stored.decided_at, stored.id, given.choice, given.slip_option, answer.signer.school, answer.message,
      answer.signer.member, answer.child);
}

// In order of member. Somebody who is no longer this child's guardian hears no more of it; the signer always does.
std::set<domain::MemberId> who_hears(Connection& db, const NewAnswer& answer) {
  std::set<domain::MemberId> members{answer.signer.member};
  auto rows = db.query(
      "SELECT g.member FROM guardianships g JOIN recipients r"
      " ON r.school = g.school AND r.member = g.member AND r.child = g.child"
      " WHERE g.school = ? AND g.child = ? AND r.message = ?",
      answer.signer.school, answer.child, answer.message);
  while (rows.next()) members.insert(rows.get<domain::MemberId>(0));
  return members;
}

Published publish(Connection& db, const NewAnswer& answer, const AnswerStored& stored) {
  const auto& given = answer.given;
  Published published{.message = answer.message,
                      .at = answer.at,
                      .body = AnswerNotice{stored.id, answer.child, answer.signer.member, answer.signer_name,
                                           answer.relation, given.choice, given.slip_option, stored.decided_at},
                      .deliveries = {}};
  const NewEvent event{.message = answer.message, .answer = stored.id, .at = answer.at};
  for (const auto member : who_hears(db, answer))
    published.deliveries.push_back(append_event(db, {answer.signer.school, member}, event, {}));
  return published;
}

}  // namespace

std::optional<AnswerCommitted> earlier_answer(Connection& db, domain::MemberKey signer, const ClientId& client_id,
                                              const domain::Sha256& content_hash) {
  auto rows = db.query(
      "SELECT a.content_hash, a.answer, a.opened_at, a.decided_at, m.sender FROM answers a"
      " JOIN messages m ON m.school = a.school AND m.message = a.message"
      " WHERE a.school = ? AND a.signer = ? AND a.client_id = ?",
      signer.school, signer.member, client_id);
  if (!rows.next()) return std::nullopt;
  if (rows.get<domain::Sha256>(0) != content_hash) return AnswerCommitted{ClientIdConflict{}, {}, {}};
  return AnswerCommitted{
      AnswerStored{rows.get<domain::AnswerId>(1), rows.get<domain::TimePoint>(2), rows.get<domain::TimePoint>(3)},
      std::nullopt, rows.get<domain::MemberId>(4)};
}

AnswerCommitted store_answer(Connection& db, const NewAnswer& answer) {
  if (auto earlier = earlier_answer(db, answer.signer, answer.client_id, answer.content_hash)) return *earlier;
  const auto facts = gather(db, answer);
  const auto ruling = domain::rule_on(facts.of, answer.given, answer.at);
  if (ruling != domain::AnswerRuling::accepted) return {ruling, std::nullopt, {}};
  const AnswerStored stored{
      db.value<domain::AnswerId>(
          "UPDATE schools SET last_answer = last_answer + 1 WHERE school = ? RETURNING last_answer",
          answer.signer.school),
      *facts.of.opened_at, answer.at};
  insert(db, answer, stored);
  return {stored, publish(db, answer, stored), facts.sender};
}

std::vector<AnswerRow> answers_for_child(Connection& db, domain::SchoolId school, domain::MessageId message,
                                         domain::ChildId child) {
  auto rows = db.query(
      "SELECT answer, predecessor, signer, relation, choice, slip_option, comment, form_version, text_sha256,"
      " opened_at, decided_at, device, signer_name FROM answers WHERE school = ? AND message = ? AND child = ? ORDER BY answer",
      school, message, child);
  std::vector<AnswerRow> answers;
  while (rows.next()) {
    const auto predecessor = rows.get<domain::AnswerId>(1);
    answers.push_back({.id = rows.get<domain::AnswerId>(0),
                       .predecessor = predecessor,
                       .signer = rows.get<domain::MemberId>(2),
                       .signer_name = rows.get<std::string>(12),
                       .relation = rows.get<std::string>(3),
                       .given = {.choice = rows.get<domain::Choice>(4),
                                 .slip_option = rows.get<std::uint32_t>(5),
                                 .comment = rows.get<std::string>(6),
                                 .form_version = rows.get<std::uint32_t>(7),
                                 .text_sha256 = rows.get<domain::Sha256>(8),
                                 .predecessor = predecessor},
                       .opened_at = rows.get<domain::TimePoint>(9),
                       .decided_at = rows.get<domain::TimePoint>(10),
                       .device = rows.get<domain::DeviceSessionId>(11)});
  }
  return answers;
}

}  // namespace jiaxin::storage
