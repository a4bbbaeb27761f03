#include "policy/by_hand.hpp"

#include <gtest/gtest.h>

#include "policy/unjudged.hpp"

// In the server only handlers/review_desk makes decisions; here the tests stand in for it.
namespace jiaxin::handlers {
class ReviewDesk {
 public:
  static policy::HandRelease overrule(policy::Outcome outcome) { return {{outcome, {}, "national-1"}, "是反面例子"}; }
};
}  // namespace jiaxin::handlers

namespace jiaxin::policy {
namespace {

ItemText words() {
  ItemText text;
  text.title = "今日安排";
  text.body = "抄写第5课";
  return text;
}

TEST(ByHand, AReleaseClearsTheWordsAsTheyWereJudged) {
  for (const auto outcome : {Outcome::hold, Outcome::block}) {
    const auto cleared = release(words(), {}, handlers::ReviewDesk::overrule(outcome));
    EXPECT_EQ(cleared.text(), words());
    EXPECT_EQ(cleared.verdict().outcome, Outcome::allow);
    EXPECT_EQ(cleared.verdict().pack_version, by_hand_version) << "it does not pass for the filter's own verdict";
  }
}

TEST(ByHand, WhatWasAllowedIsNotReleased) {
  EXPECT_THROW(release(words(), {}, handlers::ReviewDesk::overrule(Outcome::allow)), std::invalid_argument);
}

TEST(Unjudged, IsHeldAndSaysSoHonestly) {
  const auto held = hold_unjudged(words(), {});
  EXPECT_EQ(held.text(), words());
  EXPECT_EQ(held.verdict().outcome, Outcome::hold);
  EXPECT_TRUE(is_unjudged(held.verdict()));
  ASSERT_EQ(held.verdict().findings.size(), 1U);
  EXPECT_TRUE(held.verdict().findings[0].quote.empty()) << "nothing was found";
  EXPECT_FALSE(is_unjudged({Outcome::hold, {}, "national-1"}));
}

}  // namespace
}  // namespace jiaxin::policy
