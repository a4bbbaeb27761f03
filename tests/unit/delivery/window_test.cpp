#include "delivery/window.hpp"

#include <gtest/gtest.h>

namespace jiaxin::delivery {
namespace {

domain::Seq seq(std::uint64_t value) { return {value}; }

TEST(AWindow, SendsWhatComesNextAtOnce) {
  Window window(seq(4), seq(4));
  EXPECT_TRUE(window.on_stored(seq(5)));
  window.sent(seq(5), 100);
  EXPECT_EQ(window.sent_up_to(), seq(5));
  EXPECT_FALSE(window.wants_page());
}

TEST(AWindow, AsksForAPageWhereTheLogIsAhead) {
  EXPECT_TRUE(Window(seq(4), seq(9)).wants_page());
  EXPECT_FALSE(Window(seq(9), seq(9)).wants_page());
}

TEST(AWindow, TakesAnOldHeadForNoNews) { EXPECT_FALSE(Window(seq(9), seq(4)).wants_page()); }

TEST(AWindow, FillsAGapFromTheLogInsteadOfSendingAcrossIt) {
  Window window(seq(0), seq(0));
  EXPECT_FALSE(window.on_stored(seq(2)));
  EXPECT_TRUE(window.wants_page());
}

TEST(AWindow, IsNotMovedByAnEventItHasSent) {
  Window window(seq(5), seq(5));
  EXPECT_FALSE(window.on_stored(seq(5)));
  EXPECT_FALSE(window.on_stored(seq(3)));
  EXPECT_FALSE(window.wants_page());
}

TEST(AWindow, HoldsNoMoreEventsThanItsLimit) {
  Window window(seq(0), seq(0), {.events = 2, .bytes = 1000});
  ASSERT_TRUE(window.on_stored(seq(1)));
  window.sent(seq(1), 1);
  ASSERT_TRUE(window.on_stored(seq(2)));
  window.sent(seq(2), 1);
  EXPECT_EQ(window.room_events(), 0U);
  EXPECT_FALSE(window.on_stored(seq(3)));
  EXPECT_FALSE(window.wants_page()) << "there is no room to put it";
  EXPECT_TRUE(window.on_ack(seq(1)));
  EXPECT_TRUE(window.wants_page());
  EXPECT_EQ(window.room_events(), 1U);
}

TEST(AWindow, WaitsForRoomForAQuarterBeforeItAsksForAPage) {
  Window window(seq(0), seq(100), {.events = 16, .bytes = 1000});
  for (std::uint64_t i = 1; i <= 16; ++i) window.sent(seq(i), 1);
  window.on_ack(seq(3));
  EXPECT_FALSE(window.wants_page());
  EXPECT_EQ(window.room_events(), 3U);
  window.on_ack(seq(4));
  EXPECT_TRUE(window.wants_page());
}

TEST(AWindow, AsksForTheLastEventsAsSoonAsThereIsRoom) {
  Window window(seq(0), seq(18), {.events = 16, .bytes = 1000});
  for (std::uint64_t i = 1; i <= 16; ++i) window.sent(seq(i), 1);
  window.on_ack(seq(1));
  EXPECT_FALSE(window.wants_page());
  window.on_ack(seq(2));
  EXPECT_TRUE(window.wants_page());
}

TEST(AWindow, HoldsNoMoreBytesThanItsLimitAndTheEventThatCrossesIt) {
  Window window(seq(0), seq(0), {.events = 100, .bytes = 50});
  ASSERT_TRUE(window.on_stored(seq(1)));
  window.sent(seq(1), 49);
  EXPECT_EQ(window.room_bytes(), 1U);
  ASSERT_TRUE(window.on_stored(seq(2)));
  window.sent(seq(2), 49);
  EXPECT_EQ(window.room_bytes(), 0U);
  EXPECT_FALSE(window.on_stored(seq(3)));
  EXPECT_FALSE(window.wants_page());
  window.on_ack(seq(1));
  EXPECT_EQ(window.room_bytes(), 1U);
  EXPECT_TRUE(window.wants_page());
}

TEST(AWindow, RefusesAnAckOfWhatItNeverSent) {
  Window window(seq(3), seq(9));
  EXPECT_FALSE(window.on_ack(seq(4)));
  EXPECT_TRUE(window.on_ack(seq(3)));
  window.sent(seq(4), 1);
  EXPECT_TRUE(window.on_ack(seq(4)));
  EXPECT_FALSE(window.on_ack(seq(9))) << "known to be in the log is not sent";
}

TEST(AWindow, IsNotTakenBackByAnOlderAck) {
  Window window(seq(0), seq(0), {.events = 2, .bytes = 100});
  window.sent(seq(1), 1);
  window.sent(seq(2), 1);
  EXPECT_TRUE(window.on_ack(seq(2)));
  EXPECT_TRUE(window.on_ack(seq(1)));
  EXPECT_EQ(window.room_events(), 2U);
  EXPECT_EQ(window.room_bytes(), 100U);
}

TEST(AWindow, LetsOneAckCoverAllBefore) {
  Window window(seq(0), seq(0), {.events = 8, .bytes = 100});
  for (std::uint64_t i = 1; i <= 5; ++i) window.sent(seq(i), 10);
  window.on_ack(seq(4));
  EXPECT_EQ(window.room_events(), 7U);
  EXPECT_EQ(window.room_bytes(), 90U);
}

TEST(AWindow, SendsNothingLiveWhileAPageIsUnderWay) {
  Window window(seq(0), seq(1));
  window.page_asked();
  EXPECT_FALSE(window.wants_page()) << "one page at a time";
  EXPECT_FALSE(window.on_stored(seq(1)));
  EXPECT_FALSE(window.on_stored(seq(2)));
  window.sent(seq(1), 1);
  window.page_done(seq(1));
  EXPECT_TRUE(window.wants_page()) << "what was stored meanwhile is not forgotten";
}

TEST(AWindow, LearnsTheHeadFromThePage) {
  Window window(seq(0), seq(0));
  window.page_asked();
  window.sent(seq(1), 1);
  window.page_done(seq(7));
  EXPECT_TRUE(window.wants_page());
}

TEST(AWindow, IsLiveAgainOnceItHasCaughtUp) {
  Window window(seq(0), seq(2));
  window.page_asked();
  window.sent(seq(1), 1);
  window.sent(seq(2), 1);
  window.page_done(seq(2));
  EXPECT_FALSE(window.wants_page());
  EXPECT_TRUE(window.on_stored(seq(3)));
}

}  // namespace
}  // namespace jiaxin::delivery
