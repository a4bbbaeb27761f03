// What was held or blocked, on its way through people: who may decide, who is told, and what becomes of it.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "stage/school.hpp"

namespace jiaxin::stage {
namespace {

constexpr const char* class_1 = "三年级(1)班";
constexpr const char* held_words = "表扬张三同学，今天主动扫地。";
constexpr const char* homework = "今天的数学作业：完成练习册第12页，拍照上传到群里。";

// A second principal, a second grade leader and a supervisor beside the small school's people.
RosterText roster_with_deciders() {
  auto roster = small_roster();
  roster.add_class("c-4", "四年级(1)班", "04");
  roster.add_principal("t-gu", "顾文博").add_teacher("t-song", "宋雅琴", "c-4", {}, "04");
  roster.add_supervisor("t-du", "杜建国");
  roster.add_child("p-8", "孟子轩", "c-4", {{"g-han", "姑母"}});
  return roster;
}

Setup with_deciders() {
  Setup setup;
  setup.roster = roster_with_deciders();
  return setup;
}

v1::SendResult send_words(WireClient& from, const std::string& title, const std::string& body) {
  auto header = to_classes(from.membership(), {class_1});
  header.set_client_id(new_client_id());
  const auto answer = from.ask(frame_of(notice(header, title, body)));
  EXPECT_TRUE(answer.has_send_result()) << answer.ShortDebugString();
  return answer.send_result();
}

v1::ServerFrame decide(WireClient& who, std::uint64_t id, v1::Ruling ruling, const std::string& reason = "是日常提醒") {
  v1::ClientFrame frame;
  auto& request = *frame.mutable_decide_review();
  *request.mutable_member() = who.member();
  request.set_message_id(id);
  request.set_ruling(ruling);
  request.set_reason(reason);
  return who.ask(frame);
}

v1::ServerFrame ask_decision(WireClient& who, std::uint64_t id, const std::string& comment = "") {
  v1::ClientFrame frame;
  *frame.mutable_ask_decision()->mutable_member() = who.member();
  frame.mutable_ask_decision()->set_message_id(id);
  frame.mutable_ask_decision()->set_comment(comment);
  return who.ask(frame);
}

v1::ServerFrame list(WireClient& who, v1::ReviewList which, const std::string& page_token = "") {
  v1::ClientFrame frame;
  *frame.mutable_list_reviews()->mutable_member() = who.member();
  frame.mutable_list_reviews()->set_list(which);
  frame.mutable_list_reviews()->set_page_token(page_token);
  return who.ask(frame);
}

std::vector<std::uint64_t> ids_of(const v1::Reviews& reviews) {
  std::vector<std::uint64_t> ids;
  for (const auto& entry : reviews.reviews()) ids.push_back(entry.message_id());
  return ids;
}

v1::ServerFrame show(WireClient& who, std::uint64_t id) {
  v1::ClientFrame frame;
  *frame.mutable_get_review()->mutable_member() = who.member();
  frame.mutable_get_review()->set_message_id(id);
  return who.ask(frame);
}

using Words = std::vector<std::string>;

class Reviews : public testing::Test {
 protected:
  std::uint64_t held(const std::string& title = "班级小事") {
    const auto result = send_words(lin, title, held_words);
    EXPECT_TRUE(result.has_held()) << result.ShortDebugString();
    return result.held().message_id();
  }
  std::uint64_t blocked(const std::string& title = "今日安排") {
    const auto result = send_words(lin, title, homework);
    EXPECT_TRUE(result.has_blocked()) << result.ShortDebugString();
    return result.blocked().message_id();
  }

  // The bodies of a person's log, in words, read on a device of its own.
  Words log_of(const std::string& person) {
    auto device = school.wire(person);
    Words words;
    for (const auto& event : device.read_log(false)) {
      if (event.has_item()) words.push_back("item " + event.item().title());
      if (event.has_review_waiting()) words.push_back("waiting " + event.review_waiting().sender().name());
      if (event.has_review_outcome())
        words.push_back((event.review_outcome().decision().ruling() == v1::RULING_RELEASE ? "released " : "refused ") +
                        event.review_outcome().decision().decided_by().name());
    }
    return words;
  }

  School school{with_deciders()};
  WireClient lin = school.wire("t-lin");
};

TEST_F(Reviews, AHeldNoticeIsReleasedByTheGradeLeaderAndReachesTheFamiliesAndTheTeacher) {
  auto he = school.wire("t-he");
  const auto result = send_words(lin, "班级小事", held_words);
  ASSERT_TRUE(result.has_held()) << result.ShortDebugString();
  std::set<std::string> deciders;
  for (const auto& decider : result.held().deciders()) deciders.insert(decider.name());
  EXPECT_EQ(deciders, (std::set<std::string>{"何静怡", "唐国栋", "顾文博"}));
  const auto id = result.held().message_id();

  EXPECT_EQ(log_of("t-he"), Words{"waiting 林雪梅"});
  EXPECT_EQ(log_of("g-luo"), Words{});
  EXPECT_EQ(ids_of(list(he, v1::REVIEW_LIST_WAITING).reviews()), std::vector{id});
  const auto review = show(he, id).review();
  EXPECT_EQ(review.item().body(), held_words);
  EXPECT_TRUE(review.may_decide());
  ASSERT_GT(review.findings_size(), 0);
  EXPECT_FALSE(review.findings(0).quote().empty());
  EXPECT_FALSE(review.findings(0).source().empty());

  const auto decided = decide(he, id, v1::RULING_RELEASE).review_decided();
  EXPECT_TRUE(decided.counts());
  EXPECT_EQ(decided.decision().decided_by().role(), v1::ROLE_GRADE_LEADER);
  EXPECT_EQ(decided.decision().guardians(), 6U);
  EXPECT_EQ(log_of("g-luo"), Words{"item 班级小事"});
  EXPECT_EQ(log_of("t-lin"), (Words{"item 班级小事", "released 何静怡"}));
  EXPECT_EQ(log_of("t-he"), (Words{"waiting 林雪梅", "released 何静怡"}));
  EXPECT_TRUE(ids_of(list(he, v1::REVIEW_LIST_WAITING).reviews()).empty());
  EXPECT_EQ(ids_of(list(he, v1::REVIEW_LIST_DECIDED).reviews()), std::vector{id});
  EXPECT_EQ(ids_of(list(lin, v1::REVIEW_LIST_MINE).reviews()), std::vector{id});
}

TEST_F(Reviews, TheTeacherIsToldAtOnceIfSheListensAndFindsItLaterIfNot) {
  auto he = school.wire("t-he");
  const auto id = held();
  lin.resume();
  decide(he, id, v1::RULING_REFUSE, "不在群里表扬个人");
  const auto pushed = lin.next_batch();
  ASSERT_EQ(pushed.events_size(), 1);
  EXPECT_EQ(pushed.events(0).message_id(), id);
  const auto& outcome = pushed.events(0).review_outcome();
  EXPECT_EQ(outcome.decision().ruling(), v1::RULING_REFUSE);
  EXPECT_EQ(outcome.decision().reason(), "不在群里表扬个人");
  EXPECT_EQ(outcome.decision().guardians(), 0U);
  EXPECT_EQ(log_of("t-lin"), Words{"refused 何静怡"});
}

TEST_F(Reviews, ABlockedNoticeWaitsOnlyIfItsSenderAsksAndForThePrincipalAlone) {
  auto he = school.wire("t-he"), tang = school.wire("t-tang"), zhou = school.wire("t-zhou");
  const auto result = send_words(lin, "今日安排", homework);
  ASSERT_TRUE(result.has_blocked());
  const auto id = result.blocked().message_id();
  EXPECT_GT(result.blocked().text_until_ms(), now_ms() + 29LL * 24 * 3600 * 1000);
  EXPECT_EQ(error_name(decide(tang, id, v1::RULING_RELEASE)), "NOT_FOUND") << "nobody asked";
  EXPECT_EQ(error_name(show(tang, id)), "NOT_FOUND") << "it is hers alone until she asks";
  EXPECT_EQ(error_name(ask_decision(zhou, id)), "NOT_FOUND") << "it is not his";

  const auto asked = ask_decision(lin, id, "引用的是反面例子").decision_asked();
  EXPECT_EQ(asked.deciders_size(), 2);
  EXPECT_EQ(ask_decision(lin, id, "再问").decision_asked().asked_at_ms(), asked.asked_at_ms());
  EXPECT_EQ(log_of("t-tang"), Words{"waiting 林雪梅"});
  EXPECT_EQ(log_of("t-he"), Words{});
  EXPECT_EQ(error_name(decide(he, id, v1::RULING_RELEASE)), "NOT_FOUND");
  EXPECT_EQ(error_name(show(he, id)), "NOT_FOUND");
  EXPECT_TRUE(ids_of(list(he, v1::REVIEW_LIST_WAITING).reviews()).empty());
  EXPECT_EQ(show(tang, id).review().comment(), "引用的是反面例子");
  EXPECT_TRUE(show(lin, id).has_review()) << "she may look at her own";
  EXPECT_FALSE(show(lin, id).review().may_decide());
  EXPECT_TRUE(decide(tang, id, v1::RULING_RELEASE).review_decided().counts());
  EXPECT_EQ(log_of("g-luo"), Words{"item 今日安排"});
  EXPECT_EQ(log_of("t-lin"), (Words{"item 今日安排", "released 唐国栋"}));
}

TEST_F(Reviews, NobodyDecidesHisOwn) {
  auto he = school.wire("t-he"), tang = school.wire("t-tang"), gu = school.wire("t-gu");
  v1::SendNotice request = notice({}, "年级小事", held_words);
  *request.mutable_header()->mutable_from() = he.member();
  request.mutable_header()->mutable_to()->add_grades("3");
  request.mutable_header()->set_client_id(new_client_id());
  const auto by_leader = he.ask(frame_of(request)).send_result().held().message_id();
  EXPECT_EQ(error_name(decide(he, by_leader, v1::RULING_RELEASE)), "NOT_FOUND");

  request.mutable_header()->clear_to();
  *request.mutable_header()->mutable_from() = tang.member();
  request.mutable_header()->mutable_to()->set_whole_school(true);
  request.set_body(homework);
  const auto by_principal = tang.ask(frame_of(request)).send_result().blocked().message_id();
  EXPECT_EQ(ask_decision(tang, by_principal).decision_asked().deciders_size(), 1);
  EXPECT_EQ(error_name(decide(tang, by_principal, v1::RULING_RELEASE)), "NOT_FOUND");
  EXPECT_TRUE(decide(gu, by_principal, v1::RULING_REFUSE).review_decided().counts());
}

TEST_F(Reviews, AnotherGradesLeaderATeacherAGuardianAndTheSupervisorSeeNothing) {
  const auto id = held();
  for (const auto* who : {"t-song", "t-zhou", "g-luo", "t-du"}) {
    auto other = school.wire(who);
    EXPECT_EQ(error_name(decide(other, id, v1::RULING_RELEASE)), "NOT_FOUND") << who;
    EXPECT_EQ(error_name(show(other, id)), "NOT_FOUND") << who;
    EXPECT_EQ(log_of(who), Words{}) << who;
    const auto queue = list(other, v1::REVIEW_LIST_WAITING);
    EXPECT_EQ(error_name(queue), std::string(who) == "t-song" ? "" : "FORBIDDEN") << who;
    EXPECT_EQ(queue.reviews().reviews_size(), 0);
  }
}

TEST_F(Reviews, TheFirstOfTwoDecidersWinsAndTheOtherIsTold) {
  auto he = school.wire("t-he"), tang = school.wire("t-tang");
  for (int round = 0; round < 8; ++round) {
    const auto id = held("第" + std::to_string(round) + "条");
    v1::ClientFrame release, refuse;
    *release.mutable_decide_review()->mutable_member() = he.member();
    release.mutable_decide_review()->set_message_id(id);
    release.mutable_decide_review()->set_ruling(v1::RULING_RELEASE);
    release.mutable_decide_review()->set_reason("可以");
    refuse = release;
    *refuse.mutable_decide_review()->mutable_member() = tang.member();
    refuse.mutable_decide_review()->set_ruling(v1::RULING_REFUSE);
    const auto first = he.start(release), second = tang.start(refuse);
    const auto by_he = he.answer_to(first).review_decided(), by_tang = tang.answer_to(second).review_decided();
    EXPECT_NE(by_he.counts(), by_tang.counts());
    EXPECT_EQ(by_he.decision().SerializeAsString(), by_tang.decision().SerializeAsString());
    const auto log = log_of("g-luo");
    EXPECT_EQ(std::count(log.begin(), log.end(), "item 第" + std::to_string(round) + "条"), by_he.counts() ? 1 : 0);
    EXPECT_EQ(decide(he, id, v1::RULING_RELEASE, "可以").review_decided().counts(), by_he.counts()) << "again";
    EXPECT_FALSE(decide(he, id, v1::RULING_RELEASE, "另一个理由").review_decided().counts());
  }
}

TEST_F(Reviews, AReleaseGoesToThoseWhoAreOnTheRosterThen) {
  auto he = school.wire("t-he");
  const auto id = held();
  auto later = roster_with_deciders();
  later.add_guardian("g-new", "蒋文静").add_child("p-9", "蒋一凡", "c-1", {{"g-new", "母亲"}});
  must(school.import(later.files()), "the roster is imported");
  EXPECT_EQ(decide(he, id, v1::RULING_RELEASE).review_decided().decision().guardians(), 7U);
  EXPECT_EQ(log_of("g-new"), Words{"item 班级小事"});
}

TEST_F(Reviews, WhatASenderMayNoLongerSendCanOnlyBeRefused) {
  auto tang = school.wire("t-tang");
  const auto id = held();
  RosterText later;
  later.add_class("c-1", class_1).add_class("c-2", "三年级(2)班");
  later.add_principal("t-tang", "唐国栋").add_teacher("t-lin", "林雪梅", "c-2");
  later.add_guardian("g-luo", "罗晓燕").add_child("p-1", "陈思远", "c-1", {{"g-luo", "母亲"}});
  must(school.import(later.files()), "the roster is imported");
  EXPECT_EQ(error_name(decide(tang, id, v1::RULING_RELEASE)), "FORBIDDEN");
  EXPECT_TRUE(decide(tang, id, v1::RULING_REFUSE).review_decided().counts());
}

TEST_F(Reviews, AFormWhoseDeadlineIsOverCanOnlyBeRefused) {
  auto tang = school.wire("t-tang");
  v1::SendForm form;
  *form.mutable_header() = to_classes(lin.membership(), {class_1});
  form.mutable_header()->set_client_id(new_client_id());
  form.set_title("知情同意书");
  form.mutable_form()->set_purpose("班级活动");
  form.mutable_form()->set_body(held_words);
  form.mutable_form()->set_deadline_ms(now_ms() + 400);
  const auto result = lin.ask(frame_of(form)).send_result();
  ASSERT_TRUE(result.has_held()) << result.ShortDebugString();
  while (now_ms() <= form.form().deadline_ms()) list(tang, v1::REVIEW_LIST_WAITING);
  EXPECT_EQ(error_name(decide(tang, result.held().message_id(), v1::RULING_RELEASE)), "CLOSED");
  EXPECT_TRUE(decide(tang, result.held().message_id(), v1::RULING_REFUSE).review_decided().counts());
}

TEST_F(Reviews, AReleasedFormIsAnsweredLikeAnyOther) {
  auto he = school.wire("t-he"), ouyang = school.wire("g-ouyang");
  v1::SendForm form;
  *form.mutable_header() = to_classes(lin.membership(), {class_1});
  form.mutable_header()->set_client_id(new_client_id());
  form.set_title("知情同意书");
  form.mutable_form()->set_purpose("班级活动");
  form.mutable_form()->set_body(held_words);
  form.mutable_form()->set_deadline_ms(demo::in_a_week());
  const auto sent = lin.ask(frame_of(form)).send_result();
  const auto id = sent.held().message_id();
  ASSERT_TRUE(decide(he, id, v1::RULING_RELEASE).review_decided().counts());
  const auto events = ouyang.read_log();
  ASSERT_EQ(events.size(), 1U);
  ouyang.ask(mark_read(ouyang.member(), id));
  v1::Decide answer;
  *answer.mutable_header()->mutable_member() = ouyang.member();
  answer.mutable_header()->set_client_id(new_client_id());
  answer.mutable_header()->set_message_id(id);
  answer.mutable_header()->set_child_id(events[0].children(0).child_id());
  answer.set_choice(v1::CHOICE_AGREE);
  answer.set_form_version(1);
  answer.set_text_sha256(events[0].item().text_sha256());
  EXPECT_TRUE(ouyang.ask(frame_of(answer)).has_answered());
  EXPECT_TRUE(lin.ask(frame_of(form)).send_result().has_held()) << "a repeat of the send gets its first result";
}

TEST_F(Reviews, TheQueueComesInPages) {
  auto he = school.wire("t-he"), tang = school.wire("t-tang");
  std::vector<std::uint64_t> sent;
  for (int i = 0; i < 53; ++i) sent.push_back(held(std::to_string(i)));
  std::vector<std::uint64_t> seen;
  std::string token;
  int pages = 0;
  do {
    const auto page = list(he, v1::REVIEW_LIST_WAITING, token).reviews();
    for (const auto id : ids_of(page)) seen.push_back(id);
    token = page.next_page_token();
  } while (!token.empty() && ++pages < 10);
  EXPECT_EQ(seen, sent);
  EXPECT_EQ(pages, 1);
  for (const auto* wrong : {"x", "1x", "-1"})
    EXPECT_EQ(error_name(list(he, v1::REVIEW_LIST_WAITING, wrong)), "INVALID") << wrong;
}

TEST_F(Reviews, LongReasonsMakeShorterPages) {
  auto he = school.wire("t-he");
  std::string long_title;
  while (long_title.size() < 255) long_title += "好";
  std::set<std::uint64_t> sent, seen;
  for (int i = 0; i < 50; ++i) {
    const auto id = held(long_title);
    sent.insert(id);
    ASSERT_TRUE(decide(he, id, v1::RULING_REFUSE, std::string(1024, 'y')).review_decided().counts());
  }
  std::string token;
  int pages = 0;
  do {
    const auto answer = list(he, v1::REVIEW_LIST_DECIDED, token);
    EXPECT_LE(answer.ByteSizeLong(), 50U * 1024);
    for (const auto id : ids_of(answer.reviews())) EXPECT_TRUE(seen.insert(id).second);
    token = answer.reviews().next_page_token();
  } while (!token.empty() && ++pages < 10);
  EXPECT_EQ(seen, sent);
  EXPECT_EQ(pages, 1);
}

TEST_F(Reviews, TheSupervisorSeesCountsAndNothingElse) {
  auto tang = school.wire("t-tang"), du = school.wire("t-du"), he = school.wire("t-he");
  for (const auto ruling : {v1::RULING_RELEASE, v1::RULING_REFUSE, v1::RULING_RELEASE}) {
    const auto id = blocked();
    ask_decision(lin, id);
    decide(tang, id, ruling);
  }
  decide(he, held(), v1::RULING_RELEASE);  // is no block
  v1::ClientFrame frame;
  *frame.mutable_get_overturned_blocks()->mutable_member() = du.member();
  const auto told = du.ask(frame).overturned_blocks();
  ASSERT_GE(told.counts_size(), 2);
  std::uint32_t released = 0, refused = 0;
  for (const auto& count : told.counts()) {
    EXPECT_EQ(count.month().size(), 7U);
    if (!count.rule().empty()) continue;
    released += count.released();
    refused += count.refused();
  }
  EXPECT_EQ(released, 2U);
  EXPECT_EQ(refused, 1U);
  EXPECT_EQ(du.membership().roles_size(), 1);
  EXPECT_EQ(du.membership().roles(0), v1::ROLE_SUPERVISOR);
  *frame.mutable_get_overturned_blocks()->mutable_member() = he.member();
  EXPECT_EQ(error_name(he.ask(frame)), "FORBIDDEN");
}

TEST_F(Reviews, UrgentTemplatesGoOutWithoutBeingJudgedAndTakeNoWords) {
  v1::ClientFrame frame;
  auto& request = *frame.mutable_send_urgent();
  *request.mutable_header() = to_classes(lin.membership(), {class_1});
  request.mutable_header()->set_client_id(new_client_id());
  request.set_template_id("closure");
  auto& date = *request.add_slots();
  date.set_name("date");
  date.set_value("11-26");
  auto& reason = *request.add_slots();
  reason.set_name("reason");
  reason.set_value("停电");
  const auto first = lin.ask(frame).send_result();
  ASSERT_TRUE(first.has_stored()) << first.ShortDebugString();
  EXPECT_EQ(lin.ask(frame).send_result().stored().message_id(), first.stored().message_id());
  EXPECT_EQ(log_of("g-luo"), Words{"item 【紧急】停课通知"});
  request.mutable_header()->set_client_id(new_client_id());
  reason.set_value("今晚抄写第5课");
  EXPECT_EQ(error_name(lin.ask(frame)), "INVALID");
  auto guardian = school.wire("g-han");
  *request.mutable_header()->mutable_from() = guardian.member();
  reason.set_value("停电");
  EXPECT_EQ(error_name(guardian.ask(frame)), "FORBIDDEN");
}

// Each round one decision is under way when the server is killed.
TEST_F(Reviews, AKilledServerLosesNoDecisionAndReleasesNothingTwice) {
  const int rounds = std::getenv("JIAXIN_LONG") ? 40 : 8;
  std::vector<std::uint64_t> ids;
  for (int i = 0; i < rounds; ++i) ids.push_back(held(std::to_string(i)));
  for (std::size_t i = 0; i < ids.size(); ++i) {
    {
      auto he = school.wire("t-he");
      v1::ClientFrame frame;
      *frame.mutable_decide_review()->mutable_member() = he.member();
      frame.mutable_decide_review()->set_message_id(ids[i]);
      frame.mutable_decide_review()->set_ruling(v1::RULING_RELEASE);
      frame.mutable_decide_review()->set_reason("可以");
      const auto under_way = he.start(frame);
      if (i % 2 == 0) {
        EXPECT_TRUE(he.answer_to(under_way).review_decided().counts());
      }
      school.server.kill();
    }
    school.server.start();
    if (i % 2 != 0) continue;
    auto he = school.wire("t-he");
    EXPECT_EQ(show(he, ids[i]).review().entry().decision().reason(), "可以") << "it was acknowledged";
  }
  auto he = school.wire("t-he");
  for (const auto id : ids) EXPECT_TRUE(decide(he, id, v1::RULING_RELEASE, "可以").review_decided().counts());
  const auto log = log_of("g-luo");
  EXPECT_EQ(log.size(), ids.size());
  EXPECT_EQ(std::set<std::string>(log.begin(), log.end()).size(), ids.size()) << "each once";
  EXPECT_EQ(log_of("t-lin").size(), 2 * ids.size());
}

}  // namespace
}  // namespace jiaxin::stage
