#include "transport/frame_queue.hpp"

#include <gtest/gtest.h>

namespace jiaxin::transport {
namespace {

TEST(FrameQueue, GivesFramesInTheOrderTheyCame) {
  FrameQueue queue;
  int in = 0, out = 0;
  for (int round = 0; round < 500; ++round) {
    for (int i = 0; i < 3; ++i) queue.push(delivery::OutFrame(std::to_string(in++)));
    for (int i = 0; i < 2; ++i) ASSERT_EQ(queue.pop().head, std::to_string(out++));
  }
  while (!queue.empty()) ASSERT_EQ(queue.pop().head, std::to_string(out++));
  EXPECT_EQ(in, out);
}

TEST(FrameQueue, LetsBodiesGoWhenCleared) {
  FrameQueue queue;
  const auto body = std::make_shared<const std::string>("body");
  for (int i = 0; i < 20; ++i) queue.push(delivery::OutFrame("", body));
  queue.clear();
  EXPECT_TRUE(queue.empty());
  EXPECT_EQ(body.use_count(), 1);
}

}  // namespace
}  // namespace jiaxin::transport
