#include <gtest/gtest.h>

#include "roster_matchers.hpp"
#include "small_school.hpp"

namespace jiaxin::roster {
namespace {

using testing::Contains;
using testing::ElementsAre;

std::vector<Problem> problems_after(const std::string& file, std::string_view from, std::string_view to) {
  auto result = SmallSchool().replace(file, from, to).parse();
  EXPECT_FALSE(result.roster);
  return std::move(result.problems);
}

std::vector<Problem> problems_with(const std::string& file, std::string_view line) {
  auto result = SmallSchool().append(file, line).parse();
  EXPECT_FALSE(result.roster);
  return std::move(result.problems);
}

TEST(Errors, AMissingColumnIsNamed) {
  EXPECT_THAT(problems_after("users.csv", "enabledUser", "enabled"),
              only_problem("users.csv", 1, "enabledUser is missing"));
  EXPECT_THAT(problems_after("guardianships.csv", "maySign", "maysign"),
              only_problem("guardianships.csv", 1, "maySign is missing"));
}

TEST(Errors, AColumnThatIsThereTwiceIsNamed) {
  EXPECT_THAT(problems_after("orgs.csv", "identifier", "name"), only_problem("orgs.csv", 1, "appears twice"));
}

TEST(Errors, AWrongNumberOfFieldsIsNamed) {
  EXPECT_THAT(problems_after("roles.csv", "r3,,,t1", "r3,,t1"),
              only_problem("roles.csv", 4, "8 fields where the header has 9"));
}

TEST(Errors, TextThatLooksLikeGb18030GetsAHint) {
  EXPECT_THAT(problems_after("orgs.csv", "某区教育局", "\xc4\xb3\xc7\xf8"), only_problem("orgs.csv", 2, "GB18030"));
}

TEST(Errors, ADamagedLineAmongUtf8TextIsNotTakenForGb18030) {
  EXPECT_THAT(problems_after("classes.csv", "三年级(2)班", "\xc8\xfd"),
              only_problem("classes.csv", 3, "not valid UTF-8"));
}

TEST(Errors, LinesAfterAQuotedLineBreakAreStillNumberedAsInTheFile) {
  SmallSchool school;
  school.replace("classes.csv", "c31,,", "c31,,\"two\n\nlines\"").replace("classes.csv", "3,homeroom", "0,homeroom");
  EXPECT_THAT(school.parse().problems, Contains(is_problem("classes.csv", 2, "grade")));
  SmallSchool later;
  later.replace("classes.csv", "c31,,", "c31,,\"two\n\nlines\"").replace("classes.csv", ",3,homeroom", ",0,homeroom");
  EXPECT_THAT(later.parse().problems, Contains(is_problem("classes.csv", 5, "grade")));
}

TEST(Errors, ThereMustBeExactlyOneSchool) {
  EXPECT_THAT(problems_after("orgs.csv", "district", "school"), Contains(is_problem("orgs.csv", 0, "there are 2")));
  EXPECT_THAT(problems_after("orgs.csv", "school", "department"), Contains(is_problem("orgs.csv", 0, "there are 0")));
}

TEST(Errors, ADuplicateSourcedIdNamesTheLineItRepeats) {
  EXPECT_THAT(problems_with("users.csv", "g1,,,true,wang.dup,大,王,"),
              Contains(is_problem("users.csv", 10, "already used in line 6")));
  EXPECT_THAT(problems_with("classes.csv", "c31,,,三年级(3)班,03,homeroom,s1"),
              only_problem("classes.csv", 5, "already used in line 2"));
  EXPECT_THAT(problems_after("roles.csv", "r2,", "r1,"), only_problem("roles.csv", 3, "already used in line 2"));
  EXPECT_THAT(problems_after("enrollments.csv", "e2,", "e1,"),
              only_problem("enrollments.csv", 3, "already used in line 2"));
  EXPECT_THAT(problems_after("orgs.csv", "d1,", "s1,"), Contains(is_problem("orgs.csv", 3, "already used in line 2")));
}

TEST(Errors, AnEmptyIdOrOneWithSpacesIsNamed) {
  EXPECT_THAT(problems_after("roles.csv", "r1,", ","), only_problem("roles.csv", 2, "sourcedId must not be empty"));
  EXPECT_THAT(problems_after("roles.csv", "r1,", "r 1,"), only_problem("roles.csv", 2, "must not contain spaces"));
}

TEST(Errors, UnknownIdsAreNamedWithTheirColumn) {
  EXPECT_THAT(problems_after("enrollments.csv", "e1,,,art", "e1,,,arts"),
              only_problem("enrollments.csv", 2, "classSourcedId “arts”"));
  EXPECT_THAT(problems_after("enrollments.csv", "s1,t1", "s1,t9"),
              only_problem("enrollments.csv", 5, "userSourcedId “t9”"));
  EXPECT_THAT(problems_after("enrollments.csv", "e1,,,art,s1", "e1,,,art,s2"),
              only_problem("enrollments.csv", 2, "not this school"));
  EXPECT_THAT(problems_after("classes.csv", "scheduled,s1", "scheduled,d1"),
              only_problem("classes.csv", 4, "not this school"));
  EXPECT_THAT(problems_after("roles.csv", "principal,,,s1", "principal,,,s9"),
              Contains(is_problem("roles.csv", 9, "orgSourcedId “s9”")));
  EXPECT_THAT(problems_with("roles.csv", "r12,,,nobody,primary,teacher,,,s1"),
              only_problem("roles.csv", 13, "userSourcedId “nobody”"));
}

TEST(Errors, AGuardianshipNeedsAKnownChildAndAKnownGuardian) {
  EXPECT_THAT(problems_with("guardianships.csv", "p9,g1,父亲,true,true"),
              only_problem("guardianships.csv", 5, "childSourcedId “p9”"));
  EXPECT_THAT(problems_with("guardianships.csv", "p1,g9,父亲,true,true"),
              only_problem("guardianships.csv", 5, "guardianSourcedId “g9”"));
  EXPECT_THAT(problems_with("guardianships.csv", "h1,g1,父亲,true,true"),
              only_problem("guardianships.csv", 5, "is no student"));
  EXPECT_THAT(problems_with("guardianships.csv", "p1,h1,父亲,true,true"),
              only_problem("guardianships.csv", 5, "is no guardian"));
  EXPECT_THAT(problems_with("guardianships.csv", "p1,g1,继父,true,true"),
              only_problem("guardianships.csv", 5, "already listed"));
  EXPECT_THAT(problems_with("guardianships.csv", "p2,g1,,true,true"),
              only_problem("guardianships.csv", 5, "relation must not be empty"));
}

TEST(Errors, GuardiansWithoutAnyGuardianshipsFileAreNotDroppedInSilence) {
  SmallSchool school;
  school.drop("guardianships.csv").replace("manifest.csv", "file.guardianships,bulk", "file.guardianships,absent");
  EXPECT_THAT(school.parse().problems, only_problem("guardianships.csv", 0, "names guardians"));
}

TEST(Errors, ABadBooleanIsNamedWithItsColumn) {
  EXPECT_THAT(problems_after("users.csv", "t1,,,true", "t1,,,yes"),
              Contains(is_problem("users.csv", 4, "enabledUser must be true or false")));
  EXPECT_THAT(problems_after("enrollments.csv", "p2,student,false", "p2,student,0"),
              only_problem("enrollments.csv", 4, "primary must be"));
  EXPECT_THAT(problems_after("guardianships.csv", "外祖母,false", "外祖母,"),
              only_problem("guardianships.csv", 3, "maySign must be"));
}

TEST(Errors, ABadGradeIsNamed) {
  for (const char* grade : {"", "0", "10", "KG", "\"03,04\""}) {
    EXPECT_THAT(problems_after("classes.csv", ",03,homeroom", std::string(",") + grade + ",homeroom"),
                only_problem("classes.csv", 2, "one grade from 1 to 9"))
        << grade;
  }
  EXPECT_THAT(problems_after("users.csv", "\"04,03\"", ""), only_problem("users.csv", 9, "grades of a grade leader"));
  EXPECT_THAT(problems_after("users.csv", "\"04,03\"", "12"), only_problem("users.csv", 9, "grades of a grade leader"));
}

TEST(Errors, UnknownWordsAreNamedUnlessTheyAreExtensions) {
  EXPECT_THAT(problems_after("roles.csv", "siteAdministrator", "boss"), only_problem("roles.csv", 10, "“boss”"));
  EXPECT_THAT(problems_after("enrollments.csv", "p1,student,\n", "p1,pupil,\n"),
              only_problem("enrollments.csv", 2, "“pupil”"));
  EXPECT_THAT(problems_after("classes.csv", "scheduled", "club"), only_problem("classes.csv", 4, "“club”"));
  EXPECT_THAT(problems_after("users.csv", "t1,,", "t1,gone,"), only_problem("users.csv", 4, "“gone”"));
  EXPECT_TRUE(SmallSchool().replace("roles.csv", "siteAdministrator", "ext:nurse").parse().roster);
}

TEST(Errors, AHomeroomHasOneClassTeacher) {
  EXPECT_THAT(problems_after("enrollments.csv", "t2,teacher,false", "t2,teacher,true"),
              only_problem("enrollments.csv", 6, "second class teacher"));
}

TEST(Errors, AChildNeedsAHomeroom) {
  EXPECT_THAT(problems_after("enrollments.csv", "e2,,", "e2,tobedeleted,"),
              only_problem("users.csv", 2, "in no homeroom"));
}

TEST(Errors, AChildHasOnlyOneHomeroom) {
  EXPECT_THAT(problems_with("enrollments.csv", "e7,,,c32,s1,p1,student,"),
              only_problem("enrollments.csv", 8, "another homeroom"));
  EXPECT_THAT(problems_with("enrollments.csv", "e7,,,c31,s1,p1,student,"),
              only_problem("enrollments.csv", 8, "already in this class"));
}

TEST(Errors, EnrollmentsMustAgreeWithRoles) {
  EXPECT_THAT(problems_with("enrollments.csv", "e7,,,c31,s1,g1,student,"),
              only_problem("enrollments.csv", 8, "no student in roles.csv"));
  EXPECT_THAT(problems_with("enrollments.csv", "e7,,,c31,s1,g1,teacher,"),
              only_problem("enrollments.csv", 8, "no teacher in roles.csv"));
}

TEST(Errors, AUserWithoutARoleIsNamed) {
  EXPECT_THAT(problems_with("users.csv", "x1,,,true,xx,某,某,"), only_problem("users.csv", 10, "no role in roles.csv"));
}

TEST(Errors, APupilCannotAlsoBeAnAdult) {
  EXPECT_THAT(problems_with("roles.csv", "r12,,,p1,secondary,teacher,,,s1"),
              only_problem("users.csv", 2, "both a pupil and staff"));
}

TEST(Errors, BadNamesAreNamed) {
  EXPECT_THAT(problems_after("users.csv", "小明,王", ","), only_problem("users.csv", 2, "must not be empty"));
  EXPECT_THAT(problems_after("users.csv", "小明", std::string(129, 'x')),
              only_problem("users.csv", 2, "longer than 128 bytes"));
  EXPECT_THAT(problems_after("users.csv", "小明", "\"小\n明\""), only_problem("users.csv", 2, "control character"));
  EXPECT_THAT(problems_after("users.csv", "小明", std::string_view("小\0明", 7)),
              only_problem("users.csv", 2, "control character"));
  EXPECT_THAT(problems_after("classes.csv", "三年级(1)班", " "),
              only_problem("classes.csv", 2, "title must not be empty"));
  EXPECT_THAT(problems_after("orgs.csv", "试验小学", ""), only_problem("orgs.csv", 3, "name must not be empty"));
}

TEST(Errors, UsernamesMustDifferInMoreThanCase) {
  EXPECT_THAT(problems_after("users.csv", "li.na", "Wang.Qiang"),
              only_problem("users.csv", 7, "already used in line 6"));
  EXPECT_THAT(problems_after("users.csv", "li.na", ""), only_problem("users.csv", 7, "username must not be empty"));
}

TEST(Errors, SeveralAreReportedTogether) {
  SmallSchool school;
  school.replace("guardianships.csv", "p2,t2,母亲,true", "p2,t2,母亲,maybe").replace("classes.csv", ",3,", ",13,");
  EXPECT_THAT(school.parse().problems,
              ElementsAre(is_problem("classes.csv", 3, "grade"), is_problem("guardianships.csv", 4, "maySign")));
}

TEST(Errors, AfterTwoHundredThereIsOneThatSaysThereAreMore) {
  SmallSchool school;
  for (int i = 0; i < 300; ++i) school.append("guardianships.csv", "p9,g1,父亲,true,true");
  const auto problems = school.parse().problems;
  ASSERT_EQ(problems.size(), 201U);
  EXPECT_THAT(problems.back(), is_problem("", 0, "there are more problems"));
}

TEST(Errors, ExactlyTwoHundredAreListedWithoutThatWord) {
  SmallSchool school;
  for (int i = 0; i < 200; ++i) school.append("guardianships.csv", "p9,g1,父亲,true,true");
  EXPECT_EQ(school.parse().problems.size(), 200U);
}

}  // namespace
}  // namespace jiaxin::roster
