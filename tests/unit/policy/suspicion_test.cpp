#include "policy/model/suspicion.hpp"

#include <gtest/gtest.h>

namespace jiaxin::policy {
namespace {

Suspicion at(std::uint32_t first, std::uint32_t last, double credited) {
  Suspicion made;
  made.passage = {first, last};
  made.score = made.credited = credited;
  return made;
}

TEST(Suspicions, TheWorstAloneWhereNoneIsWorthAHold) {
  const auto told = worth_telling({at(0, 1, -1), at(1, 2, 2), at(0, 2, 1)}, 3);
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].passage, (Passage{1, 2}));
}

TEST(Suspicions, SentencesThatLookBadAloneBeforeWhatHoldsThem) {
  const auto told = worth_telling({at(0, 1, 4), at(0, 2, 5), at(1, 2, 0), at(5, 7, 6), at(8, 9, 3)}, 3);
  ASSERT_EQ(told.size(), 3u);
  EXPECT_EQ(told[0].passage, (Passage{5, 7}));
  EXPECT_EQ(told[1].passage, (Passage{0, 1}));
  EXPECT_EQ(told[2].passage, (Passage{8, 9}));
  for (const Suspicion& one : told) EXPECT_TRUE(one.told);
}

TEST(Suspicions, TheWorstCountsEvenIfOthersTellOfItsSentences) {
  const auto told = worth_telling({at(0, 1, 4), at(0, 3, 9), at(2, 3, 5)}, 3);
  ASSERT_EQ(told.size(), 3u);
  EXPECT_EQ(told[0].passage, (Passage{0, 3}));
  EXPECT_FALSE(told[0].told);
  EXPECT_TRUE(told[1].told && told[2].told);
}

TEST(Suspicions, NoMoreAreToldThanAReaderWouldRead) {
  std::vector<Suspicion> many;
  for (std::uint32_t sentence = 0; sentence < 100; ++sentence) many.push_back(at(sentence, sentence + 1, sentence));
  const auto told = worth_telling(many, 3);
  ASSERT_EQ(told.size(), most_suspicions);
  EXPECT_EQ(told[0].passage.first_sentence, 99u);
}

}  // namespace
}  // namespace jiaxin::policy
