#include <latch>
#include <numeric>
#include <thread>

#include "storage/command_queue.hpp"
#include "support.hpp"

namespace jiaxin::storage {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Writing : public StoreTest {
 protected:
  void SetUp() override {
    auto with = options();
    with.max_queued_writes = 8;
    StoreTest::open(with);
    school_ = found_small_school();
    mother_ = {school_, member(school_, "p-mu")};
  }

  // Keeps the writer busy in an answer until release() is called.
  void hold_the_writer() {
    std::latch held(1);
    store_->end_session({1}, [&, released = release_.get_future().share()](std::optional<bool>) {
      held.count_down();
      released.wait();
    });
    held.wait();
  }
  void release() { release_.set_value(); }

  // Which of the queued sends were kept, in the order of their answers.
  void queue(const NewMessage& message) {
    store_->send(message, [this](std::optional<SendCommitted> sent) {
      const std::lock_guard lock(mutex_);
      kept_.push_back(sent.has_value());
    });
  }
  std::vector<bool> kept() {
    const std::lock_guard lock(mutex_);
    return kept_;
  }

  SchoolId school_;
  MemberKey mother_;
  std::promise<void> release_;
  std::mutex mutex_;
  std::vector<bool> kept_;
};

TEST_F(Writing, CommandsThatWaitedTogetherAreCommittedTogetherAndAnsweredInOrder) {
  hold_the_writer();
  const auto commits = store_->stats().commits;
  for (std::uint64_t i = 1; i <= 5; ++i) queue(notice(school_, i));
  EXPECT_EQ(store_->stats().queued_writes, 5u);
  release();
  stored(notice(school_, 6));
  EXPECT_THAT(kept(), ElementsAre(true, true, true, true, true));
  EXPECT_LE(store_->stats().commits - commits, 2u);
  EXPECT_THAT(messages(log(mother_)), ElementsAre(1u, 2u, 3u, 4u, 5u, 6u));
}

TEST_F(Writing, AcknowledgementsTakeOnePlaceInTheQueueHoweverManyWait) {
  for (std::uint64_t i = 1; i <= 3; ++i) stored(notice(school_, i));
  hold_the_writer();
  constexpr std::uint64_t many = 2'000;  // the queue holds 8, one command takes 512
  std::vector<std::size_t> changed;
  std::latch answered(many);
  for (std::uint64_t i = 0; i < many; ++i)
    store_->acknowledge(mother_, {1}, {1 + i % 3}, at_ms(2000), [&](std::optional<std::vector<ReceiptChange>> changes) {
      changed.push_back(changes.value().size());  // on the writer's thread
      answered.count_down();
    });
  EXPECT_EQ(store_->stats().queued_writes, 1u);
  queue(notice(school_, 4));
  release();
  answered.wait();
  EXPECT_EQ(std::accumulate(changed.begin(), changed.end(), 0u), 3u);
  stored(notice(school_, 5));
  EXPECT_THAT(kept(), ElementsAre(true));
}

TEST_F(Writing, AcknowledgementsThatFindTheQueueFullAreRefusedAndLaterOnesAreNot) {
  stored(notice(school_, 1));
  hold_the_writer();
  for (std::uint64_t i = 2; i <= 8; ++i) queue(notice(school_, i));
  std::promise<void> last;
  store_->send(notice(school_, 9), [&](std::optional<SendCommitted>) { last.set_value(); });
  EXPECT_EQ(ack(mother_, 1, at_ms(2000)), std::nullopt);
  release();
  last.get_future().wait();
  const auto changes = ack(mother_, 1, at_ms(3000));
  ASSERT_TRUE(changes.has_value());
  EXPECT_EQ(changes->size(), 1u);
}

TEST_F(Writing, ABadCommandDoesNotFailItsGroup) {
  hold_the_writer();
  queue(notice(school_, 1));
  auto to_nobody = notice(school_, 2);
  to_nobody.addressees.push_back({{999}, {}, ""});
  queue(to_nobody);
  auto twice = notice(school_, 3);
  twice.addressees.push_back(twice.addressees[0]);
  queue(twice);
  queue(notice(school_, 4));
  const auto commits = store_->stats().commits;
  release();
  stored(notice(school_, 5));
  EXPECT_THAT(kept(), ElementsAre(true, false, false, true));
  EXPECT_LE(store_->stats().commits - commits, 2u);
  EXPECT_THAT(seqs(log(mother_)), ElementsAre(1u, 2u, 3u)) << "no gap where the bad ones were undone";
  EXPECT_THAT(messages(log(mother_)), ElementsAre(1u, 2u, 3u));
  EXPECT_TRUE(store_->writable());
}

TEST_F(Writing, AFullQueueRefusesAtOnce) {
  hold_the_writer();
  for (std::uint64_t i = 1; i <= 8; ++i) queue(notice(school_, i));
  EXPECT_THAT(kept(), IsEmpty());
  queue(notice(school_, 9));
  EXPECT_THAT(kept(), ElementsAre(false)) << "answered before the writer went on";
  release();
  store_->stop();
  EXPECT_EQ(kept().size(), 9u);
}

TEST_F(Writing, StopFinishesWhatWasQueuedAndRefusesTheRest) {
  hold_the_writer();
  for (std::uint64_t i = 1; i <= 3; ++i) queue(notice(school_, i));
  std::thread stopping([this] { store_->stop(); });
  release();
  stopping.join();
  EXPECT_THAT(kept(), ElementsAre(true, true, true));
  EXPECT_FALSE(send(notice(school_, 4)));
  EXPECT_FALSE(answer_of<LogPage>([&](auto done) { store_->read_log(mother_, {}, 10, 1000, done); }));
  reopen();
  EXPECT_THAT(messages(log(mother_)), ElementsAre(1u, 2u, 3u));
}

TEST_F(Writing, AFullDiskRefusesWritesUntilThereIsRoomAgain) {
  stored(notice(school_, 1));
  store_->limit_pages(1);  // no page more than there are
  std::uint64_t id = 2;
  std::optional<SendCommitted> sent;
  do {
    sent = send(notice(school_, id++, std::string(30'000, 'x')));
  } while (sent && id < 100);
  EXPECT_FALSE(sent);
  EXPECT_TRUE(store_->writable()) << "a full disk can be emptied";
  const auto head = log(mother_).head.value;
  EXPECT_EQ(head, id - 2) << "what was acknowledged, and nothing else";
  store_->limit_pages(1'000'000);
  const auto retried = send(notice(school_, id - 1, std::string(30'000, 'x'))).value();
  EXPECT_TRUE(retried.published) << "it had not been stored";
  EXPECT_EQ(log(mother_).head.value, head + 1);
  reopen();
  EXPECT_EQ(log(mother_).head.value, head + 1);
  EXPECT_THAT(fatal_, IsEmpty());
}

TEST_F(Writing, DamageFoundByAReaderEndsWritingAndIsReportedOnce) {
  reopen();
  const auto message = notice(school_, 1);
  const auto size = std::filesystem::file_size(file());
  auto* out = std::fopen(file().c_str(), "r+");  // behind the store's back
  for (std::uintmax_t page = 1; page < size / 4096; ++page) {
    std::fseek(out, static_cast<long>(page * 4096), SEEK_SET);
    std::fputs("\xff\xff\xff\xff\xff\xff\xff\xff", out);
  }
  std::fclose(out);
  for (int round = 0; round < 2; ++round)
    EXPECT_FALSE(answer_of<LogPage>([&](auto done) { store_->read_log(mother_, {}, 10, 1000, done); }));
  EXPECT_FALSE(store_->writable());
  EXPECT_FALSE(send(message));
  store_->stop();
  EXPECT_EQ(fatal_.size(), 1u);
  EXPECT_TRUE(std::filesystem::exists(directory_.path() / "data" / "running")) << "the next start looks closely";
}

TEST_F(Writing, AWriteIsSeenByEveryReadThatFollowsIt) {
  for (std::uint64_t i = 1; i <= 200; ++i) {
    stored(notice(school_, i));
    ASSERT_EQ(log(mother_).head.value, i);
  }
}

TEST_F(Writing, ManyReadersAndWritersMixWithoutHarm) {
  const auto message = notice(school_, 0);
  std::vector<std::thread> threads;
  for (std::uint64_t t = 0; t < 3; ++t)
    threads.emplace_back([&, t] {
      for (std::uint64_t i = 0; i < 60; ++i) {
        auto mine = message;
        mine.client_id = client_id(1 + t * 100 + i);
        send(mine);
        ack(mother_, i, at_ms(3000));
        const auto page = log(mother_);
        ASSERT_EQ(page.entries.size(), page.head.value) << "one state of the database";
        store_->stats();
        store_->school(school_);
      }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(log(mother_).head.value, 180u);
}

}  // namespace
}  // namespace jiaxin::storage
