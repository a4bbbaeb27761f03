#include "handlers/blocked_texts.hpp"

#include <gtest/gtest.h>

#include "support/fake_clock.hpp"
#include "support/fake_core.hpp"
#include "support/unavailable_reviews.hpp"

namespace jiaxin::handlers {
namespace {

TEST(BlockedTexts, AreForgottenAtTheStartAndEveryHourEvenAfterAFailure) {
  fake::FakeCore core;
  fake::FakeClock clock;
  fake::UnavailableReviews store;
  BlockedTexts texts(core, clock, store);
  texts.start();
  core.run();
  const auto start = clock.now();
  EXPECT_EQ(store.asked_to_forget, std::vector{start});
  clock.set(start + std::chrono::days(31));
  core.advance(std::chrono::minutes(59));
  EXPECT_EQ(store.asked_to_forget.size(), 1U);
  core.advance(std::chrono::minutes(1));
  ASSERT_EQ(store.asked_to_forget.size(), 2U);
  EXPECT_EQ(store.asked_to_forget.back(), start + std::chrono::days(31));
  core.advance(std::chrono::hours(3));
  EXPECT_EQ(store.asked_to_forget.size(), 5U);
}

}  // namespace
}  // namespace jiaxin::handlers
