#include <gtest/gtest.h>

#include "roster_matchers.hpp"
#include "small_school.hpp"

namespace jiaxin::roster {
namespace {

using testing::Contains;
using testing::IsEmpty;

TEST(Manifest, IsRequired) {
  EXPECT_THAT(SmallSchool().drop("manifest.csv").parse().problems, only_problem("manifest.csv", 0, "missing"));
}

TEST(Manifest, MustNameTheVersionsWeRead) {
  EXPECT_THAT(SmallSchool().replace("manifest.csv", "oneroster.version,1.2", "oneroster.version,1.1").parse().problems,
              only_problem("manifest.csv", 3, "oneroster.version must be 1.2"));
  EXPECT_THAT(SmallSchool().replace("manifest.csv", "manifest.version,1.0\n", "").parse().problems,
              only_problem("manifest.csv", 0, "manifest.version must be 1.0"));
}

TEST(Manifest, DeltaIsRefusedAndNotTakenForAWholeRoster) {
  const auto result = SmallSchool().replace("manifest.csv", "file.users,bulk", "file.users,delta").parse();
  EXPECT_FALSE(result.roster);
  EXPECT_THAT(result.problems, only_problem("manifest.csv", 8, "complete (bulk) rosters only"));
}

TEST(Manifest, DeltaIsRefusedEvenForAFileWeDoNotRead) {
  EXPECT_THAT(SmallSchool().append("manifest.csv", "file.demographics,delta").parse().problems,
              only_problem("manifest.csv", 12, "complete (bulk) rosters only"));
}

TEST(Manifest, MustAgreeWithTheFilesThatAreThere) {
  EXPECT_THAT(SmallSchool().replace("manifest.csv", "file.courses,absent", "file.courses,bulk").parse().problems,
              only_problem("manifest.csv", 5, "promises courses.csv"));
  EXPECT_THAT(SmallSchool().replace("manifest.csv", "file.roles,bulk", "file.roles,absent").parse().problems,
              only_problem("manifest.csv", 9, "roles.csv is there"));
  EXPECT_THAT(SmallSchool().replace("manifest.csv", "file.roles,bulk\n", "").parse().problems,
              only_problem("manifest.csv", 0, "roles.csv is there"));
  EXPECT_THAT(SmallSchool().replace("manifest.csv", "file.roles,bulk", "file.roles,all").parse().problems,
              Contains(is_problem("manifest.csv", 9, "must be bulk or absent")));
}

TEST(Manifest, NeedNotMentionOurOwnGuardianships) {
  EXPECT_THAT(SmallSchool().replace("manifest.csv", "file.guardianships,bulk\n", "").parse().problems, IsEmpty());
}

TEST(Manifest, MustNotNameAPropertyTwice) {
  EXPECT_THAT(SmallSchool().append("manifest.csv", "file.users,bulk").parse().problems,
              only_problem("manifest.csv", 12, "appears twice"));
}

TEST(HandOver, NeedsEveryRequiredFile) {
  for (const char* file : {"orgs.csv", "classes.csv", "users.csv", "roles.csv", "enrollments.csv"}) {
    EXPECT_THAT(SmallSchool().drop(file).parse().problems, Contains(is_problem(file, 0, "missing"))) << file;
  }
}

TEST(HandOver, RefusesUnknownAndRepeatedFiles) {
  EXPECT_THAT(SmallSchool().set("guardians.csv", "a\n").parse().problems, only_problem("", 0, "guardians.csv"));
  auto files = SmallSchool().files();
  files.push_back(files.back());
  EXPECT_THAT(parse_oneroster(files).problems, only_problem("users.csv", 0, "twice"));
}

TEST(HandOver, PassesOverOneRosterFilesItHasNoUseFor) {
  EXPECT_THAT(SmallSchool().set("demographics.csv", "\xff\xff").parse().problems, IsEmpty());
}

TEST(HandOver, LooksOnlyAtTheHeadersOfSessionsAndCourses) {
  SmallSchool school;
  school.replace("manifest.csv", "file.courses,absent", "file.courses,bulk");
  school.set("courses.csv", "sourcedId,title,orgSourcedId\n1,2,3,4,5\n");
  EXPECT_THAT(school.parse().problems, IsEmpty());
  school.set("courses.csv", "sourcedId,orgSourcedId\n");
  EXPECT_THAT(school.parse().problems, only_problem("courses.csv", 1, "title is missing"));
}

TEST(HandOver, IsRefusedWholeWhenItIsTooLarge) {
  SmallSchool school;
  school.set("demographics.csv", std::string(max_roster_bytes, '\n'));
  EXPECT_THAT(school.parse().problems, only_problem("", 0, "larger than 16 MiB"));
}

TEST(HandOver, OfNothingIsRefused) {
  const auto result = parse_oneroster({});
  EXPECT_FALSE(result.roster);
  EXPECT_THAT(result.problems, Contains(is_problem("manifest.csv", 0, "missing")));
}

}  // namespace
}  // namespace jiaxin::roster
