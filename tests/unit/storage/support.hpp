// A real store in a temporary directory, with one small school, and calls that wait for their answer.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "storage/sqlite_store.hpp"

// In the server only handlers/item_serialiser makes these; here the tests stand in for it.
namespace jiaxin::handlers {
class ItemSerialiser {
 public:
  static ports::SerialisedItem make(std::string bytes, ports::Verdict verdict) { return {std::move(bytes), verdict}; }
};
}  // namespace jiaxin::handlers

namespace jiaxin::storage {

using namespace domain;
using namespace ports;

inline TimePoint at_ms(std::int64_t ms) { return TimePoint{std::chrono::milliseconds(ms)}; }

// Waits for the answer of call(done).
template <class T, class Call>
std::optional<T> answer_of(Call call) {
  std::promise<std::optional<T>> promise;
  call([&promise](std::optional<T> answer) { promise.set_value(std::move(answer)); });
  return promise.get_future().get();
}

template <std::size_t N = 32>
std::array<std::uint8_t, N> bytes_of(std::uint64_t number) {
  std::array<std::uint8_t, N> bytes{};
  for (std::size_t i = 0; i < 8; ++i) bytes[i] = static_cast<std::uint8_t>(number >> (8 * i));
  return bytes;
}
inline ClientId client_id(std::uint64_t number) { return bytes_of<16>(number); }

class TemporaryDirectory {
 public:
  TemporaryDirectory();
  ~TemporaryDirectory();
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// 王老师 teaches class 1 and has a child in it, 小王. 小明's guardians are 母 and 父; 小红 is 母's too.
// All three children are in class 1. All guardians may sign.
Roster small_roster();

class StoreTest : public ::testing::Test {
 protected:
  void SetUp() override { open(); }

  StoreOptions options() const;
  void open() { open(options()); }
  void open(StoreOptions with);
  void reopen();
  std::filesystem::path file() const { return directory_.path() / "data" / "jiaxin.db"; }

  SchoolId found_school(const std::string& name, std::uint64_t code = 1);
  SchoolId found_small_school(const std::string& name = "实验小学", std::uint64_t code = 1);
  MemberId member(SchoolId school, const std::string& sourced_id) const;
  ChildId child(SchoolId school, const std::string& sourced_id) const;

  std::optional<RosterCounts> apply(SchoolId school, const Roster& roster, bool dry_run = false);
  std::optional<SendCommitted> send(const NewMessage& message);
  std::optional<AnswerCommitted> give(const NewAnswer& answer);
  std::optional<ReadCommitted> read(MemberKey member, MessageId message, TimePoint at);
  std::optional<std::vector<ReceiptChange>> ack(MemberKey member, std::uint64_t seq, TimePoint at,
                                                std::uint64_t device = 1);
  LogPage log(MemberKey member, std::uint64_t after = 0, std::size_t max_events = 1000,
              std::size_t max_bytes = 1 << 20);
  ReceiptSummary summary(SchoolId school, MessageId message);
  std::vector<ReceiptRow> receipts(SchoolId school, MessageId message);

  // From 王老师 to 母 (小明, 小红) and 父 (小明).
  NewMessage notice(SchoolId school, std::uint64_t id, const std::string& text = "明天春游");
  MessageId stored(const NewMessage& message);

  TemporaryDirectory directory_;
  std::unique_ptr<SqliteStore> store_;
  std::vector<std::string> fatal_;
};

// The parts of a log that make it comparable.
std::vector<std::uint64_t> seqs(const LogPage& page);
std::vector<std::uint64_t> messages(const LogPage& page);
std::string text_of(const LogEntry& entry);

}  // namespace jiaxin::storage
