#include <thread>

#include "storage/cleared_row.hpp"
#include "support.hpp"

namespace jiaxin::storage {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Logs : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    school_ = found_small_school();
    mother_ = {school_, member(school_, "p-mu")};
  }
  SchoolId school_;
  MemberKey mother_;
};

TEST_F(Logs, APageHoldsNoMoreEventsThanAskedFor) {
  for (std::uint64_t i = 1; i <= 5; ++i) stored(notice(school_, i));
  EXPECT_THAT(seqs(log(mother_, 0, 2)), ElementsAre(1u, 2u));
  EXPECT_THAT(seqs(log(mother_, 2, 2)), ElementsAre(3u, 4u));
  EXPECT_THAT(seqs(log(mother_, 4, 2)), ElementsAre(5u));
  EXPECT_EQ(log(mother_, 0, 2).head.value, 5u);
}

TEST_F(Logs, APageHoldsNoMoreBytesThanAskedForButAlwaysOneEvent) {
  for (std::uint64_t i = 1; i <= 3; ++i) stored(notice(school_, i, std::string(1000, 'x')));
  EXPECT_THAT(seqs(log(mother_, 0, 10, 1)), ElementsAre(1u));
  EXPECT_THAT(seqs(log(mother_, 0, 10, 2100)), ElementsAre(1u, 2u));
  EXPECT_THAT(seqs(log(mother_, 0, 10, 100'000)), ElementsAre(1u, 2u, 3u));
}

TEST_F(Logs, BeyondTheHeadThereIsNothing) {
  stored(notice(school_, 1));
  EXPECT_THAT(seqs(log(mother_, 1)), IsEmpty());
  EXPECT_THAT(seqs(log(mother_, 99)), IsEmpty());
  EXPECT_THAT(seqs(log(mother_, ~std::uint64_t{0})), IsEmpty());
}

TEST_F(Logs, AnUnknownMembershipHasNoLog) {
  const auto page = log({school_, {999}});
  EXPECT_FALSE(page.epoch);
  EXPECT_THAT(page.entries, IsEmpty());
}

TEST_F(Logs, EpochsAreNotZeroAndDiffer) {
  const auto father = log({school_, member(school_, "p-fu")}).epoch;
  EXPECT_TRUE(father);
  EXPECT_NE(father, log(mother_).epoch);
}

TEST_F(Logs, ConcurrentSendersLeaveNoGapAndOneOrder) {
  constexpr std::uint64_t threads = 6, sends = 50;
  std::vector<std::thread> senders;
  const auto template_message = notice(school_, 0);
  for (std::uint64_t t = 0; t < threads; ++t)
    senders.emplace_back([&, t] {
      for (std::uint64_t i = 0; i < sends; ++i) {
        auto message = template_message;
        message.client_id = client_id(1 + t * sends + i);
        if (t % 3 == 1) message.addressees.pop_back();                         // 母 only
        if (t % 3 == 2) message.addressees.erase(message.addressees.begin());  // 父 only
        ASSERT_TRUE(answer_of<SendCommitted>([&](auto done) { store_->send(message, done); }));
      }
    });
  for (auto& sender : senders) sender.join();

  std::vector<std::uint64_t> all;
  for (const char* who : {"t-wang", "p-mu", "p-fu"}) {
    const auto page = log({school_, member(school_, who)});
    const auto expected = std::string(who) == "t-wang" ? threads * sends : threads * sends * 2 / 3;
    ASSERT_EQ(page.entries.size(), expected);
    EXPECT_EQ(page.head.value, expected);
    for (std::size_t i = 0; i < page.entries.size(); ++i) ASSERT_EQ(page.entries[i].seq.value, i + 1);
    const auto order = messages(page);
    EXPECT_TRUE(std::is_sorted(order.begin(), order.end())) << "the order of commit, in every log";
    EXPECT_EQ(std::adjacent_find(order.begin(), order.end()), order.end());
  }
}

TEST(ClearedRow, OnlyAnAllowingVerdictWithAPayloadIsCleared) {
  Connection db(":memory:", Connection::Mode::read_write);
  const auto cleared = [&](std::optional<int> verdict, std::optional<Blob> payload) {
    auto row = db.query("SELECT ?, ?", verdict, payload);
    row.next();
    return ClearedRow::read(row, 0, 1);
  };
  EXPECT_EQ(cleared(2, Blob{"text"}).value().bytes(), "text");
  EXPECT_FALSE(cleared(0, Blob{"text"}));
  EXPECT_FALSE(cleared(1, Blob{"text"}));
  EXPECT_FALSE(cleared(3, Blob{"text"}));
  EXPECT_FALSE(cleared(-1, Blob{"text"}));
  EXPECT_FALSE(cleared(std::nullopt, Blob{"text"}));
  EXPECT_FALSE(cleared(2, std::nullopt));
}

TEST_F(Logs, ALogThatNamesAHeldItemIsNotRead) {
  stored(notice(school_, 1));
  store_->stop();
  {
    Connection db(file(), Connection::Mode::read_write);
    db.run("UPDATE messages SET verdict = 1");
  }
  reopen();
  EXPECT_FALSE(answer_of<LogPage>([&](auto done) { store_->read_log(mother_, {}, 10, 1000, done); }));
}

}  // namespace
}  // namespace jiaxin::storage
