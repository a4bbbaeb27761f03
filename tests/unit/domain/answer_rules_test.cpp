#include "domain/answer_rules.hpp"

#include <gtest/gtest.h>

namespace jiaxin::domain {
namespace {

constexpr TimePoint noon{std::chrono::hours(12)};
constexpr auto moment = std::chrono::milliseconds(1);

class AnswerToASlip : public testing::Test {
 protected:
  AnswerFacts facts{.addressed = true,
                    .asked = Asked::slip,
                    .deadline = noon + std::chrono::hours(1),
                    .slip_options = 2,
                    .comment_allowed = true,
                    .opened_at = noon - std::chrono::hours(1)};
  AnswerGiven given{.choice = Choice::slip, .slip_option = 1};
};

class Decision : public testing::Test {
 protected:
  AnswerFacts facts{.addressed = true,
                    .asked = Asked::consent,
                    .deadline = noon + std::chrono::hours(1),
                    .form_version = 1,
                    .text_sha256 = {7},
                    .opened_at = noon - std::chrono::hours(1)};
  AnswerGiven given{.choice = Choice::agree, .form_version = 1, .text_sha256 = {7}};
};

TEST_F(AnswerToASlip, IsAccepted) { EXPECT_EQ(rule_on(facts, given, noon), AnswerRuling::accepted); }

TEST_F(AnswerToASlip, IsNotFoundByWhomeverItWasNotSentTo) {
  facts.addressed = false;
  EXPECT_EQ(rule_on(facts, given, noon), AnswerRuling::not_found);
}

TEST_F(AnswerToASlip, CannotBeADecisionOnAForm) {
  for (const auto choice : {Choice::agree, Choice::decline}) {
    given.choice = choice;
    EXPECT_EQ(rule_on(facts, given, noon), AnswerRuling::not_asked);
  }
}

TEST_F(AnswerToASlip, IsAcceptedUntilTheDeadlineAndNotAMomentLater) {
  EXPECT_EQ(rule_on(facts, given, *facts.deadline), AnswerRuling::accepted);
  EXPECT_EQ(rule_on(facts, given, *facts.deadline + moment), AnswerRuling::closed);
}

TEST_F(AnswerToASlip, NeverClosesWithoutADeadline) {
  facts.deadline.reset();
  EXPECT_EQ(rule_on(facts, given, noon + std::chrono::days(4000)), AnswerRuling::accepted);
}

TEST_F(AnswerToASlip, NeedsThatHeOpenedIt) {
  facts.opened_at.reset();
  EXPECT_EQ(rule_on(facts, given, noon), AnswerRuling::not_opened);
}

TEST_F(AnswerToASlip, MustBeOneOfItsOptions) {
  given.slip_option = 2;
  EXPECT_EQ(rule_on(facts, given, noon), AnswerRuling::no_such_option);
  given.slip_option = 0xffffffff;
  EXPECT_EQ(rule_on(facts, given, noon), AnswerRuling::no_such_option);
}

TEST_F(AnswerToASlip, CarriesACommentOnlyWhereOneIsAllowed) {
  given.comment = "晚到半小时";
  EXPECT_EQ(rule_on(facts, given, noon), AnswerRuling::accepted);
  facts.comment_allowed = false;
  EXPECT_EQ(rule_on(facts, given, noon), AnswerRuling::comment_not_allowed);
}

TEST_F(AnswerToASlip, PointsBackToHisLatestAnswer) {
  facts.latest = {5};
  EXPECT_EQ(rule_on(facts, given, noon), AnswerRuling::stale_predecessor);
  given.predecessor = {4};
  EXPECT_EQ(rule_on(facts, given, noon), AnswerRuling::stale_predecessor);
  given.predecessor = {5};
  EXPECT_EQ(rule_on(facts, given, noon), AnswerRuling::accepted);
}

TEST_F(AnswerToASlip, PointsBackToNothingThatDoesNotExist) {
  given.predecessor = {5};
  EXPECT_EQ(rule_on(facts, given, noon), AnswerRuling::stale_predecessor);
}

TEST_F(Decision, IsAcceptedWhetherHeAgreesOrDeclines) {
  EXPECT_EQ(rule_on(facts, given, noon), AnswerRuling::accepted);
  given.choice = Choice::decline;
  EXPECT_EQ(rule_on(facts, given, noon), AnswerRuling::accepted);
}

TEST_F(Decision, CannotBeASlip) {
  given.choice = Choice::slip;
  EXPECT_EQ(rule_on(facts, given, noon), AnswerRuling::not_asked);
}

TEST_F(Decision, OnWhatAsksNothingIsNotAsked) {
  facts.asked = Asked::nothing;
  EXPECT_EQ(rule_on(facts, given, noon), AnswerRuling::not_asked);
  given.choice = Choice::slip;
  EXPECT_EQ(rule_on(facts, given, noon), AnswerRuling::not_asked);
}

TEST_F(Decision, IsBoundToTheExactTextThatIsStored) {
  given.text_sha256 = {8};
  EXPECT_EQ(rule_on(facts, given, noon), AnswerRuling::other_text);
}

TEST_F(Decision, IsBoundToTheFormsVersion) {
  given.form_version = 2;
  EXPECT_EQ(rule_on(facts, given, noon), AnswerRuling::other_text);
}

// What a person is told when several things stand in the way: what she can do least about comes first, so that nobody
// is sent to open a form that has closed, and nobody learns anything of an item that is not hers.
TEST_F(Decision, OfAStrangerTellsNothingButNotFound) {
  facts = {.addressed = false, .asked = Asked::slip, .deadline = noon - moment};
  EXPECT_EQ(rule_on(facts, given, noon), AnswerRuling::not_found);
}

TEST_F(Decision, OfTheWrongKindIsToldSoEvenAfterTheDeadline) {
  facts.asked = Asked::slip;
  EXPECT_EQ(rule_on(facts, given, *facts.deadline + moment), AnswerRuling::not_asked);
}

TEST_F(Decision, AfterTheDeadlineIsClosedWhateverElseIsWrong) {
  facts.opened_at.reset();
  given.text_sha256 = {8};
  given.predecessor = {5};
  EXPECT_EQ(rule_on(facts, given, *facts.deadline + moment), AnswerRuling::closed);
}

TEST_F(Decision, UnopenedIsSentToOpenItBeforeItsTextIsCompared) {
  facts.opened_at.reset();
  given.text_sha256 = {8};
  EXPECT_EQ(rule_on(facts, given, noon), AnswerRuling::not_opened);
}

TEST_F(Decision, OnAnotherTextIsToldSoBeforeItsPredecessor) {
  given.text_sha256 = {8};
  given.predecessor = {5};
  EXPECT_EQ(rule_on(facts, given, noon), AnswerRuling::other_text);
}

}  // namespace
}  // namespace jiaxin::domain
