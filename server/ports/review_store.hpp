// What was held or blocked, and what people decided about it. Thread-safe; answers as MessageStore does.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/rights.hpp"
#include "ports/message_store.hpp"

namespace jiaxin::ports {

struct ReviewRecord {
  domain::MessageId message;
  domain::StoppedItem item;
  std::uint8_t kind = 0;  // v1::Kind
  std::string sender_name;
  domain::Role sender_role = domain::Role::class_teacher;
  std::string sent_to;
  std::string title;  // empty: the text is no longer kept
  domain::TimePoint sent_at;
  std::optional<domain::TimePoint> asked_at;  // since when it waits; nullopt: nobody asked for a decision
  std::optional<ReviewDecision> decision;

  bool waits() const { return asked_at && !decision; }
};

// With all that a decision needs.
struct ReviewFile {
  ReviewRecord record;
  std::optional<std::string> request;  // nullopt: the text is no longer kept
  std::string earlier;                 // as in NewReview; goes with the text
  std::string findings;
  std::string policy_version;
  domain::Sha256 judged_sha256{};
  std::string comment;  // of who asked
};

enum class ReviewList { waiting, decided, of_sender };

struct ReviewQuery {
  ReviewList list = ReviewList::waiting;
  domain::MemberId sender;  // with of_sender
  domain::MessageId from;   // the last one of the page before; 0: from the beginning
  std::size_t max_rows = 50;
  std::function<bool(const domain::StoppedItem&)> wanted;  // called on a thread of storage's
};
struct ReviewPage {
  std::vector<ReviewRecord> reviews;      // waiting: oldest first; else newest first
  std::optional<domain::MessageId> next;  // goes into `from`; nullopt: there are no more
};

struct NewQuestion {
  domain::MemberKey sender;
  domain::MessageId message;
  std::string comment;
  std::vector<domain::MemberId> deciders;  // who hear that it waits, in order
  domain::TimePoint at;
};
enum class QuestionRefused { not_found, text_gone };
struct QuestionCommitted {
  std::variant<domain::TimePoint, QuestionRefused> outcome;  // when it was asked, the first time
  std::optional<Published> published;                        // only the first time
};

struct NewDecision {
  domain::SchoolId school;
  domain::MessageId message;
  ReviewDecision decision;                // counts of guardians and children are set by storage
  std::optional<SerialisedItem> release;  // what goes out if it is released
  std::vector<Addressee> addressees;      // to whom
  std::vector<domain::MemberId> hear;     // who are told beside the sender
};
struct DecisionStands {
  ReviewDecision decision;  // the first one
  bool counts = false;      // it is the one that was given now, or the same by the same person
};
struct NothingWaits {};
struct DecisionCommitted {
  std::variant<DecisionStands, NothingWaits> outcome;
  std::vector<Published> published;  // only the first time: the item if it was released, then the decision
};

struct DecidedBlock {
  domain::TimePoint at;
  bool released = false;
  std::string rules;  // a line each
};

class ReviewStore {
 public:
  virtual ~ReviewStore() = default;

  // nullopt inside: neither held nor blocked.
  virtual void review_file(domain::SchoolId school, domain::MessageId message,
                           Done<std::optional<ReviewFile>> done) = 0;
  virtual void reviews(domain::SchoolId school, ReviewQuery query, Done<ReviewPage> done) = 0;
  virtual void ask_decision(NewQuestion question, Done<QuestionCommitted> done) = 0;
  // The first decision stands. A release becomes deliverable in the transaction that records it.
  virtual void decide_review(NewDecision decision, Done<DecisionCommitted> done) = 0;
  // Decisions about blocked items since then, oldest first.
  virtual void decided_blocks(domain::SchoolId school, domain::TimePoint since,
                              Done<std::vector<DecidedBlock>> done) = 0;
  // Forgets the texts of blocked items of all schools whose time is over, unless they wait for a decision or were
  // released. Answers how many.
  virtual void forget_blocked_texts(domain::TimePoint now, Done<std::size_t> done) = 0;
};

}  // namespace jiaxin::ports
