#include "transport/io_core.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace jiaxin::transport {
namespace {

using std::chrono::milliseconds;

void wait_for_turn(IoCore& core) {
  std::promise<void> turn;
  core.post([&] { turn.set_value(); });
  turn.get_future().wait();
}

TEST(IoCore, RunsTasksOfOneThreadInOrderAndOnOneThread) {
  IoCore core;
  core.start();
  std::vector<int> order;
  std::thread::id where;
  for (int i = 0; i < 1000; ++i)
    core.post([&, i] {
      order.push_back(i);
      where = std::this_thread::get_id();
    });
  wait_for_turn(core);
  ASSERT_EQ(order.size(), 1000U);
  EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
  EXPECT_NE(where, std::this_thread::get_id());
}

TEST(IoCore, TakesTasksFromManyThreadsAtOnce) {
  IoCore core;
  core.start();
  int count = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int j = 0; j < 5000; ++j) core.post([&] { ++count; });
    });
  for (auto& thread : threads) thread.join();
  wait_for_turn(core);
  EXPECT_EQ(count, 20000);
}

TEST(IoCore, TasksPostedByATaskRunLater) {
  IoCore core;
  core.start();
  std::string order;
  std::promise<void> done;
  core.post([&] {
    core.post([&] {
      order += "b";
      done.set_value();
    });
    order += "a";
  });
  done.get_future().wait();
  EXPECT_EQ(order, "ab");
}

TEST(IoCore, RunsNothingBeforeItsTime) {
  IoCore core;
  core.start();
  std::promise<void> done;
  std::string order;
  const auto asked_at = core.now();
  auto last_at = asked_at;
  core.run_after(milliseconds(30), [&] {
    order += "c";
    last_at = core.now();
    done.set_value();
  });
  core.post([&] {
    core.run_after(milliseconds(10), [&] { order += "b"; });
    core.run_after(milliseconds(0), [&] { order += "a"; });
  });
  done.get_future().wait();
  EXPECT_EQ(order, "abc");
  EXPECT_GE(last_at - asked_at, milliseconds(30));
}

TEST(IoCore, EqualTimesRunInTheOrderAskedFor) {
  IoCore core;
  std::vector<int> order;
  std::promise<void> done;
  core.post([&] {
    for (int i = 0; i < 100; ++i) core.run_after(milliseconds(0), [&, i] { order.push_back(i); });
    core.run_after(milliseconds(5), [&] { done.set_value(); });
  });
  core.start();
  done.get_future().wait();
  ASSERT_EQ(order.size(), 100U);
  EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
}

TEST(IoCore, DropsWhatHasNotRunWhenItGoes) {
  const auto held = std::make_shared<int>(0);
  {
    IoCore core;
    core.post([held] {});
    core.run_after(std::chrono::hours(1), [held] {});
    core.start();
    core.run_after(std::chrono::hours(1), [held] {});
    wait_for_turn(core);
  }
  EXPECT_EQ(held.use_count(), 1);
}

}  // namespace
}  // namespace jiaxin::transport
