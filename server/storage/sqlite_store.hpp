// The stores of ports/, kept in one SQLite database: one writer thread that commits in groups, a few threads
// that read, and the directories of all schools in memory. Thread-safe. Owned by app; outlives all who use it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "ports/identity_store.hpp"
#include "ports/message_store.hpp"
#include "ports/review_store.hpp"
#include "ports/school_store.hpp"

namespace jiaxin::storage {

struct StoreOptions {
  std::filesystem::path directory;       // made with mode 0700 where it is missing and create_if_missing says so
  bool create_if_missing = false;        // for `jiaxind init`; the server itself never makes an empty database
  std::size_t max_queued_writes = 4096;  // more are answered nullopt at once, on the caller's thread
  std::size_t max_queued_reads = 16384;
  std::size_t readers = 2;
  bool fsync = true;  // only tests turn it off: the control of the power-loss test
  // Storage cannot go on: called once, on any thread of storage; must not call stop(). Reads go on, writes do not.
  std::function<void(std::string)> on_fatal;
};

struct OpenFailure {
  enum class Kind {
    locked,   // another process holds the lock
    newer,    // written by a newer version; left untouched
    older,    // written by an older version, where it is only to be read
    damaged,  // not a database of ours, or a broken one
    missing,  // no database: run `jiaxind init`
    io,
  };
  Kind kind = Kind::io;
  std::string text_en;
  std::string text_zh;
};

struct StorageStats {
  std::uint64_t queued_writes = 0;
  std::uint64_t commits = 0;  // groups, not commands
  std::uint64_t busy = 0;     // should stay 0: somebody else writes to the file
  std::uint64_t wal_bytes = 0;
};

struct NewSchool {
  std::string name;
  std::string time_zone;  // IANA
  std::string administrator_name;
  ports::SecretHash administrator_code{};
  domain::TimePoint code_expires_at;
};
struct SchoolCreated {
  domain::SchoolId school;
  domain::MemberId administrator;
};
struct SchoolNameTaken {};

// The sourced id of the administrator whom create_school makes. No roster file can hold it: ids there have no spaces.
inline constexpr const char* built_in_administrator = "built-in administrator";

class SqliteStore final : public ports::MessageStore,
                          public ports::ReviewStore,
                          public ports::IdentityStore,
                          public ports::SchoolStore {
 public:
  using Opened = std::variant<std::unique_ptr<SqliteStore>, OpenFailure>;
  static Opened open(StoreOptions options);
  ~SqliteStore() override;  // calls stop()
  SqliteStore(const SqliteStore&) = delete;
  SqliteStore& operator=(const SqliteStore&) = delete;

  // Refuses new work, finishes what is queued, checkpoints and closes. Not from a Done or on_fatal.
  void stop();

  // Both wait for the answer; for `jiaxind init` and tests, not for I/O threads. nullopt: storage failed.
  std::optional<std::variant<SchoolCreated, SchoolNameTaken>> create_school(NewSchool school);
  std::vector<domain::SchoolInfo> list_schools() const;  // from memory, in order of id

  bool writable() const;
  StorageStats stats() const;
  // The database file grows to this many pages and no further; later writes that need more are answered nullopt.
  // Waits for the writer. Tests make a full disk with it.
  void limit_pages(std::uint32_t pages);

  // ports::MessageStore
  void send(ports::NewMessage message, ports::Done<ports::SendCommitted> done) override;
  void earlier_send(domain::MemberKey sender, ports::ClientId client_id, domain::Sha256 content_hash,
                    ports::Done<std::optional<ports::SendCommitted>> done) override;
  void answer(ports::NewAnswer answer, ports::Done<ports::AnswerCommitted> done) override;
  void earlier_answer(domain::MemberKey signer, ports::ClientId client_id, domain::Sha256 content_hash,
                      ports::Done<std::optional<ports::AnswerCommitted>> done) override;
  void mark_read(domain::MemberKey member, domain::MessageId message, domain::TimePoint at,
                 ports::Done<ports::ReadCommitted> done) override;
  void acknowledge(domain::MemberKey member, domain::DeviceSessionId device, domain::Seq seq, domain::TimePoint at,
                   ports::Done<std::vector<ports::ReceiptChange>> done) override;
  void read_log(domain::MemberKey member, domain::Seq after, std::size_t max_events, std::size_t max_bytes,
                ports::Done<ports::LogPage> done) override;
  void message_facts(domain::SchoolId school, domain::MessageId message,
                     ports::Done<std::optional<ports::MessageFacts>> done) override;
  void receipt_summary(domain::SchoolId school, domain::MessageId message,
                       ports::Done<ports::ReceiptSummary> done) override;
  void receipt_rows(domain::SchoolId school, domain::MessageId message, domain::MemberId after_guardian,
                    domain::ChildId after_child, std::size_t max_rows,
                    ports::Done<std::vector<ports::ReceiptRow>> done) override;
  void answers_for_child(domain::SchoolId school, domain::MessageId message, domain::ChildId child,
                         ports::Done<std::vector<ports::AnswerRow>> done) override;

  // ports::ReviewStore
  void review_file(domain::SchoolId school, domain::MessageId message,
                   ports::Done<std::optional<ports::ReviewFile>> done) override;
  void reviews(domain::SchoolId school, ports::ReviewQuery query, ports::Done<ports::ReviewPage> done) override;
  void ask_decision(ports::NewQuestion question, ports::Done<ports::QuestionCommitted> done) override;
  void decide_review(ports::NewDecision decision, ports::Done<ports::DecisionCommitted> done) override;
  void decided_blocks(domain::SchoolId school, domain::TimePoint since,
                      ports::Done<std::vector<ports::DecidedBlock>> done) override;
  void forget_blocked_texts(domain::TimePoint now, ports::Done<std::size_t> done) override;

  // ports::IdentityStore
  void find_login(std::string login, ports::Done<std::optional<ports::LoginRecord>> done) override;
  void open_session(domain::IdentityId identity, ports::NewDevice device, domain::TimePoint at,
                    ports::Done<ports::SessionOpened> done) override;
  void resume_session(ports::SecretHash token, domain::TimePoint at,
                      ports::Done<std::optional<ports::SessionRecord>> done) override;
  void end_session(domain::DeviceSessionId device, ports::Done<bool> done) override;
  void code_is_good(ports::SecretHash code, domain::TimePoint at, ports::Done<bool> done) override;
  void redeem_code(ports::SecretHash code, std::string login, std::string password_hash, ports::NewDevice device,
                   domain::TimePoint at, ports::Done<std::variant<ports::Redeemed, ports::CodeRefused>> done) override;
  void join(ports::SecretHash code, domain::IdentityId identity, domain::TimePoint at,
            ports::Done<std::variant<ports::Joined, ports::CodeRefused>> done) override;
  void issue_codes(std::vector<ports::NewCode> codes, domain::TimePoint expires_at, ports::Done<bool> done) override;
  void members_without_identity(domain::SchoolId school, ports::Done<std::vector<domain::MemberId>> done) override;

  // ports::SchoolStore
  std::shared_ptr<const domain::SchoolDirectory> school(domain::SchoolId id) const override;
  void apply_roster(domain::SchoolId school, domain::Roster roster, bool dry_run,
                    ports::Done<ports::RosterCounts> done) override;

 private:
  struct Parts;
  explicit SqliteStore(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace jiaxin::storage
