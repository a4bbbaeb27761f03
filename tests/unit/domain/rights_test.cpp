#include "domain/rights.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "support/fake_school.hpp"

namespace jiaxin::domain {
namespace {

using namespace fake;
using testing::ElementsAre;
using testing::IsEmpty;

class Rights : public testing::Test {
 protected:
  std::optional<Role> role(MemberId member, const Audience& to) const {
    return role_to_send(*school, *school->find(member), to);
  }
  const MemberInfo& who(MemberId member) const { return *school->find(member); }
  std::shared_ptr<const SchoolDirectory> school = small_school();
};

// Every role on its own against every kind of target: the whole table, said independently of it.
class RightToSend : public testing::Test {
 protected:
  struct Targets {
    std::optional<Role> own_class, own_classes, class_of_grade, other_class, own_and_other, own_grade, other_grade,
        both_grades, whole_school, nothing;
  };

  // A person of 三年级(1)班 and 三年级(2)班, of grade 3, or of 王小明 in 三年级(1)班, with that role alone.
  static MemberInfo person_who_is(Role role) {
    auto info = person({900}, "x1", "某人");
    switch (role) {
      case Role::principal: info.principal = true; break;
      case Role::grade_leader: info.leads_grades = {"3"}; break;
      case Role::class_teacher: info.posts = {{class_31, true}, {class_32, true}}; break;
      case Role::subject_teacher: info.posts = {{class_31, false}, {class_32, false}}; break;
      case Role::guardian: info.children = {edge(ming, "父亲")}; break;
      case Role::administrator: info.administrator = true; break;
      case Role::supervisor: info.supervisor = true; break;
    }
    return info;
  }

  static void expect(Role role, const Targets& wanted) {
    const SchoolDirectory school({school_id, "向阳路小学", "Asia/Shanghai"}, classes(), pupils(),
                                 {person_who_is(role)});
    const auto& member = *school.find(MemberId{900});
    ASSERT_THAT(roles_of(member), ElementsAre(role));
    const auto to = [&](const Audience& audience) { return role_to_send(school, member, audience); };
    EXPECT_EQ(to({.classes = {class_31}}), wanted.own_class);
    EXPECT_EQ(to({.classes = {class_31, class_32}}), wanted.own_classes);
    EXPECT_EQ(to({.classes = {class_32}}), wanted.class_of_grade);
    EXPECT_EQ(to({.classes = {class_41}}), wanted.other_class);
    EXPECT_EQ(to({.classes = {class_31, class_41}}), wanted.own_and_other);
    EXPECT_EQ(to({.grades = {"3"}}), wanted.own_grade);
    EXPECT_EQ(to({.grades = {"4"}}), wanted.other_grade);
    EXPECT_EQ(to({.grades = {"3", "4"}}), wanted.both_grades);
    EXPECT_EQ(to({.whole_school = true}), wanted.whole_school);
    EXPECT_EQ(to({}), wanted.nothing);
  }
};

TEST_F(RightToSend, OfAClassTeacherIsHerOwnClasses) {
  const auto yes = Role::class_teacher;
  expect(Role::class_teacher, {.own_class = yes, .own_classes = yes, .class_of_grade = yes});
}

TEST_F(RightToSend, OfASubjectTeacherIsTheClassesSheTeaches) {
  const auto yes = Role::subject_teacher;
  expect(Role::subject_teacher, {.own_class = yes, .own_classes = yes, .class_of_grade = yes});
}

TEST_F(RightToSend, OfAGradeLeaderIsHerGradesAndTheirClasses) {
  const auto yes = Role::grade_leader;
  expect(Role::grade_leader, {.own_class = yes, .own_classes = yes, .class_of_grade = yes, .own_grade = yes});
}

TEST_F(RightToSend, OfThePrincipalIsEverything) {
  const auto yes = Role::principal;
  expect(Role::principal, {.own_class = yes,
                           .own_classes = yes,
                           .class_of_grade = yes,
                           .other_class = yes,
                           .own_and_other = yes,
                           .own_grade = yes,
                           .other_grade = yes,
                           .both_grades = yes,
                           .whole_school = yes});
}

TEST_F(RightToSend, OfAGuardianIsNothing) { expect(Role::guardian, {}); }

TEST_F(RightToSend, OfAnAdministratorIsNothing) { expect(Role::administrator, {}); }

TEST_F(RightToSend, OfASupervisorIsNothing) { expect(Role::supervisor, {}); }

TEST_F(Rights, TheRoleClosestToTheClassIsTheOneTheFamilySees) {
  EXPECT_EQ(role(zhao, {.classes = {class_31}}), Role::class_teacher);
  EXPECT_EQ(role(zhao, {.classes = {class_32}}), Role::subject_teacher);
  EXPECT_EQ(role(wu, {.classes = {class_41}}), Role::class_teacher);
  EXPECT_EQ(role(wu, {.classes = {class_31}}), Role::grade_leader);
}

TEST_F(Rights, AClassTeacherWhoTeachesAnotherClassMayWriteToBothAtOnce) {
  EXPECT_EQ(role(zhao, {.classes = {class_31, class_32}}), Role::subject_teacher);
}

TEST_F(Rights, APrincipalWhoTeachesAClassWritesToItAsItsTeacher) {
  auto head = person(principal, "t3", "周恒");
  head.principal = true;
  head.posts = {{class_31, false}};
  const SchoolDirectory other({school_id, "向阳路小学", "Asia/Shanghai"}, classes(), {}, {head});
  EXPECT_EQ(role_to_send(other, *other.find(principal), {.classes = {class_31}}), Role::subject_teacher);
  EXPECT_EQ(role_to_send(other, *other.find(principal), {.classes = {class_31, class_32}}), Role::principal);
}

TEST_F(Rights, AGradeLeaderHasNoRightOverAClassThatDoesNotExist) {
  EXPECT_EQ(role(wu, {.classes = {no_class}}), std::nullopt);
}

TEST_F(Rights, NobodyGainsTheWholeSchoolByLeadingEveryGrade) {
  auto leader = person(wu, "t2", "吴越");
  leader.leads_grades = {"3", "4", "6"};
  const SchoolDirectory other({school_id, "向阳路小学", "Asia/Shanghai"}, classes(), {}, {leader});
  EXPECT_EQ(role_to_send(other, *other.find(wu), {.whole_school = true}), std::nullopt);
}

TEST_F(Rights, AGradeLeaderDecidesWhatWasHeldInHisGradesAndThePrincipalEverything) {
  const StoppedItem held_in_4{zhao, false, {"4"}};
  const StoppedItem held_in_3_and_4{zhao, false, {"3", "4"}};
  const StoppedItem held_for_all{zhao, false, {}};
  const auto& leader = who(wu);
  for (const auto& grade : leader.leads_grades)
    EXPECT_EQ(role_to_decide(leader, {zhao, false, {grade}}), Role::grade_leader);
  EXPECT_EQ(role_to_decide(leader, {zhao, false, {"6", "9"}}), std::nullopt);
  EXPECT_EQ(role_to_decide(leader, held_for_all), std::nullopt);
  for (const auto& item : {held_in_4, held_in_3_and_4, held_for_all})
    EXPECT_EQ(role_to_decide(who(principal), item), Role::principal);
  EXPECT_TRUE(may_decide_something(leader));
}

TEST_F(Rights, WhatWasBlockedIsThePrincipalsAloneToDecide) {
  for (const auto& member : school->members())
    EXPECT_EQ(role_to_decide(member, {zhao, true, {"3"}}).has_value(), member.id == principal) << member.name;
}

TEST_F(Rights, NobodyDecidesHisOwn) {
  EXPECT_EQ(role_to_decide(who(principal), {principal, true, {}}), std::nullopt);
  EXPECT_EQ(role_to_decide(who(wu), {wu, false, {who(wu).leads_grades.front()}}), std::nullopt);
  EXPECT_TRUE(deciders_of(*school, {principal, true, {}}).empty()) << "there is but one principal";
}

TEST_F(Rights, ASupervisorSeesCountsAndDoesNothingElse) {
  auto overseer = person(principal, "t9", "杜建国");
  overseer.supervisor = true;
  EXPECT_EQ(roles_of(overseer), std::vector{Role::supervisor});
  EXPECT_TRUE(may_manage(overseer, Action::see_overturned));
  EXPECT_FALSE(may_manage(overseer, Action::import_roster));
  EXPECT_FALSE(may_decide_something(overseer));
  EXPECT_EQ(role_to_decide(overseer, {zhao, true, {}}), std::nullopt);
  EXPECT_EQ(role_to_send(*school, overseer, {.whole_school = true}), std::nullopt);
}

TEST_F(Rights, OnlyTheAdministratorManagesRosterAndCodes) {
  for (const auto& member : school->members()) {
    EXPECT_EQ(may_manage(member, Action::import_roster), member.id == administrator) << member.name;
    EXPECT_EQ(may_manage(member, Action::issue_codes), member.id == administrator) << member.name;
  }
}

TEST_F(Rights, AGuardianAnswersOnlyForHisOwnChildAndOnlyIfHeMaySign) {
  EXPECT_TRUE(may_for_child(who(wang), Action::answer, ming));
  EXPECT_TRUE(may_for_child(who(wang), Action::answer, hong));
  EXPECT_FALSE(may_for_child(who(wang), Action::answer, yu));
  EXPECT_FALSE(may_for_child(who(grandmother), Action::answer, ming));
  EXPECT_TRUE(may_for_child(who(li_gang), Action::answer, yu));
}

TEST_F(Rights, AGuardianSeesTheAnswersOfHisChildEvenIfHeMayNotSign) {
  EXPECT_TRUE(may_for_child(who(grandmother), Action::see_answers, ming));
  EXPECT_FALSE(may_for_child(who(grandmother), Action::see_answers, hong));
}

TEST_F(Rights, StaffDoNothingForAChildThatIsNotTheirs) {
  for (const auto staff : {zhao, wu, principal, administrator}) {
    EXPECT_FALSE(may_for_child(who(staff), Action::answer, ming));
    EXPECT_FALSE(may_for_child(who(staff), Action::see_answers, ming));
  }
  EXPECT_TRUE(may_for_child(who(qian), Action::answer, bei)) << "a teacher is a mother too";
}

TEST_F(Rights, SendingAndManagingAreNoRightsOverAChild) {
  EXPECT_FALSE(may_for_child(who(wang), Action::send, ming));
  EXPECT_FALSE(may_for_child(who(wang), Action::import_roster, ming));
}

TEST_F(Rights, ThePersonMayChooseFromExactlyWhatSheMayWriteTo) {
  std::map<MemberId, std::vector<ClassId>> may;
  for (const auto& member : school->members())
    for (const auto* info : classes_to_send_to(*school, member)) may[member.id].push_back(info->id);
  EXPECT_THAT(may[zhao], ElementsAre(class_31, class_32));
  EXPECT_THAT(may[qian], ElementsAre(class_31));
  EXPECT_THAT(may[wu], ElementsAre(class_31, class_32, class_41));
  EXPECT_THAT(may[principal], ElementsAre(class_31, class_32, class_41, class_61));
  EXPECT_THAT(may[administrator], IsEmpty());
  EXPECT_THAT(may[wang], IsEmpty());
  EXPECT_THAT(grades_to_send_to(*school, who(wu)), ElementsAre("3"));
  EXPECT_THAT(grades_to_send_to(*school, who(principal)), ElementsAre("3", "4", "6"));
  EXPECT_THAT(grades_to_send_to(*school, who(zhao)), IsEmpty());
}

TEST_F(Rights, EveryRoleOfAPersonIsNamed) {
  EXPECT_THAT(roles_of(who(zhao)), ElementsAre(Role::class_teacher, Role::subject_teacher));
  EXPECT_THAT(roles_of(who(qian)), ElementsAre(Role::subject_teacher, Role::guardian));
  EXPECT_THAT(roles_of(who(wu)), ElementsAre(Role::grade_leader, Role::class_teacher));
  EXPECT_THAT(roles_of(person({900}, "x1", "某人")), IsEmpty());
}

TEST_F(Rights, TheTableHoldsNoOtherRow) {
  const auto table = rights_table();
  EXPECT_EQ(table.size(), 13U) << "a new right needs a test here";
}

}  // namespace
}  // namespace jiaxin::domain
