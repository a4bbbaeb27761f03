#include "live_queue.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace jiaxin::cli {
namespace {

TEST(LiveQueue, KeepsTheOrder) {
  LiveQueue<int> queue;
  queue.push(1);
  queue.push(2);
  EXPECT_EQ(queue.pop(std::nullopt), 1);
  EXPECT_EQ(queue.pop(std::nullopt), 2);
}

TEST(LiveQueue, TimeEnds) {
  LiveQueue<int> queue;
  EXPECT_EQ(queue.pop(std::chrono::steady_clock::now()), std::nullopt);
}

TEST(LiveQueue, AfterItsEndWhatIsLeftIsTakenAndNothingWaits) {
  LiveQueue<int> queue(1);
  queue.push(1);
  queue.end();
  queue.push(2);
  EXPECT_EQ(queue.pop(std::nullopt), 1);
  EXPECT_EQ(queue.pop(std::nullopt), std::nullopt);
}

TEST(LiveQueue, AFullQueueMakesTheWriterWaitUntilThereIsRoom) {
  LiveQueue<int> queue(1);
  queue.push(1);
  std::thread writer([&] { queue.push(2); });
  EXPECT_EQ(queue.pop(std::nullopt), 1);
  EXPECT_EQ(queue.pop(std::nullopt), 2);
  writer.join();
}

TEST(LiveQueue, ItsEndLetsAWaitingWriterGo) {
  LiveQueue<int> queue(1);
  queue.push(1);
  std::thread writer([&] { queue.push(2); });
  queue.end();
  writer.join();
  EXPECT_EQ(queue.pop(std::nullopt), 1);
}

}  // namespace
}  // namespace jiaxin::cli
