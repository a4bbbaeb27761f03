// The Store in SQLite: a file, or memory for a client that keeps nothing. Its own mutex makes it thread-safe.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>

#include "sqlite.hpp"
#include "state_file.hpp"
#include "store.hpp"

namespace jiaxin::client {

class SqliteStore : public Store {
 public:
  // An empty path: in memory. Throws StoreError: locked, unusable, not ours, or of a newer version.
  explicit SqliteStore(const std::filesystem::path& file, bool keep_inbox = true);

  KeptSession session() override;
  std::vector<EntryMeta> keep_session(const v1::SignedIn& signed_in, const std::string& server) override;
  void keep_membership(const v1::Membership& membership) override;
  void drop_token() override;
  std::vector<EntryMeta> erase() override;

  Cursor cursor(Member member) override;
  void reset_log(Member member, std::uint64_t epoch) override;
  std::vector<LogNews> keep_events(Member member, std::uint64_t epoch,
                                   std::span<const v1::Event* const> events) override;

  std::vector<InboxEntry> inbox(const InboxQuery& query) override;
  std::optional<InboxEntry> inbox_entry(Member member, std::uint64_t message_id) override;

  Added add(const v1::ClientFrame& frame, std::int64_t now_ms) override;
  std::vector<Member> waiting_members() override;
  std::optional<WaitingEntry> next_waiting(Member member, std::int64_t after_row) override;
  bool has_to_wait(const EntryMeta& entry) override;
  void make_final(std::int64_t row, const v1::ClientFrame& frame) override;
  std::uint64_t own_answer(Member member, std::uint64_t message_id, std::uint32_t child_id) override;
  std::optional<Settled> settle(const EntryMeta& entry, const v1::ServerFrame& answer) override;
  std::vector<OutboxEntry> outbox(std::size_t limit) override;
  std::size_t waiting_count() override;

 private:
  using Guard = std::lock_guard<std::mutex>;

  // Inside a transaction, the mutex held:
  std::vector<EntryMeta> erase_all();
  void write_membership(const v1::Membership& membership);
  std::optional<LogNews> keep_event(Member member, const v1::Event& event);
  LogNews keep_item(Member member, const v1::Event& event);
  LogNews keep_answer(Member member, const v1::Event& event);
  void note_own_answer(Member member, std::uint64_t message_id, std::uint32_t child_id, std::uint64_t answer_id);
  std::optional<Added> already_added(const EntryMeta& entry, const std::string& digest);
  std::optional<Added> already_read(const EntryMeta& entry);
  void insert(const v1::ClientFrame& frame, const EntryMeta& entry, const std::string& digest);
  InboxEntry read_item(const Query& row);
  void read_answers(InboxEntry& entry);

  std::unique_ptr<StateFileLock> lock_;
  Database db_;
  const bool keep_inbox_;
  std::mutex mutex_;
};

}  // namespace jiaxin::client
