#include "domain/answers.hpp"

#include <gtest/gtest.h>

namespace jiaxin::domain {
namespace {

constexpr MemberId mother{1}, father{2}, grandfather{3};

ChildState state_of(const std::vector<LatestAnswer>& answers) { return outcome_for_child(answers).state; }

TEST(OutcomeForAChild, OfSilenceIsUnanswered) { EXPECT_EQ(state_of({}), ChildState::unanswered); }

TEST(OutcomeForAChild, OfOneSignerIsHisAnswer) {
  EXPECT_EQ(state_of({{mother, Choice::agree}}), ChildState::agreed);
  EXPECT_EQ(state_of({{mother, Choice::decline}}), ChildState::declined);
  const auto slip = outcome_for_child({{mother, Choice::slip, 2}});
  EXPECT_EQ(slip.state, ChildState::slip);
  EXPECT_EQ(slip.slip_option, 2U);
}

TEST(OutcomeForAChild, OfSignersWhoThinkAlikeIsTheirAnswer) {
  EXPECT_EQ(state_of({{mother, Choice::agree}, {father, Choice::agree}}), ChildState::agreed);
  EXPECT_EQ(outcome_for_child({{mother, Choice::slip, 1}, {father, Choice::slip, 1}}).slip_option, 1U);
}

TEST(OutcomeForAChild, OfSignersWhoDifferIsDisagreementInWhateverOrderTheyAnswered) {
  EXPECT_EQ(state_of({{mother, Choice::agree}, {father, Choice::decline}}), ChildState::guardians_disagree);
  EXPECT_EQ(state_of({{father, Choice::decline}, {mother, Choice::agree}}), ChildState::guardians_disagree);
}

TEST(OutcomeForAChild, OfSignersOnDifferentOptionsIsDisagreement) {
  const auto outcome = outcome_for_child({{mother, Choice::slip, 0}, {father, Choice::slip, 1}});
  EXPECT_EQ(outcome.state, ChildState::guardians_disagree);
  EXPECT_EQ(outcome.slip_option, 0U);
}

TEST(OutcomeForAChild, IsNeverDecidedByTheMajority) {
  EXPECT_EQ(state_of({{mother, Choice::agree}, {father, Choice::agree}, {grandfather, Choice::decline}}),
            ChildState::guardians_disagree);
}

}  // namespace
}  // namespace jiaxin::domain
