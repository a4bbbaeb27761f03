#include "delivery/receipt_reporter.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/fake_core.hpp"
#include "support/fake_message_store.hpp"
#include "support/fake_outlet.hpp"

namespace jiaxin::delivery {
namespace {

using std::chrono::milliseconds;

constexpr domain::SchoolId school{1};
constexpr domain::MemberId teacher{200};
constexpr domain::MessageId letter{42}, form{43};

class AReporter : public testing::Test {
 protected:
  AReporter() { fan_out.add(core, hub); }

  void change(domain::MessageId message, int times = 1) {
    for (; times > 0; --times) reporter.changed({{school, message, teacher}});
    core.run();
  }
  std::size_t updates() { return phone.take().size(); }

  fake::FakeCore core;
  fake::FakeMessageStore store;
  Hub hub{core, store};
  FanOut fan_out;
  ReceiptReporter reporter{core, store, fan_out};
  fake::FakeOutlet phone;
  Subscription following{hub, {school, teacher}, {77}, {0}, phone};

  void SetUp() override { core.run(); }
};

TEST_F(AReporter, TellsTheSenderAtOnceOfTheFirstChange) {
  change(letter);
  const auto frames = phone.take();
  ASSERT_EQ(frames.size(), 1U);
  EXPECT_EQ(frames[0].request_id(), 0U);
  EXPECT_EQ(frames[0].receipt_update().member().school_id(), 1U);
  EXPECT_EQ(frames[0].receipt_update().member().member_id(), 200U);
  EXPECT_EQ(frames[0].receipt_update().summary().message_id(), 42U);
}

TEST_F(AReporter, TellsOncePerSecondHoweverMuchChanges) {
  change(letter);
  EXPECT_EQ(updates(), 1U);
  for (int i = 0; i < 9; ++i) {
    change(letter, 40);
    core.advance(milliseconds(100));
  }
  EXPECT_EQ(updates(), 0U);
  core.advance(milliseconds(100));
  EXPECT_EQ(updates(), 1U);
}

TEST_F(AReporter, TellsTheLastStateAfterTheLastChange) {
  change(letter);
  change(letter);
  core.advance(milliseconds(5000));
  EXPECT_EQ(updates(), 2U);
  change(letter);
  EXPECT_EQ(updates(), 1U);
}

TEST_F(AReporter, PlansAgainForAChangeThatComesWhileTheSummaryIsBeingRead) {
  store.answers.later = true;
  change(letter);
  change(letter);
  store.answers.answer_all();
  core.advance(milliseconds(1000));
  store.answers.answer_all();
  core.run();
  EXPECT_EQ(updates(), 2U);
}

TEST_F(AReporter, TellsTheStateAsItIsStoredWhenItIsDue) {
  store.answers.later = true;
  change(letter);
  EXPECT_EQ(updates(), 0U) << "nothing is shown before it is read from storage";
}

TEST_F(AReporter, KeepsMessagesApart) {
  reporter.changed({{school, letter, teacher}, {school, form, teacher}});
  core.run();
  EXPECT_EQ(updates(), 2U);
}

TEST_F(AReporter, TellsTheLastStateEvenWhereTheFirstReadingFailed) {
  store.answers.fail_call(1);
  change(letter);
  EXPECT_EQ(updates(), 0U);
  core.advance(milliseconds(1000));
  EXPECT_EQ(updates(), 1U);
}

TEST_F(AReporter, AsksAFailingStoreNoMoreThanOnceASecond) {
  store.answers.fail_all = true;
  const auto before = store.answers.calls();
  change(letter);
  core.advance(milliseconds(10'000));
  EXPECT_LE(store.answers.calls() - before, 11U);
}

TEST_F(AReporter, ForgetsMessagesThatAreQuiet) {
  for (std::uint64_t i = 1; i <= 500; ++i) change({i}, 3);
  core.advance(milliseconds(10'000));
  EXPECT_EQ(core.timers(), 0U) << "nothing is left to be done";
}

TEST_F(AReporter, SaysNothingOfNothing) {
  reporter.changed({});
  EXPECT_EQ(core.posted(), 0U);
}

}  // namespace
}  // namespace jiaxin::delivery
