#include "codec/frame_head.hpp"

#include <gtest/gtest.h>

#include <string>

namespace jiaxin::codec {
namespace {

TEST(FrameHead, KeepsBytesInTheOrderTheyWerePut) {
  FrameHead head;
  EXPECT_EQ(head.size(), 0U);
  head.append("cd");
  head.push_back('e');
  head.prepend("ab");
  head.append("");
  head.prepend("");
  EXPECT_EQ(head.view(), "abcde");
  const FrameHead copy = head;
  head.append("f");
  EXPECT_EQ(copy.view(), "abcde");
}

TEST(FrameHead, CanBeFilledToTheLastByteFromBothEnds) {
  FrameHead head;
  std::string expected;
  while (head.size() + 2 <= FrameHead::capacity) {
    const char byte = static_cast<char>('a' + head.size() % 26);
    head.push_back(byte);
    head.prepend({&byte, 1});
    expected = byte + expected + byte;
  }
  while (head.size() < FrameHead::capacity) {
    head.push_back('!');
    expected += '!';
  }
  EXPECT_EQ(head.view(), expected);
}

}  // namespace
}  // namespace jiaxin::codec
