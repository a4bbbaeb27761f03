#include "delivery/receipt_pace.hpp"

#include <gtest/gtest.h>

#include <random>

namespace jiaxin::delivery {
namespace {

using std::chrono::milliseconds;
constexpr milliseconds interval{1000};
constexpr ReceiptPace::Key letter{{1}, {42}}, other{{1}, {43}}, elsewhere{{2}, {42}};

class APace : public testing::Test {
 protected:
  ReceiptPace::Instant at(int ms) const { return ReceiptPace::Instant{} + milliseconds(ms); }
  ReceiptPace pace{interval};
};

TEST_F(APace, TellsAFirstChangeAtOnce) { EXPECT_EQ(pace.changed(letter, at(0)), milliseconds(0)); }

TEST_F(APace, PlansOnceForChangesThatComeTogether) {
  EXPECT_TRUE(pace.changed(letter, at(0)));
  EXPECT_FALSE(pace.changed(letter, at(0)));
  EXPECT_FALSE(pace.changed(letter, at(5000)));
}

TEST_F(APace, WaitsOutTheRestOfTheSecond) {
  pace.changed(letter, at(0));
  pace.told(letter, at(0));
  EXPECT_EQ(pace.changed(letter, at(300)), milliseconds(700));
}

TEST_F(APace, TellsAtOnceAgainAfterAQuietSecond) {
  pace.changed(letter, at(0));
  pace.told(letter, at(0));
  EXPECT_EQ(pace.changed(letter, at(1000)), milliseconds(0));
}

TEST_F(APace, RoundsUpSoThatASecondIsNeverCutShort) {
  pace.changed(letter, at(0));
  pace.told(letter, at(0) + std::chrono::microseconds(1));
  EXPECT_EQ(pace.changed(letter, at(300)), milliseconds(701));
}

TEST_F(APace, CountsEachMessageOfEachSchoolByItself) {
  pace.changed(letter, at(0));
  pace.told(letter, at(0));
  EXPECT_EQ(pace.changed(other, at(1)), milliseconds(0));
  EXPECT_EQ(pace.changed(elsewhere, at(1)), milliseconds(0));
}

TEST_F(APace, ForgetsWhatIsQuiet) {
  pace.changed(letter, at(0));
  pace.told(letter, at(0));
  EXPECT_FALSE(pace.forget_if_idle(letter, at(999))) << "it still has to hold back the next one";
  EXPECT_TRUE(pace.forget_if_idle(letter, at(1000)));
  EXPECT_EQ(pace.size(), 0U);
  EXPECT_FALSE(pace.forget_if_idle(letter, at(1000)));
}

TEST_F(APace, DoesNotForgetWhatIsPlanned) {
  pace.changed(letter, at(0));
  EXPECT_FALSE(pace.forget_if_idle(letter, at(9000)));
  pace.told(letter, at(0));
  pace.changed(letter, at(500));
  EXPECT_FALSE(pace.forget_if_idle(letter, at(9000)));
}

TEST_F(APace, HoldsUnderAnyRhythm) {
  std::mt19937 random(7);
  std::optional<ReceiptPace::Instant> due, last;
  int told = 0;
  for (int ms = 0; ms < 60'000; ms += 1 + static_cast<int>(random() % 90)) {
    const auto now = at(ms);
    if (due && *due <= now) {
      EXPECT_TRUE(!last || *due - *last >= interval);
      pace.told(letter, *due);
      last = std::exchange(due, std::nullopt);
      ++told;
    }
    if (const auto wait = pace.changed(letter, now)) due = now + *wait;
  }
  EXPECT_GT(told, 40);
}

}  // namespace
}  // namespace jiaxin::delivery
