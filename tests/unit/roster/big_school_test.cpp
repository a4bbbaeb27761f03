// A school far larger than any: linear work, seen by running it rather than by a clock.
#include <gtest/gtest.h>

#include <chrono>

#include "roster_matchers.hpp"
#include "small_school.hpp"

namespace jiaxin::roster {
namespace {

constexpr int pupils = 10'000;
constexpr int pupils_per_class = 50;

void add_family(SmallSchool& school, int i) {
  const std::string n = std::to_string(i);
  const std::string child = "bp" + n, guardian = "bg" + n, class_id = "bc" + std::to_string(i / pupils_per_class);
  school.append("users.csv", child + ",,,true,,小明" + n + ",王,");
  school.append("users.csv", guardian + ",,,true,wang." + n + ",强" + n + ",王,");
  school.append("roles.csv", "rp" + n + ",,," + child + ",primary,student,,,s1");
  school.append("roles.csv", "rg" + n + ",,," + guardian + ",primary,guardian,,,s1");
  school.append("enrollments.csv", "be" + n + ",,," + class_id + ",s1," + child + ",student,false");
  school.append("guardianships.csv", child + "," + guardian + ",父亲,true,true");
}

SmallSchool big_school() {
  SmallSchool school;
  for (int i = 0; i < pupils / pupils_per_class; ++i) {
    school.append("classes.csv", "bc" + std::to_string(i) + ",,,班,05,homeroom,s1");
  }
  for (int i = 0; i < pupils; ++i) add_family(school, i);
  return school;
}

TEST(BigSchool, TwentyThousandUsersAreRead) {
  const auto files = big_school().files();
  const auto begin = std::chrono::steady_clock::now();
  const auto result = parse_oneroster(files);
  const auto took = std::chrono::steady_clock::now() - begin;
  RecordProperty("parse_ms", static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(took).count()));
  EXPECT_THAT(result.problems, testing::IsEmpty());
  ASSERT_TRUE(result.roster);
  EXPECT_EQ(result.roster->children.size(), pupils + 2U);
  EXPECT_EQ(result.roster->people.size(), pupils + 6U);
}

}  // namespace
}  // namespace jiaxin::roster
