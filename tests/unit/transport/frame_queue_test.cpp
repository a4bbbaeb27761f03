#include "transport/frame_queue.hpp"

#include <gtest/gtest.h>

#include <array>

namespace jiaxin::transport {
namespace {

// Takes at most so many bytes, as a socket would.
std::string take(FrameQueue& queue, std::size_t at_most, std::size_t parts_at_a_time = 8) {
  std::array<iovec, 8> parts;
  const auto count = queue.gather(std::span(parts).first(parts_at_a_time));
  std::string taken;
  for (std::size_t i = 0; i < count; ++i) taken.append(static_cast<const char*>(parts[i].iov_base), parts[i].iov_len);
  taken.resize(std::min(taken.size(), at_most));
  queue.written(taken.size());
  return taken;
}

delivery::OutFrame frame(const std::string& head, const std::string& body) {
  codec::FrameHead own;
  own.append(head);
  return {own, std::make_shared<const std::string>(body)};
}

TEST(FrameQueue, GivesBytesInTheOrderTheyCameHoweverManyAreTaken) {
  for (std::size_t at_a_time = 1; at_a_time < 12; ++at_a_time) {
    FrameQueue queue;
    std::string in, out;
    for (int round = 0; round < 300; ++round) {
      const auto number = std::to_string(round);
      queue.push(round % 3 == 0 ? delivery::OutFrame(number + ";") : frame(number, round % 2 ? ";" : ""));
      in += number + (round % 3 == 0 || round % 2 ? ";" : "");
      out += take(queue, at_a_time, 2 + at_a_time % 6);
      ASSERT_EQ(queue.bytes(), in.size() - out.size());
    }
    while (!queue.empty()) out += take(queue, at_a_time);
    EXPECT_EQ(in, out);
    EXPECT_EQ(queue.bytes(), 0U);
  }
}

TEST(FrameQueue, GivesSeveralFramesAtOnce) {
  FrameQueue queue;
  queue.push(frame("a", "b"));
  queue.push(delivery::OutFrame("c"));
  EXPECT_EQ(queue.frames(), 2U);
  EXPECT_EQ(take(queue, 100), "abc");
  EXPECT_TRUE(queue.empty());
}

TEST(FrameQueue, LetsBodiesGoWhenTheyAreWritten) {
  FrameQueue queue;
  const auto body = std::make_shared<const std::string>("body");
  for (int i = 0; i < 4; ++i) queue.push(delivery::OutFrame(body));
  take(queue, 4);
  EXPECT_EQ(body.use_count(), 4);
}

TEST(FrameQueue, ForgetsWhatHasNotBegunAndKeepsTheRestOfWhatHas) {
  FrameQueue queue;
  queue.push(frame("first", "body"));
  queue.push(delivery::OutFrame("second"));
  EXPECT_EQ(take(queue, 7), "firstbo");
  queue.forget_unbegun();
  queue.push(delivery::OutFrame("close"));
  EXPECT_EQ(queue.bytes(), 7U);
  EXPECT_EQ(take(queue, 100), "dyclose");
  queue.push(delivery::OutFrame("third"));
  queue.forget_unbegun();
  EXPECT_TRUE(queue.empty());
}

TEST(FrameQueue, LetsBodiesGoWhenCleared) {
  FrameQueue queue;
  const auto body = std::make_shared<const std::string>("body");
  for (int i = 0; i < 20; ++i) queue.push(delivery::OutFrame(body));
  queue.clear();
  EXPECT_TRUE(queue.empty());
  EXPECT_EQ(body.use_count(), 1);
}

}  // namespace
}  // namespace jiaxin::transport
