// What a device keeps: the token, the logs as far as they have come, and the outbox. Every method is one transaction
// that is on disk when it returns. Any thread. Throws StoreError when the storage fails: nothing was changed then.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

#include "entry.hpp"
#include "jiaxin/client/inbox.hpp"
#include "jiaxin/v1/session.pb.h"
#include "member.hpp"

namespace jiaxin::client {

class StoreError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct KeptSession {
  std::string login;
  std::string token;   // empty: none
  std::string server;  // whose login and token these are, host:port/path; empty: not known, of an older file
  std::vector<v1::Membership> memberships;
};

struct Cursor {
  std::uint64_t epoch = 0;  // 0: nothing kept yet
  std::uint64_t seq = 0;
};

using LogNews = std::variant<InboxEntry, AnswerArrived, ReviewNews>;

struct WaitingEntry {
  EntryMeta meta;
  v1::ClientFrame frame;  // without its request number
  bool final = false;     // its content is fixed: it has been sent, or nothing has to be filled in
};

struct Added {
  enum class As { fresh, same, different, full } as = As::fresh;
  ClientId client_id;
  std::optional<Settled> settled;  // with `same`, if the result is known
};

class Store {
 public:
  virtual ~Store() = default;

  virtual KeptSession session() = 0;
  // A login or server other than the one kept erases everything first; what was waiting in the outbox is returned.
  virtual std::vector<EntryMeta> keep_session(const v1::SignedIn& signed_in, const std::string& server) = 0;
  virtual void keep_membership(const v1::Membership& membership) = 0;
  virtual void drop_token() = 0;
  virtual std::vector<EntryMeta> erase() = 0;

  virtual Cursor cursor(Member member) = 0;
  // Forgets the log's events and starts anew in this epoch.
  virtual void reset_log(Member member, std::uint64_t epoch) = 0;
  // `events` follow directly on the cursor; they and the new cursor are kept together.
  virtual std::vector<LogNews> keep_events(Member member, std::uint64_t epoch,
                                           std::span<const v1::Event* const> events) = 0;

  virtual std::vector<InboxEntry> inbox(const InboxQuery& query) = 0;
  virtual std::optional<InboxEntry> inbox_entry(Member member, std::uint64_t message_id) = 0;

  virtual Added add(const v1::ClientFrame& frame, std::int64_t now_ms) = 0;
  virtual std::vector<Member> waiting_members() = 0;
  virtual std::optional<WaitingEntry> next_waiting(Member member, std::int64_t after_row) = 0;
  // An answer has to wait for the earlier answer for its child, and for its message's read mark.
  virtual bool has_to_wait(const EntryMeta& entry) = 0;
  // Fixes the content of an answer before it is sent for the first time.
  virtual void make_final(std::int64_t row, const v1::ClientFrame& frame) = 0;
  virtual std::uint64_t own_answer(Member member, std::uint64_t message_id, std::uint32_t child_id) = 0;
  // nullopt: it had a result already.
  virtual std::optional<Settled> settle(const EntryMeta& entry, const v1::ServerFrame& answer) = 0;
  virtual std::vector<OutboxEntry> outbox(std::size_t limit) = 0;
  virtual std::size_t waiting_count() = 0;
};

}  // namespace jiaxin::client
