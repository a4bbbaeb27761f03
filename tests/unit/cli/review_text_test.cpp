#include "review_text.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "samples.hpp"

namespace jiaxin::cli {
namespace {

// The second of two notices, which says nothing alone.
v1::Review second_half() {
  const auto notice = entry_of(1, 42);
  v1::Review review;
  review.mutable_entry()->set_message_id(42);
  review.mutable_entry()->set_stopped(v1::STOPPED_HELD);
  *review.mutable_item() = notice.item;
  review.mutable_item()->set_title("补充");
  review.mutable_item()->set_body("第5课");
  auto& said = *review.add_earlier();
  said.set_minutes_before(3);
  said.set_text("安排\n语文");
  return review;
}

std::string shown(const v1::Review& review) {
  std::ostringstream out;
  print_review(out, entry_of(1, 42).member, review, "Asia/Shanghai");
  return out.str();
}

TEST(ReviewText, WhatWasJudgedWithItStandsAboveTheText) {
  const auto text = shown(second_half());
  const auto before = text.find(
      "\n发送人此前刚写过，与下文一并判断：\n"
      "Written by the sender just before, and judged together with what follows:\n"
      "  3 分钟前 / 3 minutes before\n"
      "    “安排 语文”\n");
  ASSERT_NE(before, std::string::npos) << text;
  EXPECT_NE(text.find("\n第5课\n", before), std::string::npos) << text;
}

TEST(ReviewText, AFewSecondsAreLessThanAMinute) {
  auto review = second_half();
  review.mutable_earlier(0)->set_minutes_before(0);
  EXPECT_NE(shown(review).find("不到 1 分钟前 / less than a minute before\n"), std::string::npos);
  review.mutable_earlier(0)->set_minutes_before(1);
  EXPECT_NE(shown(review).find("1 分钟前 / 1 minute before\n"), std::string::npos);
}

TEST(ReviewText, WhereNothingWasJudgedWithItNothingIsSaid) {
  auto review = second_half();
  review.clear_earlier();
  EXPECT_EQ(shown(review).find("judged together"), std::string::npos);
}

TEST(ReviewText, HostileEarlierTextDoesNotReachTheTerminal) {
  auto review = second_half();
  review.mutable_earlier(0)->set_text("\x1b[2J");
  EXPECT_EQ(shown(review).find('\x1b'), std::string::npos);
}

TEST(ReviewJson, HasWhatWasJudgedWithIt) {
  auto review = second_half();
  const auto object = json_of(entry_of(1, 42).member, review, "Asia/Shanghai");
  EXPECT_EQ(serialised(object.at("earlier")), R"([{"minutes_before":3,"text":"安排\n语文"}])");
  review.clear_earlier();
  EXPECT_TRUE(json_of(entry_of(1, 42).member, review, "Asia/Shanghai").at("earlier").as_array().empty());
}

}  // namespace
}  // namespace jiaxin::cli
