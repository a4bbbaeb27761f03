#include "domain/directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/fake_school.hpp"

namespace jiaxin::domain {
namespace {

using namespace fake;
using testing::ElementsAre;
using testing::IsEmpty;

class Directory : public testing::Test {
 protected:
  std::shared_ptr<const SchoolDirectory> school = small_school();
};

TEST_F(Directory, AClassKnowsItsChildren) {
  EXPECT_THAT(school->find(class_31)->children, ElementsAre(ming, yu, twin_a, twin_b));
  EXPECT_THAT(school->find(class_32)->children, ElementsAre(bei, qi));
}

TEST_F(Directory, AChildKnowsItsGuardiansAndEachEdgeNamesBothEnds) {
  const auto& guardians = school->find(ming)->guardians;
  ASSERT_EQ(guardians.size(), 2U);
  EXPECT_EQ(guardians[0].member, wang);
  EXPECT_EQ(guardians[0].child, ming);
  EXPECT_EQ(guardians[0].relation, "父亲");
  EXPECT_EQ(guardians[1].member, grandmother);
  EXPECT_FALSE(guardians[1].may_sign);
}

TEST_F(Directory, TheEdgeIsTheSameAtTheGuardiansEnd) {
  const auto* edge = guardian_edge(*school->find(wang), hong);
  ASSERT_NE(edge, nullptr);
  EXPECT_EQ(edge->member, wang);
  EXPECT_EQ(edge->relation, "父亲");
  EXPECT_EQ(guardian_edge(*school->find(wang), yu), nullptr);
}

TEST_F(Directory, AChildOfNobodyHasNoGuardians) { EXPECT_THAT(school->find(qi)->guardians, IsEmpty()); }

TEST_F(Directory, WhatIsUnknownIsNotFound) {
  EXPECT_EQ(school->find(no_class), nullptr);
  EXPECT_EQ(school->find(ChildId{99}), nullptr);
  EXPECT_EQ(school->find(MemberId{99}), nullptr);
  EXPECT_EQ(school->find_person("t99"), nullptr);
  EXPECT_EQ(school->find_person(""), nullptr);
}

TEST_F(Directory, PeopleAreFoundByTheOfficesId) { EXPECT_EQ(school->find_person("t3")->id, principal); }

TEST_F(Directory, AGradeExistsWhereAClassIsInIt) {
  EXPECT_TRUE(school->has_grade("3"));
  EXPECT_FALSE(school->has_grade("5"));
  EXPECT_FALSE(school->has_grade(""));
}

TEST(DirectoryOfLeavers, LinksToWhoeverHasLeftAreLeftOut) {
  auto father = person(wang, "g1", "王强");
  father.children = {edge(ming, "父亲"), edge(ChildId{99}, "父亲")};
  const SchoolDirectory school(
      {school_id, "向阳路小学", "Asia/Shanghai"}, {{.id = class_31, .title = "三年级(1)班", .grade = "3"}},
      {{.id = ming, .sourced_id = "p1", .name = "王小明", .classes = {no_class, class_31}}}, {father});
  EXPECT_THAT(school.find(class_31)->children, ElementsAre(ming));
  EXPECT_EQ(school.find(ming)->guardians.size(), 1U);
}

}  // namespace
}  // namespace jiaxin::domain
