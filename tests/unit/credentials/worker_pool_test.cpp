#include "credentials/worker_pool.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>

namespace jiaxin::credentials {
namespace {

TEST(WorkerPool, RefusesWhatItCannotHold) {
  WorkerPool pool(1, 2);
  std::promise<void> release, busy;
  ASSERT_TRUE(pool.run([&] {
    busy.set_value();
    release.get_future().wait();
  }));
  busy.get_future().wait();
  EXPECT_TRUE(pool.run([] {}));
  EXPECT_TRUE(pool.run([] {}));
  EXPECT_FALSE(pool.run([] {}));
  release.set_value();
  pool.stop();  // before what its tasks refer to goes
}

TEST(WorkerPool, StopFinishesWhatWasTakenAndTakesNoMore) {
  std::atomic<int> done = 0;
  WorkerPool pool(2, 100);
  for (int i = 0; i < 100; ++i) ASSERT_TRUE(pool.run([&] { ++done; }));
  pool.stop();
  EXPECT_EQ(done, 100);
  EXPECT_FALSE(pool.run([&] { ++done; }));
  EXPECT_EQ(done, 100);
}

TEST(WorkerPool, RunsTasksSideBySide) {
  WorkerPool pool(2, 4);
  std::promise<void> one, two;
  std::promise<void> met;
  ASSERT_TRUE(pool.run([&] {
    one.set_value();
    two.get_future().wait();
    met.set_value();
  }));
  ASSERT_TRUE(pool.run([&] {
    one.get_future().wait();
    two.set_value();
  }));
  met.get_future().wait();
  pool.stop();
}

}  // namespace
}  // namespace jiaxin::credentials
