#include "handlers/guess_limiter.hpp"

#include <gtest/gtest.h>

namespace jiaxin::handlers {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr auto owner = "wang";
constexpr auto home = "192.0.2.1";
constexpr auto elsewhere = "203.0.113.9";

class Guesses : public testing::Test {
 protected:
  // Nothing: it may be checked now.
  std::optional<GuessLimiter::Wait> guess(std::string_view account, std::string_view address) {
    return limiter.begin(account, address, now);
  }
  // Guesses as fast as it is let, waiting as told.
  void guess_patiently(std::string_view account, std::string_view address, int times) {
    while (times > 0) {
      if (const auto wait = guess(account, address)) now += *wait;
      else --times;
    }
  }
  void sign_in(std::string_view account, std::string_view address) {
    while (const auto wait = guess(account, address)) now += *wait;
    limiter.succeeded(account, address);
  }

  GuessLimiter limiter;
  domain::TimePoint now{hours(24 * 365 * 50)};
};

TEST_F(Guesses, AreFreeAtFirst) {
  for (unsigned i = 0; i < GuessLimiter::pair_rule.free; ++i) EXPECT_FALSE(guess(owner, home)) << i;
  EXPECT_TRUE(guess(owner, home));
}

TEST_F(Guesses, WaitTwiceAsLongEachTimeUpToTheCap) {
  guess_patiently(owner, home, 5);
  auto expected = GuessLimiter::pair_rule.first;
  for (int i = 0; i < 14; ++i) {
    const auto wait = guess(owner, home);
    ASSERT_TRUE(wait);
    EXPECT_EQ(*wait, expected);
    now += *wait;
    ASSERT_FALSE(guess(owner, home)) << "he waited as he was told";
    expected = std::min(expected * 2, GuessLimiter::pair_rule.most);
  }
  EXPECT_EQ(expected, GuessLimiter::pair_rule.most);
}

TEST_F(Guesses, ThatWereNotLetThroughDoNotCount) {
  guess_patiently(owner, home, 5);
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(guess(owner, home));
  now += GuessLimiter::pair_rule.first;
  EXPECT_FALSE(guess(owner, home));
}

TEST_F(Guesses, StartAfreshAfterASuccess) {
  guess_patiently(owner, home, 8);
  sign_in(owner, home);
  for (unsigned i = 0; i < GuessLimiter::pair_rule.free; ++i) EXPECT_FALSE(guess(owner, home)) << i;
}

TEST_F(Guesses, AreForgottenAfterAQuietTime) {
  guess_patiently(owner, home, 12);
  now += GuessLimiter::forgotten_after + milliseconds(1);
  for (unsigned i = 0; i < GuessLimiter::pair_rule.free; ++i) EXPECT_FALSE(guess(owner, home)) << i;
}

TEST_F(Guesses, OfAStrangerNeverStopTheOwnerForMoreThanTwoSeconds) {
  for (int i = 0; i < 500; ++i) {
    guess(owner, elsewhere);
    now += milliseconds(400);
    const auto wait = guess(owner, "198.51.100." + std::to_string(i % 200));
    EXPECT_LE(wait.value_or(milliseconds(0)), seconds(2));
  }
}

TEST_F(Guesses, OfManyStrangersDoNotDelayTheOwnerWhereHeSignedInBefore) {
  sign_in(owner, home);
  for (int i = 0; i < 300; ++i) {
    guess_patiently(owner, "198.51.100." + std::to_string(i), 1);
    EXPECT_FALSE(guess(owner, home)) << i;
    limiter.succeeded(owner, home);
  }
}

TEST_F(Guesses, OfManyStrangersTogetherAreSlowedToOneInTwoSeconds) {
  int let_through = 0;
  const auto start = now;
  for (; now < start + minutes(10); now += milliseconds(100))
    if (!guess(owner, "198.51.100." + std::to_string((now - start).count() / 100))) ++let_through;
  EXPECT_LE(let_through, static_cast<int>(GuessLimiter::account_rule.free) + 600 / 2 + 1);
}

TEST_F(Guesses, OfAStrangerWhoFeignsAnAddressInTheNameDoNotTouchTheOwner) {
  const std::string feigned = std::string(owner) + "@" + home;
  guess_patiently(feigned, elsewhere, 40);
  now += seconds(2);
  for (unsigned i = 0; i < GuessLimiter::pair_rule.free; ++i) EXPECT_FALSE(guess(owner, home)) << i;
}

TEST_F(Guesses, OfOneAddressAtManyNamesAreSlowedToo) {
  for (unsigned i = 0; i < GuessLimiter::address_rule.free; ++i)
    EXPECT_FALSE(guess("name" + std::to_string(i), elsewhere)) << i;
  EXPECT_TRUE(guess("one more", elsewhere));
  EXPECT_FALSE(guess("one more", home)) << "other addresses are free";
}

TEST_F(Guesses, OfOthersBehindTheSameAddressDoNotHoldUpWhoHasSignedInFromThere) {
  sign_in(owner, home);
  for (int i = 0; i < 200; ++i) guess_patiently("name" + std::to_string(i), home, 1);
  EXPECT_FALSE(guess(owner, home));
}

TEST_F(Guesses, AtAnOwnersNameFromHisOwnAddressHoldHimUpForHalfAMinuteAtMost) {
  sign_in(owner, home);
  guess_patiently(owner, home, 40);
  EXPECT_LE(guess(owner, home).value_or(milliseconds(0)), seconds(30));
}

TEST_F(Guesses, OfOneIpv6NetworkCountTogether) {
  for (unsigned i = 0; i < GuessLimiter::pair_rule.free; ++i)
    EXPECT_FALSE(guess(owner, "2001:db8:0:7::" + std::to_string(i + 1))) << i;
  EXPECT_TRUE(guess(owner, "2001:db8:0:7:ffff::9"));
  EXPECT_FALSE(guess(owner, "2001:db8:0:8::1")) << "another network";
  EXPECT_FALSE(guess(owner, "::ffff:192.0.2.7")) << "an IPv4 address";
}

TEST_F(Guesses, OfAWholeSchoolBehindOneAddressAreNoGuessesWhereTheyAreRight) {
  for (int i = 0; i < 500; ++i) {
    ASSERT_FALSE(guess("parent" + std::to_string(i), home)) << i;
    limiter.succeeded("parent" + std::to_string(i), home);
  }
}

TEST_F(Guesses, AreNotWipedOutForOthersByKnowingOnePassword) {
  guess_patiently(owner, elsewhere, 9);
  sign_in("stranger", elsewhere);
  EXPECT_TRUE(guess(owner, elsewhere));
}

TEST_F(Guesses, NeverWaitLongerThanTheCapWhateverTheClockDoes) {
  guess_patiently(owner, home, 20);
  const milliseconds jumps[] = {hours(-24), hours(30),    minutes(-1), minutes(-14),
                                seconds(3), hours(-3000), hours(9000)};
  for (int round = 0; round < 50; ++round) {
    now += jumps[round % 7];
    for (int i = 0; i < 7; ++i) EXPECT_LE(guess(owner, home).value_or(milliseconds(0)), GuessLimiter::pair_rule.most);
  }
}

TEST_F(Guesses, AreNotLockedForeverByAClockThatWasWrong) {
  now += hours(24 * 365);
  guess_patiently(owner, home, 20);
  now -= hours(24 * 365);
  EXPECT_FALSE(guess(owner, home));
}

TEST_F(Guesses, OfCodesAreSlowedByAddressAlone) {
  for (unsigned i = 0; i < GuessLimiter::code_rule.free; ++i) EXPECT_FALSE(guess("", elsewhere));
  EXPECT_TRUE(guess("", elsewhere));
  EXPECT_FALSE(guess("", home));
}

TEST_F(Guesses, OfNoAccountNeverSucceedWithoutHarm) {
  limiter.succeeded(owner, home);
  EXPECT_EQ(limiter.size(), 0U);
  EXPECT_FALSE(guess(owner, home));
}

class FewGuesses : public Guesses {
 protected:
  static constexpr std::size_t room = 60;
  GuessLimiter small{room};
};

TEST_F(FewGuesses, TakeABoundedRoomHoweverManyAddressesGuess) {
  for (int i = 0; i < 500; ++i) {
    for (unsigned k = 0; k <= GuessLimiter::pair_rule.free; ++k)
      small.begin("name" + std::to_string(i), "198.51.100." + std::to_string(i), now);
    EXPECT_LE(small.size(), room);
  }
}

TEST_F(FewGuesses, ForgetTheOldestFirst) {
  for (int i = 0; i < 100; ++i) {
    now += milliseconds(1);
    for (unsigned k = 0; k <= GuessLimiter::pair_rule.free; ++k)
      small.begin("name" + std::to_string(i), "198.51.100." + std::to_string(i), now);
  }
  EXPECT_TRUE(small.begin("name99", "198.51.100.99", now)) << "the newest still waits";
}

}  // namespace
}  // namespace jiaxin::handlers
