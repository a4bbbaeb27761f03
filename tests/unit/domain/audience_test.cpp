#include "domain/audience.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/fake_school.hpp"

namespace jiaxin::domain {
namespace {

using namespace fake;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

class Recipients : public testing::Test {
 protected:
  std::vector<std::pair<MemberId, std::vector<ChildId>>> of(const Audience& to) const {
    std::vector<std::pair<MemberId, std::vector<ChildId>>> found;
    for (const auto& recipient : recipients_of(*school, to)) {
      found.emplace_back(recipient.member, std::vector<ChildId>{});
      for (const auto* edge : recipient.children) found.back().second.push_back(edge->child);
    }
    return found;
  }
  std::shared_ptr<const SchoolDirectory> school = small_school();
};

TEST_F(Recipients, OfAClassAreTheReceivingGuardiansOfItsChildrenInOrder) {
  EXPECT_THAT(of({.classes = {class_31}}),
              ElementsAre(Pair(wang, ElementsAre(ming)), Pair(grandmother, ElementsAre(ming)),
                          Pair(li_min, ElementsAre(yu)), Pair(zhang_hua, ElementsAre(twin_a, twin_b))));
}

TEST_F(Recipients, AGuardianWhoDoesNotReceiveIsLeftOutEvenIfHeMaySign) {
  for (const auto& [member, children] : of({.whole_school = true})) EXPECT_NE(member, li_gang);
}

TEST_F(Recipients, SiblingsInDifferentClassesMakeOneRecipientNamingBoth) {
  EXPECT_THAT(of({.classes = {class_41, class_31}}), testing::Contains(Pair(wang, ElementsAre(ming, hong))));
}

TEST_F(Recipients, AudiencesOverlapWhereAClassIsInBoth) {
  const Audience one{.classes = {class_31}}, others{.classes = {class_32, class_41}}, grade{.grades = {"3"}};
  EXPECT_FALSE(overlap(*school, one, others));
  EXPECT_TRUE(overlap(*school, one, {.classes = {class_41, class_31}}));
  EXPECT_TRUE(overlap(*school, one, grade));
  EXPECT_TRUE(overlap(*school, grade, others));
  EXPECT_FALSE(overlap(*school, grade, {.classes = {class_41}}));
  EXPECT_FALSE(overlap(*school, grade, {.grades = {"4"}}));
  EXPECT_TRUE(overlap(*school, {.whole_school = true}, others));
  EXPECT_FALSE(overlap(*school, {.whole_school = true}, {}));
}

TEST_F(Recipients, OnlyTheChildrenInTheAudienceAreNamed) {
  EXPECT_THAT(of({.classes = {class_41}}), ElementsAre(Pair(wang, ElementsAre(hong))));
}

TEST_F(Recipients, AGradeIsAllItsClasses) {
  EXPECT_THAT(
      of({.grades = {"3"}}),
      ElementsAre(Pair(wang, ElementsAre(ming)), Pair(grandmother, ElementsAre(ming)), Pair(li_min, ElementsAre(yu)),
                  Pair(zhang_hua, ElementsAre(twin_a, twin_b)), Pair(qian, ElementsAre(bei))));
}

TEST_F(Recipients, SiblingsInDifferentGradesMakeOneRecipient) {
  EXPECT_THAT(of({.grades = {"3", "4"}}), testing::Contains(Pair(wang, ElementsAre(ming, hong))));
}

TEST_F(Recipients, TheWholeSchoolIsEverybodyOnce) {
  EXPECT_THAT(of({.whole_school = true}),
              ElementsAre(Pair(wang, ElementsAre(ming, hong)), Pair(grandmother, ElementsAre(ming)),
                          Pair(li_min, ElementsAre(yu)), Pair(zhang_hua, ElementsAre(twin_a, twin_b)),
                          Pair(qian, ElementsAre(bei))));
}

TEST_F(Recipients, AClassWhereNobodyReceivesHasNone) { EXPECT_THAT(of({.classes = {class_61}}), IsEmpty()); }

TEST_F(Recipients, TheSameClassTwiceIsThatClassOnce) {
  EXPECT_EQ(of({.classes = {class_31, class_31}}), of({.classes = {class_31}}));
}

TEST_F(Recipients, OfNothingAreNone) { EXPECT_THAT(of({}), IsEmpty()); }

TEST(AChildInTwoClasses, IsNamedOnceToEachGuardian) {
  auto mother = person(li_min, "g3", "李敏");
  mother.children = {edge(yu, "母亲")};
  const SchoolDirectory school({school_id, "向阳路小学", "Asia/Shanghai"}, classes(),
                               {{.id = yu, .sourced_id = "p3", .name = "李小雨", .classes = {class_31, class_32}}},
                               {mother});
  const auto recipients = recipients_of(school, {.grades = {"3"}});
  ASSERT_EQ(recipients.size(), 1U);
  EXPECT_EQ(recipients[0].children.size(), 1U);
}

TEST(OneKindOfAudience, IsExactlyOneOfTheThree) {
  EXPECT_FALSE(Audience{}.is_one_kind());
  EXPECT_TRUE((Audience{.classes = {class_31}}.is_one_kind()));
  EXPECT_TRUE((Audience{.grades = {"3"}}.is_one_kind()));
  EXPECT_TRUE(Audience{.whole_school = true}.is_one_kind());
  EXPECT_FALSE((Audience{.classes = {class_31}, .grades = {"3"}}.is_one_kind()));
  EXPECT_FALSE((Audience{.classes = {class_31}, .whole_school = true}.is_one_kind()));
  EXPECT_FALSE((Audience{.grades = {"3"}, .whole_school = true}.is_one_kind()));
}

class Described : public testing::Test {
 protected:
  std::shared_ptr<const SchoolDirectory> school = small_school();
};

TEST_F(Described, TheWholeSchoolIsItsWord) { EXPECT_EQ(describe(*school, {.whole_school = true}), "全校"); }

TEST_F(Described, ClassesGoByTheirTitles) {
  EXPECT_EQ(describe(*school, {.classes = {class_31}}), "三年级(1)班");
  EXPECT_EQ(describe(*school, {.classes = {class_31, class_41}}), "三年级(1)班、四年级(1)班");
}

TEST_F(Described, GradesAreSaidInWords) {
  EXPECT_EQ(describe(*school, {.grades = {"3"}}), "三年级");
  EXPECT_EQ(describe(*school, {.grades = {"1", "9"}}), "一年级、九年级");
}

TEST_F(Described, AClassNamedTwiceIsSaidOnce) {
  EXPECT_EQ(describe(*school, {.classes = {class_31, class_31}}), "三年级(1)班");
}

TEST_F(Described, ALongListOfClassesIsShortened) {
  std::vector<ClassInfo> many;
  Audience to;
  for (std::uint32_t i = 1; i <= 8; ++i) {
    many.push_back({.id = {i}, .title = "一年级(" + std::to_string(i) + ")班", .grade = "1"});
    to.classes.push_back({i});
  }
  const SchoolDirectory big({school_id, "大学校", "Asia/Shanghai"}, many, {}, {});
  EXPECT_EQ(describe(big, to), "一年级(1)班、一年级(2)班、一年级(3)班、一年级(4)班、一年级(5)班、一年级(6)班等8个班级");
}

TEST_F(Described, ALongListOfGradesCountsGrades) {
  EXPECT_EQ(describe(*school, {.grades = {"1", "2", "3", "4", "5", "6", "7"}}),
            "一年级、二年级、三年级、四年级、五年级、六年级等7个年级");
}

}  // namespace
}  // namespace jiaxin::domain
