// The made-up school that ships with the product is a valid hand-over and holds the cast its README promises.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "roster/oneroster_parser.hpp"
#include "roster_matchers.hpp"

namespace jiaxin::roster {
namespace {

std::vector<RosterFile> demo_files() {
  std::vector<RosterFile> files;
  for (const auto& entry : std::filesystem::directory_iterator(JIAXIN_SOURCE_DIR "/deploy/demo/school")) {
    if (entry.path().extension() != ".csv") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    files.push_back({entry.path().filename(), {std::istreambuf_iterator<char>(in), {}}});
  }
  return files;
}

class DemoSchool : public testing::Test {
 protected:
  static void SetUpTestSuite() { result_ = new ParseResult(parse_oneroster(demo_files())); }
  static void TearDownTestSuite() { delete result_; }

  void SetUp() override {
    ASSERT_THAT(result_->problems, testing::IsEmpty());
    ASSERT_TRUE(result_->roster);
  }

  static const domain::Roster& roster() { return *result_->roster; }
  static const domain::RosterPerson& person(std::string_view login) {
    const auto& people = roster().people;
    const auto found = std::find_if(people.begin(), people.end(), [&](const auto& p) { return p.login_hint == login; });
    if (found == people.end()) throw std::out_of_range(std::string(login));
    return *found;
  }
  template <class Condition>
  static std::ptrdiff_t count_people(Condition condition) {
    return std::count_if(roster().people.begin(), roster().people.end(), condition);
  }

 private:
  static inline ParseResult* result_ = nullptr;
};

TEST_F(DemoSchool, HasTwoGradesSixClassesAndFortyPupilsInEach) {
  EXPECT_EQ(roster().school_name, "云溪市青禾小学");
  std::set<std::string> grades;
  for (const auto& each : roster().classes) grades.insert(each.grade);
  EXPECT_THAT(grades, testing::ElementsAre("3", "4"));
  EXPECT_EQ(roster().classes.size(), 6U);
  EXPECT_EQ(roster().children.size(), 240U);
  std::map<std::string, int> sizes;
  for (const auto& child : roster().children) ++sizes[child.class_ids.front()];
  EXPECT_THAT(sizes, testing::Each(testing::Pair(testing::_, 40)));
}

TEST_F(DemoSchool, HasAboutFourHundredGuardiansAndEveryChildHasOneWhoMaySignAndReceives) {
  const auto guardians = count_people([](const auto& p) { return !p.children.empty(); });
  EXPECT_GE(guardians, 380);
  EXPECT_LE(guardians, 420);
  std::set<std::string> reached;
  for (const auto& p : roster().people) {
    for (const auto& link : p.children) {
      if (link.may_sign && link.receives) reached.insert(link.child_id);
    }
  }
  EXPECT_EQ(reached.size(), 240U);
}

TEST_F(DemoSchool, HasItsStaff) {
  EXPECT_EQ(count_people([](const auto& p) { return p.principal; }), 1);
  EXPECT_EQ(count_people([](const auto& p) { return p.administrator; }), 0);
  EXPECT_EQ(count_people([](const auto& p) { return !p.leads_grades.empty(); }), 2);
  EXPECT_EQ(count_people([](const auto& p) { return !p.posts.empty() && p.posts.front().class_teacher; }), 6);
  EXPECT_EQ(count_people([](const auto& p) { return !p.posts.empty() && !p.children.empty(); }), 1);
}

TEST_F(DemoSchool, HasGuardiansWhoMayNotSignAndSomeWhoDoNotReceive) {
  int not_signing = 0, not_receiving = 0;
  for (const auto& p : roster().people) {
    for (const auto& link : p.children) not_signing += !link.may_sign, not_receiving += !link.receives;
  }
  EXPECT_GE(not_signing, 20);
  EXPECT_GE(not_receiving, 3);
}

TEST_F(DemoSchool, HasTheCastOfItsReadme) {
  using domain::Guardianship;
  using testing::ElementsAre, testing::Field;
  const auto child = [](const std::string& id, bool may_sign, bool receives) {
    return testing::AllOf(Field(&Guardianship::child_id, id), Field(&Guardianship::may_sign, may_sign),
                          Field(&Guardianship::receives, receives));
  };
  EXPECT_EQ(person("lin.xuemei").posts.front().class_id, "c-301");
  EXPECT_TRUE(person("lin.xuemei").posts.front().class_teacher);
  EXPECT_FALSE(person("zhou.zhenyu").posts.front().class_teacher);
  EXPECT_THAT(person("he.jingyi").leads_grades, ElementsAre("3"));
  EXPECT_TRUE(person("tang.guodong").principal);
  EXPECT_THAT(person("shen.jianing").children, ElementsAre(child("p-40206", true, true)));
  EXPECT_THAT(person("luo.xiaoyan.3135").children,
              ElementsAre(child("p-30135", true, true), child("p-30137", true, true)));
  EXPECT_THAT(person("zou.hongxia.3116").children,
              ElementsAre(child("p-30116", true, true), child("p-30238", true, true)));
  EXPECT_THAT(person("ouyang.ming.3102").children, ElementsAre(child("p-30102", true, true)));
  EXPECT_THAT(person("xu.min.3102").children, ElementsAre(child("p-30102", true, true)));
  EXPECT_THAT(person("huang.guiying.3105").children, ElementsAre(child("p-30105", false, true)));
  EXPECT_THAT(person("liu.haibo.3105").children, ElementsAre(child("p-30105", true, false)));
  EXPECT_THAT(person("xu.jianjun.3134").children, ElementsAre(child("p-30134", false, false)));
}

}  // namespace
}  // namespace jiaxin::roster
