#include "storage/sends.hpp"

#include <algorithm>

#include "storage/cleared_row.hpp"
#include "storage/reviews.hpp"

namespace jiaxin::storage {
namespace {

using namespace ports;
using Outcome = decltype(SendCommitted::outcome);

struct Row {
  domain::MessageId id;
  StoredVerdict verdict;
  std::uint32_t guardians, children;
};

Outcome outcome_of(const Row& row, domain::TimePoint at, std::string findings) {
  switch (row.verdict) {
    case StoredVerdict::allow: return MessageStored{row.id, at, row.guardians, row.children};
    case StoredVerdict::hold: return MessageHeld{row.id, at, std::move(findings)};
    case StoredVerdict::block: break;
  }
  return MessageBlocked{row.id, std::move(findings)};
}

std::optional<Outcome> earlier_outcome(Connection& db, domain::MemberKey sender, const ClientId& client_id,
                                       const domain::Sha256& content_hash) {
  auto rows = db.query(
      "SELECT m.content_hash, m.message, coalesce(r.judged, m.verdict), m.guardians, m.children,"
      " coalesce(r.sent_at, m.at), m.findings FROM messages m"
      " LEFT JOIN reviews r ON r.school = m.school AND r.message = m.message"
      " WHERE m.school = ? AND m.sender = ? AND m.client_id = ?",
      sender.school, sender.member, client_id);
  if (!rows.next()) return std::nullopt;
  if (rows.get<domain::Sha256>(0) != content_hash) return ClientIdConflict{};
  const Row row{rows.get<domain::MessageId>(1), rows.get<StoredVerdict>(2), rows.get<std::uint32_t>(3),
                rows.get<std::uint32_t>(4)};
  return outcome_of(row, rows.get<domain::TimePoint>(5), rows.get<std::string>(6));
}

Row row_for(Connection& db, const NewMessage& message) {
  const auto* item = std::get_if<SerialisedItem>(&message.item);
  return {.id = db.value<domain::MessageId>(
              "UPDATE schools SET last_message = last_message + 1 WHERE school = ? RETURNING last_message",
              message.sender.school),
          .verdict = item ? stored(item->verdict()) : StoredVerdict::block,
          .guardians = static_cast<std::uint32_t>(message.addressees.size()),
          .children = different_children(message.addressees)};
}

// What may be delivered of it: nothing unless the row says allow.
std::optional<StoredCleared> insert(Connection& db, const NewMessage& message, const Row& row) {
  const auto* item = std::get_if<SerialisedItem>(&message.item);
  const auto payload = item ? std::optional(Blob{item->bytes()}) : std::nullopt;
  auto inserted = db.query(
      "INSERT INTO messages (school, message, sender, client_id, content_hash, verdict, payload, findings,"
      " policy_version, kind, asked, deadline, slip_options, comment_allowed, form_version, text_sha256, at,"
      " guardians, children, judged_sha256, rules)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
      " RETURNING verdict, payload",
      message.sender.school, row.id, message.sender.member, message.client_id, message.content_hash, row.verdict,
      payload, Blob{message.findings}, message.policy_version, message.kind, message.asked, message.deadline,
      message.slip_options, message.comment_allowed, message.form_version, message.text_sha256, message.at,
      row.guardians, row.children, message.judged_sha256, message.rules);
  if (!inserted.next()) throw std::runtime_error("the message was not inserted");
  return ClearedRow::read(inserted, 0, 1);
}

void insert_receipts(Connection& db, domain::SchoolId school, domain::MessageId id, const Addressee& to) {
  for (const auto child : to.children)
    db.run("INSERT INTO recipients (school, message, member, child) VALUES (?, ?, ?, ?)", school, id, to.member, child);
}

}  // namespace

std::uint32_t different_children(const std::vector<Addressee>& addressees) {
  std::vector<domain::ChildId> all;
  for (const auto& to : addressees) all.insert(all.end(), to.children.begin(), to.children.end());
  std::sort(all.begin(), all.end());
  return static_cast<std::uint32_t>(std::unique(all.begin(), all.end()) - all.begin());
}

std::vector<Delivery> deliver(Connection& db, domain::MemberKey sender, const std::vector<Addressee>& addressees,
                              const NewEvent& event) {
  const Addressee own_copy{.member = sender.member};
  std::vector<const Addressee*> order;
  bool sender_is_addressed = false;
  for (const auto& to : addressees) {
    order.push_back(&to);
    sender_is_addressed |= to.member == sender.member;
  }
  if (!sender_is_addressed) order.push_back(&own_copy);
  std::sort(order.begin(), order.end(), [](const auto* a, const auto* b) { return a->member < b->member; });

  std::vector<Delivery> deliveries;
  deliveries.reserve(order.size());
  for (const auto* to : order) {
    insert_receipts(db, sender.school, event.message, *to);
    deliveries.push_back(append_event(db, {sender.school, to->member}, event, to->children_bytes));
  }
  return deliveries;
}

std::optional<SendCommitted> earlier_send(Connection& db, domain::MemberKey sender, const ClientId& client_id,
                                          const domain::Sha256& content_hash) {
  auto outcome = earlier_outcome(db, sender, client_id, content_hash);
  if (!outcome) return std::nullopt;
  return SendCommitted{std::move(*outcome), std::nullopt};
}

SendCommitted store_message(Connection& db, const NewMessage& message) {
  if (auto earlier = earlier_send(db, message.sender, message.client_id, message.content_hash)) return *earlier;
  const Row row = row_for(db, message);
  auto cleared = insert(db, message, row);
  SendCommitted sent{outcome_of(row, message.at, message.findings), std::nullopt};
  if (cleared)
    sent.published = Published{row.id, message.at, std::move(*cleared),
                               deliver(db, message.sender, message.addressees, {.message = row.id, .at = message.at})};
  else sent.published = open_review(db, message, row.id, row.verdict);
  return sent;
}

}  // namespace jiaxin::storage
