#include "support.hpp"

namespace jiaxin::storage {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

class Rosters : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    school_ = found_school("实验小学");
  }
  SchoolId school_;
};

TEST_F(Rosters, ARosterMakesTheDirectory) {
  const auto counts = apply(school_, small_roster()).value();
  EXPECT_EQ(counts.classes, 2u);
  EXPECT_EQ(counts.children, 3u);
  EXPECT_EQ(counts.guardians, 3u);
  EXPECT_EQ(counts.staff, 1u);
  EXPECT_EQ(counts.people_left, 0u);

  const auto school = store_->school(school_);
  const auto* wang = school->find_person("t-wang");
  ASSERT_TRUE(wang);
  EXPECT_EQ(wang->name, "王老师");
  EXPECT_EQ(wang->login_hint, "wang");
  EXPECT_THAT(wang->leads_grades, ElementsAre("1"));
  ASSERT_THAT(wang->posts, SizeIs(2));
  EXPECT_TRUE(wang->posts[0].class_teacher);
  EXPECT_FALSE(wang->posts[1].class_teacher);
  ASSERT_THAT(wang->children, SizeIs(1));
  EXPECT_EQ(wang->children[0].relation, "母亲");
  EXPECT_TRUE(wang->children[0].may_sign);
  const auto* both = school->find(child(school_, "k-wang"));
  ASSERT_THAT(both->classes, SizeIs(2));
  EXPECT_EQ(school->find(both->classes[0])->title, "一年级(1)班") << "the homeroom class first";
  EXPECT_THAT(school->find(child(school_, "k-ming"))->guardians, SizeIs(2));
}

TEST_F(Rosters, ImportingAgainKeepsIdsAndChangesWhatChanged) {
  apply(school_, small_roster());
  const auto mother = member(school_, "p-mu");
  const auto ming = child(school_, "k-ming");
  auto roster = small_roster();
  std::swap(roster.people[0], roster.people[2]);
  std::swap(roster.children[0], roster.children[2]);
  roster.people[1].name = "母（改名）";
  roster.children.push_back({"k-new", "新生", {"c2"}});
  apply(school_, roster);
  EXPECT_EQ(member(school_, "p-mu"), mother);
  EXPECT_EQ(child(school_, "k-ming"), ming);
  EXPECT_EQ(store_->school(school_)->find(mother)->name, "母（改名）");
  EXPECT_TRUE(child(school_, "k-new"));
  reopen();
  EXPECT_EQ(member(school_, "p-mu"), mother);
}

TEST_F(Rosters, WhoIsMissingLeavesAndComesBackAsTheSame) {
  apply(school_, small_roster());
  const auto mother = member(school_, "p-mu");
  const auto epoch = log({school_, mother}).epoch;
  stored(notice(school_, 1));
  auto roster = small_roster();
  roster.people.erase(roster.people.begin() + 1);
  roster.children.erase(roster.children.begin() + 1);  // 小红
  EXPECT_EQ(apply(school_, roster).value().people_left, 1u);
  EXPECT_FALSE(member(school_, "p-mu"));
  EXPECT_FALSE(child(school_, "k-hong"));
  EXPECT_EQ(log({school_, mother}).head.value, 1u) << "the records stay";
  EXPECT_EQ(apply(school_, roster).value().people_left, 0u);
  apply(school_, small_roster());
  EXPECT_EQ(member(school_, "p-mu"), mother);
  EXPECT_EQ(log({school_, mother}).epoch, epoch);
}

TEST_F(Rosters, ADryRunCountsAndChangesNothing) {
  apply(school_, small_roster());
  const auto before = store_->school(school_);
  auto roster = small_roster();
  roster.people.pop_back();
  roster.classes.push_back({"c3", "二年级(1)班", "2"});
  const auto counts = apply(school_, roster, true).value();
  EXPECT_EQ(counts.people_left, 1u);
  EXPECT_EQ(counts.classes, 3u);
  EXPECT_EQ(store_->school(school_), before);
  reopen();
  EXPECT_TRUE(member(school_, "p-fu"));
  EXPECT_THAT(store_->school(school_)->classes(), SizeIs(2));
  apply(school_, roster);
  EXPECT_EQ(store_->school(school_)->classes()[2].id.value, 3u) << "the dry run used up no id";
}

TEST_F(Rosters, TheBuiltInAdministratorIsNeverTouched) {
  const auto administrator = member(school_, built_in_administrator);
  ASSERT_TRUE(administrator);
  EXPECT_EQ(apply(school_, small_roster()).value().people_left, 0u);
  const auto* found = store_->school(school_)->find(administrator);
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->administrator);
  EXPECT_EQ(found->name, "管理员");
  auto roster = small_roster();
  roster.people[0].sourced_id = built_in_administrator;
  EXPECT_FALSE(apply(school_, roster)) << "no file can hold this id";
  EXPECT_TRUE(member(school_, "t-wang"));
}

TEST_F(Rosters, ARosterThatIsNotWholeChangesNothing) {
  apply(school_, small_roster());
  auto roster = small_roster();
  roster.people[1].children[0].child_id = "nobody";
  EXPECT_FALSE(apply(school_, roster));
  EXPECT_FALSE(apply({99}, small_roster()));
  EXPECT_TRUE(store_->writable());
  reopen();
  EXPECT_THAT(store_->school(school_)->members(), SizeIs(4));
}

TEST_F(Rosters, SchoolsDoNotShareIdsOrPeople) {
  apply(school_, small_roster());
  const auto other = found_small_school("第二小学", 2);
  EXPECT_EQ(member(other, "p-mu"), member(school_, "p-mu")) << "ids are counted by school";
  auto roster = small_roster();
  roster.people.clear();
  apply(other, roster);
  EXPECT_TRUE(member(school_, "p-mu"));
  EXPECT_FALSE(member(other, "p-mu"));
}

TEST_F(Rosters, ASchoolsNameIsTakenOnce) {
  const auto again = store_->create_school({.name = "实验小学", .time_zone = "Asia/Shanghai"}).value();
  EXPECT_TRUE(std::holds_alternative<SchoolNameTaken>(again));
  EXPECT_THAT(store_->list_schools(), SizeIs(1));
}

TEST_F(Rosters, ADirectoryInHandStaysAsItWas) {
  apply(school_, small_roster());
  const auto in_hand = store_->school(school_);
  auto roster = small_roster();
  roster.people.clear();
  apply(school_, roster);
  EXPECT_TRUE(in_hand->find_person("p-mu"));
  EXPECT_FALSE(store_->school(school_)->find_person("p-mu"));
}

}  // namespace
}  // namespace jiaxin::storage
