#include <set>

#include "handler_scene.hpp"

namespace jiaxin::handlers {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

class IssuingCodes : public Scene {
 protected:
  static v1::ClientFrame request(domain::MemberId who = administrator) {
    v1::ClientFrame frame;
    name(*frame.mutable_issue_codes()->mutable_member(), who);
    return frame;
  }
  static v1::ClientFrame for_people(const std::vector<std::string>& ids) {
    auto frame = request();
    for (const auto& id : ids) frame.mutable_issue_codes()->add_person_ids(id);
    return frame;
  }
  static v1::ClientFrame for_class(domain::ClassId id) {
    auto frame = request();
    frame.mutable_issue_codes()->set_class_id(id.value);
    return frame;
  }
  static v1::ClientFrame for_staff() {
    auto frame = request();
    frame.mutable_issue_codes()->set_staff(true);
    return frame;
  }
  v1::Codes issued(const v1::ClientFrame& frame) {
    const auto answer = ask(administrator, frame).frame();
    EXPECT_TRUE(answer.has_codes()) << answer.ShortDebugString();
    EXPECT_LE(codec::encode(answer).size(), codec::max_frame_bytes);
    return answer.codes();
  }
  static std::vector<std::string> people(const v1::Codes& codes) {
    std::vector<std::string> ids;
    for (const auto& code : codes.codes()) ids.push_back(code.person_id());
    return ids;
  }
  v1::Error refused(domain::MemberId who, const v1::ClientFrame& frame) {
    const auto error = ask(who, frame).error();
    EXPECT_TRUE(server.identities.codes().empty());
    return error;
  }
};

TEST_F(IssuingCodes, GivesEachPersonACodeThatIsStoredOnlyAsItsHash) {
  const auto codes = issued(for_people({"g1", "t0"}));
  ASSERT_EQ(codes.codes_size(), 2);
  const auto& his = codes.codes(0);
  EXPECT_EQ(his.person_id(), "g1");
  EXPECT_EQ(his.name(), "王强");
  EXPECT_EQ(his.login_hint(), "login-g1");
  EXPECT_THAT(his.children(), ElementsAre("王小明", "王小红"));
  EXPECT_EQ(his.expires_at_ms(), in(std::chrono::days(14)));
  const auto kept = server.identities.codes().find(server.secrets.code_hash(his.code()));
  ASSERT_NE(kept, server.identities.codes().end());
  EXPECT_EQ(kept->second.member, key(wang));
  EXPECT_EQ(kept->second.expires_at, server.clock.now() + std::chrono::days(14));
}

TEST_F(IssuingCodes, IsTheAdministratorsAlone) {
  for (const auto who : {wang, zhao, wu, principal}) {
    auto frame = request(who);
    frame.mutable_issue_codes()->add_person_ids("g1");
    EXPECT_EQ(refused(who, frame).code(), v1::ERROR_CODE_FORBIDDEN);
  }
  EXPECT_EQ(refused(principal, for_people({"g1"})).code(), v1::ERROR_CODE_FORBIDDEN);
}

TEST_F(IssuingCodes, ForAClassIsForItsGuardiansWithoutASignIn) {
  server.identities.add("wang", "", {key(wang)});
  EXPECT_THAT(people(issued(for_class(class_31))), UnorderedElementsAre("g2", "g3", "g4", "g5"));
}

TEST_F(IssuingCodes, ForAClassIsOnceForAParentOfTwins) {
  EXPECT_THAT(people(issued(for_class(class_31))), testing::Contains("g5").Times(1));
}

TEST_F(IssuingCodes, ForStaffIsForThoseWithoutASignInAndNotForParents) {
  server.identities.add("zhao", "", {key(zhao)});
  EXPECT_THAT(people(issued(for_staff())), UnorderedElementsAre("t1", "t2", "t3", "t5", "t6"));
}

TEST_F(IssuingCodes, ByNameGoesToSomebodyWithASignInToo) {
  server.identities.add("wang", "", {key(wang)});
  EXPECT_THAT(people(issued(for_people({"g1"}))), ElementsAre("g1"));
}

TEST_F(IssuingCodes, ToNobodyLeftIsAnEmptyList) {
  for (const auto& member : everybody()) server.identities.add(member.sourced_id, "", {key(member.id)});
  EXPECT_EQ(issued(for_class(class_31)).codes_size(), 0);
}

TEST_F(IssuingCodes, MakesAnEarlierCodeVoid) {
  const auto first = issued(for_people({"g1"})).codes(0).code();
  const auto second = issued(for_people({"g1"})).codes(0).code();
  EXPECT_EQ(server.identities.codes().count(server.secrets.code_hash(first)), 0U);
  EXPECT_EQ(server.identities.codes().count(server.secrets.code_hash(second)), 1U);
}

TEST_F(IssuingCodes, ForAPersonNamedTwiceIsOneCodeThatWorks) {
  const auto codes = issued(for_people({"g1", "t0", "g1"}));
  EXPECT_THAT(people(codes), ElementsAre("g1", "t0"));
  for (const auto& code : codes.codes())
    EXPECT_EQ(server.identities.codes().count(server.secrets.code_hash(code.code())), 1U);
}

TEST_F(IssuingCodes, NeedsExactlyOneOfTheThreeSelections) {
  auto two = for_people({"g1"});
  two.mutable_issue_codes()->set_staff(true);
  auto both = for_class(class_31);
  both.mutable_issue_codes()->set_staff(true);
  auto all = two;
  all.mutable_issue_codes()->set_class_id(class_31.value);
  for (const auto& frame : {request(), two, both, all}) {
    const auto error = refused(administrator, frame);
    EXPECT_EQ(error.code(), v1::ERROR_CODE_INVALID);
    EXPECT_EQ(error.field(), "issue_codes");
  }
}

TEST_F(IssuingCodes, ToSomebodyUnknownGivesNobodyACode) {
  const auto error = refused(administrator, for_people({"g1", "nobody"}));
  EXPECT_EQ(error.code(), v1::ERROR_CODE_NOT_FOUND);
  EXPECT_EQ(error.field(), "issue_codes.person_ids");
  EXPECT_THAT(error.text_zh(), testing::HasSubstr("nobody"));
}

TEST_F(IssuingCodes, ForAnUnknownClassIsNotFound) {
  EXPECT_EQ(refused(administrator, for_class(no_class)).code(), v1::ERROR_CODE_NOT_FOUND);
}

TEST_F(IssuingCodes, ShowsNoCodeThatIsNotStored) {
  server.identities.answers.fail_all = true;
  EXPECT_EQ(refused(administrator, for_people({"g1"})).code(), v1::ERROR_CODE_UNAVAILABLE);
  EXPECT_EQ(refused(administrator, for_class(class_31)).code(), v1::ERROR_CODE_UNAVAILABLE);
  server.identities.answers.fail_all = false;
  server.identities.answers.fail_call(2);
  EXPECT_EQ(refused(administrator, for_class(class_31)).code(), v1::ERROR_CODE_UNAVAILABLE);
}

// A school whose names are as long as the roster allows and whose class is large.
class IssuingManyCodes : public IssuingCodes {
 protected:
  void fill(std::uint32_t count, const std::string& filler) {
    auto people = staff();
    for (auto& member : people) member.children.clear();
    std::vector<domain::ChildInfo> children;
    for (std::uint32_t i = 1; i <= count; ++i) {
      children.push_back(
          {.id = {i}, .sourced_id = "p" + std::to_string(i), .name = "学生" + filler, .classes = {class_31}});
      people.push_back(person({300 + i}, "g" + filler + std::to_string(i), "家长" + filler));
      people.back().children = {edge({i}, "母亲")};
    }
    server.schools.put(std::make_shared<const domain::SchoolDirectory>(
        domain::SchoolInfo{school_id, "向阳路小学", "Asia/Shanghai"}, classes(), children, people));
  }
};

TEST_F(IssuingManyCodes, OverTheLimitIsTooLargeAndIssuesNone) {
  fill(301, "");
  EXPECT_EQ(refused(administrator, for_class(class_31)).code(), v1::ERROR_CODE_TOO_LARGE);
}

TEST_F(IssuingManyCodes, UpToTheLimitFitsIntoAFrame) {
  fill(300, "");
  EXPECT_EQ(issued(for_class(class_31)).codes_size(), 300);
}

TEST_F(IssuingManyCodes, WhoseAnswerWouldNotFitIntoAFrameIssuesNone) {
  fill(300, std::string(60, 'x'));
  EXPECT_EQ(refused(administrator, for_class(class_31)).code(), v1::ERROR_CODE_TOO_LARGE);
}

}  // namespace
}  // namespace jiaxin::handlers
