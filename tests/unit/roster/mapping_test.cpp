#include <gtest/gtest.h>

#include <algorithm>

#include "roster_matchers.hpp"
#include "small_school.hpp"

namespace jiaxin::roster {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

domain::Roster parsed(const SmallSchool& school) {
  auto result = school.parse();
  EXPECT_THAT(result.problems, IsEmpty());
  return result.roster.value_or(domain::Roster{});
}

std::vector<std::string> ids_of_people(const domain::Roster& roster) {
  std::vector<std::string> ids;
  for (const auto& person : roster.people) ids.push_back(person.sourced_id);
  return ids;
}

std::vector<std::string> ids_of_children(const domain::Roster& roster) {
  std::vector<std::string> ids;
  for (const auto& child : roster.children) ids.push_back(child.sourced_id);
  return ids;
}

domain::RosterPerson person(const domain::Roster& roster, std::string_view id) {
  const auto found =
      std::find_if(roster.people.begin(), roster.people.end(), [&](const auto& p) { return p.sourced_id == id; });
  EXPECT_NE(found, roster.people.end()) << id;
  return found == roster.people.end() ? domain::RosterPerson{} : *found;
}

TEST(Mapping, TheOneSchoolGivesItsName) { EXPECT_EQ(parsed({}).school_name, "试验小学"); }

TEST(Mapping, ClassesComeInFileOrderWithOneGrade) {
  const auto roster = parsed({});
  ASSERT_EQ(roster.classes.size(), 3U);
  EXPECT_EQ(roster.classes[0].sourced_id, "c31");
  EXPECT_EQ(roster.classes[0].title, "三年级(1)班");
  EXPECT_EQ(roster.classes[0].grade, "3");
  EXPECT_EQ(roster.classes[1].grade, "3");
}

TEST(Mapping, AChildsHomeroomStandsFirstWhateverTheOrderOfRows) {
  const auto roster = parsed({});
  ASSERT_EQ(roster.children.size(), 2U);
  EXPECT_EQ(roster.children[0].name, "王小明");
  EXPECT_THAT(roster.children[0].class_ids, ElementsAre("c31", "art"));
}

TEST(Mapping, APupilWhoMayNotSignInIsStillAPupil) { EXPECT_EQ(parsed({}).children[1].sourced_id, "p2"); }

TEST(Mapping, ThePrimaryTeacherOfAHomeroomIsItsClassTeacher) {
  const auto posts = person(parsed({}), "t1").posts;
  ASSERT_EQ(posts.size(), 1U);
  EXPECT_EQ(posts[0].class_id, "c31");
  EXPECT_TRUE(posts[0].class_teacher);
}

TEST(Mapping, APrimaryTeacherOfAnotherKindOfClassIsNoClassTeacher) {
  const auto posts = person(parsed({}), "t2").posts;
  ASSERT_EQ(posts.size(), 2U);
  EXPECT_FALSE(posts[0].class_teacher);
  EXPECT_FALSE(posts[1].class_teacher);
}

TEST(Mapping, OnePersonMayBeTeacherAndGuardian) {
  const auto teacher = person(parsed({}), "t2");
  EXPECT_FALSE(teacher.posts.empty());
  ASSERT_EQ(teacher.children.size(), 1U);
  EXPECT_EQ(teacher.children[0].child_id, "p2");
  EXPECT_TRUE(teacher.children[0].may_sign);
  EXPECT_FALSE(teacher.children[0].receives);
}

TEST(Mapping, GuardiansKeepTheirRelationAndRights) {
  const auto grandmother = person(parsed({}), "g2");
  ASSERT_EQ(grandmother.children.size(), 1U);
  EXPECT_EQ(grandmother.children[0].relation, "外祖母");
  EXPECT_FALSE(grandmother.children[0].may_sign);
  EXPECT_TRUE(grandmother.children[0].receives);
  EXPECT_EQ(grandmother.login_hint, "li.na");
}

TEST(Mapping, PrincipalAdministratorAndGradeLeaderComeFromRoles) {
  const auto roster = parsed({});
  EXPECT_TRUE(person(roster, "h1").principal);
  EXPECT_TRUE(person(roster, "h1").administrator);
  EXPECT_FALSE(person(roster, "h1").supervisor);
  EXPECT_THAT(person(roster, "l1").leads_grades, ElementsAre("3", "4"));
  EXPECT_THAT(person(roster, "t1").leads_grades, IsEmpty());
}

TEST(Mapping, RolesAtAnotherOrganisationGiveNothingHere) {
  const auto roster = parsed(SmallSchool().replace("roles.csv", "principal,,,s1", "principal,,,d1"));
  EXPECT_FALSE(person(roster, "h1").principal);
}

TEST(Mapping, ASupervisorIsOnTheRosterWithNoOtherPart) {
  const auto roster = parsed(SmallSchool().replace("roles.csv", "siteAdministrator", "ext:supervisor"));
  EXPECT_TRUE(person(roster, "h1").supervisor);
  EXPECT_FALSE(person(roster, "h1").administrator);
  EXPECT_TRUE(person(roster, "h1").posts.empty());
}

TEST(Mapping, ADistrictAdministratorIsNotTheSchoolsAdministrator) {
  const auto roster = parsed(SmallSchool().replace("roles.csv", "siteAdministrator", "districtAdministrator"));
  EXPECT_FALSE(person(roster, "h1").administrator);
}

TEST(Mapping, PeopleWithoutAPartAtThisSchoolAreLeftOut) {
  SmallSchool school;
  school.append("users.csv", "g3,,,true,,闲,孙,").append("roles.csv", "r12,,,g3,primary,guardian,,,s1");
  EXPECT_THAT(ids_of_people(parsed(school)), ElementsAre("t1", "t2", "g1", "g2", "h1", "l1"));
}

TEST(Mapping, RowsToBeDeletedAreSkippedWithAllThatRefersToThem) {
  SmallSchool school;
  school.replace("users.csv", "p1,,,true,,小明,王,03", "p1,tobedeleted,,,,,,");
  EXPECT_THAT(ids_of_children(parsed(school)), ElementsAre("p2"));
  EXPECT_THAT(ids_of_people(parsed(school)), ElementsAre("t1", "t2", "h1", "l1"));
}

TEST(Mapping, ASingleRightCanBeDeleted) {
  SmallSchool school;
  school.replace("roles.csv", "r9,", "r9,tobedeleted").replace("enrollments.csv", "e5,", "e5,tobedeleted");
  const auto roster = parsed(school);
  EXPECT_FALSE(person(roster, "h1").administrator);
  EXPECT_EQ(person(roster, "t2").posts.size(), 1U);
}

TEST(Mapping, AnAdultWhoIsNotEnabledIsLeftOutWithoutComplaint) {
  SmallSchool school;
  school.replace("users.csv", "t1,,,true", "t1,,,false").replace("users.csv", "g2,,,true", "g2,,,FALSE");
  const auto roster = parsed(school);
  EXPECT_THAT(ids_of_people(roster), ElementsAre("t2", "g1", "h1", "l1"));
  EXPECT_EQ(roster.classes.size(), 3U);
}

TEST(Mapping, AClassMayHaveNeitherPupilsNorAClassTeacher) {
  SmallSchool school;
  school.append("classes.csv", "c41,,,四年级(1)班,04,homeroom,s1");
  EXPECT_EQ(parsed(school).classes.back().grade, "4");
}

TEST(Mapping, AChildMayHaveNoGuardian) {
  SmallSchool school;
  school.replace("guardianships.csv", "p2,t2,母亲,true,false\n", "");
  EXPECT_THAT(ids_of_children(parsed(school)), ElementsAre("p1", "p2"));
}

TEST(Mapping, ASchoolWithoutGuardiansNeedsNoGuardianships) {
  SmallSchool school;
  school.drop("guardianships.csv").replace("manifest.csv", "file.guardianships,bulk\n", "");
  for (const char* role : {"parent", "guardian", "relative"}) school.replace("roles.csv", role, "aide");
  EXPECT_EQ(parsed(school).people.size(), 4U);
}

TEST(Mapping, HeaderOrderIsFreeAndUnknownColumnsAreIgnored) {
  SmallSchool school;
  school.set("orgs.csv", "type,metadata.city,name,sourcedId,\nschool,云溪,试验小学,s1,\ndistrict,,区,d1,\n");
  EXPECT_EQ(parsed(school).school_name, "试验小学");
}

TEST(Mapping, ByteOrderMarksAndWindowsLineBreaksChangeNothing) {
  SmallSchool school;
  for (const auto& [name, bytes] : SmallSchool().files()) {
    std::string windows = "\xef\xbb\xbf";
    for (const char c : bytes) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
    school.set(name, windows);
  }
  EXPECT_EQ(parsed(school).people.size(), 6U);
  EXPECT_EQ(parsed(school).children.size(), 2U);
}

TEST(Mapping, AQuotedLineBreakInAColumnNobodyReadsDoesNoHarm) {
  SmallSchool school;
  school.set("orgs.csv", "sourcedId,name,type,note\ns1,试验小学,school,\"two\nlines\"\nd1,区,district,\n");
  EXPECT_EQ(parsed(school).school_name, "试验小学");
}

}  // namespace
}  // namespace jiaxin::roster
