// Durable sends, logs and receipts: the use cases that handlers and delivery need. All calls are thread-safe, return
// at once and answer through Done. A write is answered only after it is on disk (fsync).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/answer_rules.hpp"
#include "domain/ids.hpp"
#include "domain/time.hpp"
#include "ports/done.hpp"
#include "ports/log_entry.hpp"
#include "ports/serialised_item.hpp"

namespace jiaxin::ports {

using ClientId = std::array<std::uint8_t, 16>;  // chosen by the client, once per send or answer

// One guardian who is written to.
struct Addressee {
  domain::MemberId member;
  std::vector<domain::ChildId> children;
  std::string children_bytes;  // his own part of the event, see LogEntry::children
};

// The policy filter said no. What was to be sent is kept for a while, see NewReview.
struct BlockedItem {};

// What a person needs to decide about a held or blocked item.
struct NewReview {
  std::string request;        // opaque: what is to be sent if it is released
  std::string earlier;        // opaque: what its sender had written before and was judged with it; empty: nothing
  std::string findings_kept;  // opaque: NewMessage::findings without the sender's words
  std::string title;
  std::string sent_to;  // in words
  std::string sender_name;
  domain::Role sender_role = domain::Role::class_teacher;
  std::vector<std::string> grades;              // of the classes written to; empty: the whole school
  std::vector<domain::MemberId> deciders;       // who hear that it waits, in order; of a blocked item nobody yet
  std::optional<domain::TimePoint> text_until;  // of a blocked item
};

struct NewMessage {
  domain::MemberKey sender;
  ClientId client_id{};
  domain::Sha256 content_hash{};  // of the request; the same id with another one is a conflict
  domain::TimePoint at;
  std::variant<SerialisedItem, BlockedItem> item;
  std::string findings;  // opaque, given back with the outcome
  std::string policy_version;
  std::string rules;                // ids of those that spoke, a line each
  domain::Sha256 judged_sha256{};   // of the text that was judged
  std::optional<NewReview> review;  // unless it was allowed
  std::uint8_t kind = 0;            // v1::Kind
  domain::Asked asked = domain::Asked::nothing;
  std::optional<domain::TimePoint> deadline;
  std::uint32_t slip_options = 0;
  bool comment_allowed = false;
  std::uint32_t form_version = 0;
  domain::Sha256 text_sha256{};
  std::vector<Addressee> addressees;
};

struct MessageStored {
  domain::MessageId id;
  domain::TimePoint at;
  std::uint32_t guardians = 0;
  std::uint32_t children = 0;  // different ones
};
struct MessageHeld {
  domain::MessageId id;
  domain::TimePoint at;
  std::string findings;
};
struct MessageBlocked {
  domain::MessageId id;
  std::string findings;
};
struct ClientIdConflict {};  // the id was used before, for other content

struct SendCommitted {
  std::variant<MessageStored, MessageHeld, MessageBlocked, ClientIdConflict> outcome;
  std::optional<Published> published;  // only the first time: the item if it was stored, that it waits if it was held
};

struct NewAnswer {
  domain::MemberKey signer;
  std::string signer_name;
  std::string relation;
  ClientId client_id{};
  domain::Sha256 content_hash{};
  domain::MessageId message;
  domain::ChildId child;
  domain::AnswerGiven given;
  domain::DeviceSessionId device;
  domain::TimePoint at;
};

struct AnswerStored {
  domain::AnswerId id;
  domain::TimePoint opened_at;
  domain::TimePoint decided_at;
};

struct AnswerCommitted {
  std::variant<AnswerStored, domain::AnswerRuling, ClientIdConflict> outcome;
  std::optional<Published> published;  // only the first time
  domain::MemberId message_sender;     // with AnswerStored
};

// A message whose receipts changed, and who is to hear of it.
struct ReceiptChange {
  domain::SchoolId school;
  domain::MessageId message;
  domain::MemberId sender;
};

struct ReadCommitted {
  std::optional<domain::TimePoint> read_at;  // the first time; nullopt: no such item in this member's log
  std::optional<ReceiptChange> change;
};

struct ReceiptRow {
  domain::MemberId guardian;
  domain::ChildId child;
  domain::TimePoint stored_at;
  std::optional<domain::TimePoint> delivered_at;
  std::optional<domain::TimePoint> read_at;
  std::optional<domain::TimePoint> answered_at;
  domain::Choice choice = domain::Choice::agree;  // his latest, with answered_at
  std::uint32_t slip_option = 0;
  std::string comment;
};

struct ReceiptSummary {
  domain::MessageId message;
  std::uint32_t rows = 0, delivered = 0, read = 0, answered = 0;
  std::uint32_t children = 0, agreed = 0, declined = 0, disagree = 0, unanswered = 0;  // children
  std::vector<std::uint32_t> slip_counts;                                              // children per option
};

struct AnswerRow {
  domain::AnswerId id;
  domain::AnswerId predecessor;
  domain::MemberId signer;
  std::string signer_name;  // this and the relation as they were then
  std::string relation;
  domain::AnswerGiven given;
  domain::TimePoint opened_at;
  domain::TimePoint decided_at;
  domain::DeviceSessionId device;
};

// Of a message that somebody asks about.
struct MessageFacts {
  domain::MemberId sender;
  domain::Asked asked = domain::Asked::nothing;
  std::optional<domain::TimePoint> deadline;
};

class MessageStore {
 public:
  virtual ~MessageStore() = default;

  virtual void send(NewMessage message, Done<SendCommitted> done) = 0;
  // What came of an earlier send with this client id, those still being stored included; nullopt inside: none.
  virtual void earlier_send(domain::MemberKey sender, ClientId client_id, domain::Sha256 content_hash,
                            Done<std::optional<SendCommitted>> done) = 0;
  virtual void answer(NewAnswer answer, Done<AnswerCommitted> done) = 0;
  // What came of an earlier answer with this client id, as with earlier_send().
  virtual void earlier_answer(domain::MemberKey signer, ClientId client_id, domain::Sha256 content_hash,
                              Done<std::optional<AnswerCommitted>> done) = 0;
  virtual void mark_read(domain::MemberKey member, domain::MessageId message, domain::TimePoint at,
                         Done<ReadCommitted> done) = 0;
  // A device keeps everything up to seq. Answers which receipts became "delivered" by it.
  virtual void acknowledge(domain::MemberKey member, domain::DeviceSessionId device, domain::Seq seq,
                           domain::TimePoint at, Done<std::vector<ReceiptChange>> done) = 0;

  // Entries after `after`, at most max_events and (but for the first) max_bytes of payload.
  virtual void read_log(domain::MemberKey member, domain::Seq after, std::size_t max_events, std::size_t max_bytes,
                        Done<LogPage> done) = 0;
  // nullopt inside: no such message.
  virtual void message_facts(domain::SchoolId school, domain::MessageId message,
                             Done<std::optional<MessageFacts>> done) = 0;
  virtual void receipt_summary(domain::SchoolId school, domain::MessageId message, Done<ReceiptSummary> done) = 0;
  // Rows after (guardian, child), in that order.
  virtual void receipt_rows(domain::SchoolId school, domain::MessageId message, domain::MemberId after_guardian,
                            domain::ChildId after_child, std::size_t max_rows, Done<std::vector<ReceiptRow>> done) = 0;
  // Oldest first.
  virtual void answers_for_child(domain::SchoolId school, domain::MessageId message, domain::ChildId child,
                                 Done<std::vector<AnswerRow>> done) = 0;
};

}  // namespace jiaxin::ports
