#include "codec/visible.hpp"

#include <gtest/gtest.h>

namespace jiaxin::codec {
namespace {

TEST(Visible, WhatHasNoGlyphIsBlank) {
  for (const char* text : {"", " ", "\r\n\t", "\u3000", "\u200b", "\ufeff\u00a0", "\u2800", "\u3164", "\u00ad\u2060",
                           "\U000e0041", "\u202e"})
    EXPECT_TRUE(is_blank(text)) << text;
  for (const char* text : {"a", "\u3000同意", "\u200b0", "👌", "❤\ufe0f", "。"}) EXPECT_FALSE(is_blank(text)) << text;
}

TEST(Visible, ALineHasNoBreaksAndTurnsNowhere) {
  for (const char* text :
       {"\n", "a\rb", "\x7f", "第一行\u0085第二行", "a\u2028b", "a\u2029", "\u202e同意", "\u2066a", "\u200f"})
    EXPECT_TRUE(breaks_a_line(text)) << text;
  for (const char* text : {"", "明天 停电", "\u3000", "👨\u200d👩\u200d👧", "❤\ufe0f", "naïve\u00a0"})
    EXPECT_FALSE(breaks_a_line(text)) << text;
  using namespace std::string_view_literals;
  EXPECT_TRUE(breaks_a_line("a\0b"sv));
}

TEST(Visible, WhatCannotBeSeenMakesNoDifference) {
  EXPECT_EQ(as_seen(" 同\u200b意\u3000"), "同意");
  EXPECT_EQ(as_seen("同意\u202e"), as_seen("同意 "));
  EXPECT_EQ(as_seen("同意"), "同意");
  EXPECT_NE(as_seen("同意"), as_seen("不同意"));
  EXPECT_EQ(as_seen("\u200b"), "");
}

}  // namespace
}  // namespace jiaxin::codec
