// Whatever call to the disk fails, nothing is acknowledged that is not kept, and nothing is kept twice.
#include "faulty_disk.hpp"
#include "support.hpp"

namespace jiaxin::storage {
namespace {

using ::testing::SizeIs;
using Call = FaultyDisk::Call;

class Faults : public StoreTest {
 protected:
  void SetUp() override {
    open_synced();
    school_ = found_small_school();
    mother_ = {school_, member(school_, "p-mu")};
  }
  void open_synced() {
    auto with = options();
    with.fsync = true;
    StoreTest::open(with);
  }
  void repair_and_reopen() {
    store_.reset();
    disk_.mend();
    fatal_.clear();
    open_synced();
  }
  // Sends once; true if it was acknowledged.
  bool try_to_send(std::uint64_t id) { return send(notice(school_, id, std::string(5000, 'x'))).has_value(); }

  // After the repair: what was acknowledged is there; what was not can be sent, and either way stands once.
  void check(std::uint64_t id, bool acknowledged) {
    const auto again = send(notice(school_, id, std::string(5000, 'x'))).value();
    ASSERT_TRUE(std::holds_alternative<MessageStored>(again.outcome));
    if (acknowledged) {
      EXPECT_FALSE(again.published) << "an acknowledged message was lost";
    }
    const auto page = log(mother_);
    ASSERT_EQ(page.entries.size(), id);
    for (std::size_t i = 0; i < page.entries.size(); ++i) EXPECT_EQ(page.entries[i].seq.value, i + 1);
  }

  FaultyDisk disk_;
  SchoolId school_;
  MemberKey mother_;
};

TEST_F(Faults, AfterAFailedSyncNothingIsWrittenUntilTheNextStart) {
  disk_.fail(Call::sync, 1, SQLITE_IOERR_FSYNC);
  EXPECT_FALSE(try_to_send(1));
  EXPECT_TRUE(disk_.has_failed());
  EXPECT_FALSE(store_->writable());
  EXPECT_FALSE(try_to_send(1)) << "though the disk would sync again";
  EXPECT_THAT(fatal_, SizeIs(1));
  EXPECT_EQ(log(mother_).head.value, 0u) << "reading goes on";
  repair_and_reopen();
  check(1, false);
}

TEST_F(Faults, EveryWriteMayFailOnce) {
  std::uint64_t id = 0;
  for (int nth = 1; nth < 200; ++nth) {
    disk_.fail(Call::write, nth, SQLITE_IOERR_WRITE);
    const bool acknowledged = try_to_send(++id);
    const bool failed = disk_.has_failed();
    EXPECT_NE(acknowledged, failed);
    repair_and_reopen();
    check(id, acknowledged);
    if (failed) continue;
    EXPECT_GT(nth, 10) << "calls that were made to fail";
    return;
  }
  FAIL() << "a send never came to its end";
}

TEST_F(Faults, EveryWriteMayFindTheDiskFullAndTheNextSucceedsWithoutARestart) {
  std::uint64_t id = 0;
  for (int nth = 1; nth < 200; ++nth) {
    disk_.fail(Call::write, nth, SQLITE_FULL, true);
    const bool acknowledged = try_to_send(++id);
    const bool failed = disk_.has_failed();
    disk_.mend();
    EXPECT_NE(acknowledged, failed);
    EXPECT_TRUE(store_->writable());
    check(id, acknowledged);
    if (failed) continue;
    EXPECT_GT(nth, 10) << "calls that were made to fail";
    repair_and_reopen();
    return check(id, true);
  }
  FAIL() << "a send never came to its end";
}

TEST_F(Faults, ACheckpointThatFailsLosesNothing) {
  ASSERT_TRUE(try_to_send(1));
  for (int nth = 1; nth < 4; ++nth) {
    disk_.fail(Call::sync, nth, SQLITE_IOERR_FSYNC, true);
    store_->stop();  // its checkpoint is the next to sync
    repair_and_reopen();
    check(1, true);
  }
}

}  // namespace
}  // namespace jiaxin::storage
