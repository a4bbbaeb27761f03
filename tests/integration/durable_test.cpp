// The same id gives the first result, whatever happened in between; and what is in the logs after the server died
// again and again is exactly what it had acknowledged and what was sent again.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <random>
#include <set>

#include "stage/school.hpp"

namespace jiaxin::stage {
namespace {

constexpr const char* class_1 = "三年级(1)班";
constexpr const char* class_2 = "三年级(2)班";

v1::SendNotice with_id(v1::SendNotice request) {
  request.mutable_header()->set_client_id(new_client_id());
  return request;
}

v1::SendForm form_to(const v1::Membership& from, std::int64_t deadline_ms) {
  v1::SendForm request;
  *request.mutable_header() = to_classes(from, {class_1});
  request.mutable_header()->set_client_id(new_client_id());
  request.set_title("研学活动知情同意书");
  request.mutable_form()->set_purpose("参观市博物馆");
  request.mutable_form()->set_body("周五上午乘车前往，午饭前返校，费用由学校承担。");
  request.mutable_form()->set_deadline_ms(deadline_ms);
  return request;
}

TEST(Durable, ASendRepeatedOverAnotherConnectionAndAfterARestartGetsItsFirstResult) {
  School school;
  auto lin = school.wire("t-lin");
  const auto luo = school.wire("g-luo").signed_in().token();
  const auto request = with_id(notice(to_classes(lin.membership(), {class_1}), "放学提醒"));
  const auto first = lin.ask(frame_of(request)).send_result();
  ASSERT_TRUE(first.has_stored());
  EXPECT_EQ(lin.ask(frame_of(request)).send_result().SerializeAsString(), first.SerializeAsString());
  EXPECT_EQ(school.wire("t-lin").ask(frame_of(request)).send_result().SerializeAsString(), first.SerializeAsString());
  EXPECT_EQ(school.server.stop(), 0);
  school.server.start();
  EXPECT_EQ(school.wire("t-lin").ask(frame_of(request)).send_result().SerializeAsString(), first.SerializeAsString());
  school.server.kill();
  school.server.start();
  EXPECT_EQ(school.wire("t-lin").ask(frame_of(request)).send_result().SerializeAsString(), first.SerializeAsString());

  auto reader = school.stranger();
  ASSERT_TRUE(reader.try_token(luo).has_signed_in()) << "a token outlives the server's process";
  EXPECT_EQ(reader.read_log().size(), 1u);
}

TEST(Durable, ABlockedAndAHeldSendRepeatedGetTheirFirstResultToo) {
  School school;
  auto lin = school.wire("t-lin");
  const auto header = to_classes(lin.membership(), {class_1});
  const auto blocked = with_id(notice(header, "数学作业", "请家长今晚在微信群里提交数学作业照片并打卡。"));
  const auto held = with_id(notice(header, "通知", "表扬张三同学，今天主动扫地。"));
  const auto first_blocked = lin.ask(frame_of(blocked)).send_result();
  const auto first_held = lin.ask(frame_of(held)).send_result();
  ASSERT_TRUE(first_blocked.has_blocked());
  ASSERT_TRUE(first_held.has_held());
  school.server.kill();
  school.server.start();
  auto again = school.wire("t-lin");
  EXPECT_EQ(again.ask(frame_of(blocked)).send_result().SerializeAsString(), first_blocked.SerializeAsString());
  EXPECT_EQ(again.ask(frame_of(held)).send_result().SerializeAsString(), first_held.SerializeAsString());
}

TEST(Durable, TheSameIdWithOtherContentIsAConflictForEver) {
  School school;
  auto lin = school.wire("t-lin");
  auto zhou = school.wire("t-zhou");
  const auto request = with_id(notice(to_classes(zhou.membership(), {class_1}), "放学提醒"));
  ASSERT_TRUE(zhou.ask(frame_of(request)).send_result().has_stored());
  auto other_body = request;
  other_body.set_body("今天15:30放学。");
  auto other_class = request;
  *other_class.mutable_header()->mutable_to() = to_classes(zhou.membership(), {class_2}).to();
  v1::SendLetter other_kind;
  *other_kind.mutable_header() = request.header();
  other_kind.set_title(request.title());
  other_kind.set_body(request.body());
  for (const auto& other : {frame_of(other_body), frame_of(other_class), frame_of(other_kind)})
    EXPECT_EQ(error_name(zhou.ask(other)), "CONFLICT");
  school.server.kill();
  school.server.start();
  auto again = school.wire("t-zhou");
  EXPECT_EQ(error_name(again.ask(frame_of(other_body))), "CONFLICT");
  EXPECT_TRUE(again.ask(frame_of(request)).send_result().has_stored());
  // Another sender's id is another id.
  auto hers = request;
  *hers.mutable_header() = to_classes(lin.membership(), {class_1});
  hers.mutable_header()->set_client_id(request.header().client_id());
  auto lin_again = school.wire("t-lin");
  EXPECT_TRUE(lin_again.ask(frame_of(hers)).send_result().has_stored());
}

TEST(Durable, AFormRepeatedAfterItsDeadlineGetsItsFirstResult) {
  School school;
  auto lin = school.wire("t-lin");
  auto luo = school.wire("g-luo");
  const auto request = form_to(lin.membership(), now_ms() + 1500);
  const auto first = lin.ask(frame_of(request)).send_result();
  ASSERT_TRUE(first.has_stored());
  v1::ClientFrame ask;
  *ask.mutable_get_answer_status()->mutable_member() = luo.member();
  ask.mutable_get_answer_status()->set_message_id(first.stored().message_id());
  ask.mutable_get_answer_status()->set_child_id(luo.membership().children(0).child_id());
  while (!luo.ask(ask).answer_status().closed()) {
  }
  const auto again = lin.ask(frame_of(request));
  EXPECT_EQ(again.send_result().SerializeAsString(), first.SerializeAsString()) << again.ShortDebugString();
  auto late = request;
  late.mutable_header()->set_client_id(new_client_id());
  EXPECT_EQ(error_name(lin.ask(frame_of(late))), "INVALID") << "a new one is refused";
}

TEST(Durable, ASendRepeatedAfterHerClassWasTakenAwayGetsItsFirstResult) {
  School school;
  auto lin = school.wire("t-lin");
  const auto request = with_id(notice(to_classes(lin.membership(), {class_1}), "放学提醒"));
  const auto first = lin.ask(frame_of(request)).send_result();
  ASSERT_TRUE(first.has_stored());
  auto roster = small_roster().files();
  auto& posts = roster["enrollments.csv"];
  const std::string post = "c-1,s-1,t-lin,teacher,true";
  ASSERT_NE(posts.find(post), std::string::npos);
  posts.replace(posts.find(post), post.size(), "c-2,s-1,t-lin,teacher,false");
  const auto imported = must(school.import(roster), "imported");
  ASSERT_TRUE(std::holds_alternative<v1::RosterApplied>(imported));
  const auto again = lin.ask(frame_of(request));
  EXPECT_EQ(again.send_result().SerializeAsString(), first.SerializeAsString()) << again.ShortDebugString();
  EXPECT_EQ(error_name(lin.ask(frame_of(with_id(request)))), "FORBIDDEN") << "a new one is refused";
}

// --- Killed under load.

int rounds() { return std::getenv("JIAXIN_LONG") ? 50 : 5; }

struct Told {
  std::string title;
  std::set<std::string> classes;
  client::Queued queued;
};

const std::map<std::string, std::set<std::string>> families{{"g-luo", {class_1}},    {"g-zou", {class_1, class_2}},
                                                            {"g-ouyang", {class_1}}, {"g-xu", {class_1}},
                                                            {"g-zhang", {class_1}},  {"g-han", {class_2}}};

const std::set<std::string> deciders{"g-luo", "g-ouyang", "g-xu", "g-zhang"};
using Ids = std::set<std::uint64_t>;

class UnderLoad : public testing::Test {
 protected:
  UnderLoad() {
    for (const auto& [id, classes] : writers) school.phone(id);
    for (const auto& [id, classes] : families) school.phone(id);
    form = stored(school.phone("t-lin"), form_to(school.phone("t-lin").membership(), demo::in_a_week()));
    for (const auto& id : deciders) demo::open_item(school.phone(id), form);
  }

  void everybody_sends(int each) {
    for (int i = 0; i < each; ++i) {
      for (const auto& [id, classes] : writers) {
        auto& person = school.phone(id);
        const auto title = id + " 第" + std::to_string(told.size()) + "号通知";
        const auto header = to_classes(person.membership(), {classes.begin(), classes.end()});
        told.push_back({title, classes, must(person.client().send_notice(notice(header, title)), "queued")});
      }
      for (const auto& id : deciders) decide(school.phone(id));
    }
  }

  // Now so, now otherwise: every answer is a record of its own that names the one before.
  void decide(demo::Person& guardian) {
    v1::Decide decision;
    *decision.mutable_header()->mutable_member() = guardian.member();
    decision.mutable_header()->set_message_id(form);
    decision.mutable_header()->set_child_id(guardian.membership().children(0).child_id());
    decision.set_choice(decisions.size() % 2 ? v1::CHOICE_AGREE : v1::CHOICE_DECLINE);
    decisions.push_back({&guardian, must(guardian.client().decide(decision), "queued")});
  }

  std::size_t settled() const {
    const auto is_ready = [](const auto& one) {
      return one.queued.settled.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
    };
    return static_cast<std::size_t>(std::count_if(told.begin(), told.end(), is_ready) +
                                    std::count_if(decisions.begin(), decisions.end(), is_ready));
  }

  void wait_settled(std::size_t count) {
    demo::expect(school.bell.wait(4 * demo::patience, [&] { return settled() >= count; }), "sends are settled");
  }

  // What everybody was told in the end, each id once.
  void take_results() {
    for (const auto& one : told) {
      const auto result = must(one.queued.settled.get(), one.title);
      ASSERT_EQ(result.as, client::SettledAs::stored) << one.title << " " << demo::words_of(result);
      EXPECT_TRUE(items.emplace(result.message_id, &one).second) << "two items under one id";
    }
    for (const auto& one : decisions) {
      const auto result = must(one.queued.settled.get(), "decided");
      ASSERT_EQ(result.as, client::SettledAs::answered) << demo::words_of(result);
      const auto answer = result.answered.answer_id();
      for (const auto& [signer, answers] : answers_by)
        EXPECT_EQ(answers.count(answer), 0u) << "two answers under one id";
      EXPECT_TRUE(answers_by[one.by->member().member_id()].insert(answer).second) << "two answers under one id";
    }
  }

  const Ids& answers_of(const std::string& guardian) {
    return answers_by.at(school.phone(guardian).member().member_id());
  }

  // Numbered from 1 without a gap; every item that was stored for it, once, in the order of all logs; every answer of
  // the child's guardians, once, in order.
  void expect_whole_log(const std::string& id, const std::set<std::string>& classes, const Ids& expected_answers) {
    auto wire = school.wire(id);
    std::vector<std::uint64_t> item_order, answer_order, expected;
    std::uint64_t seq = 0;
    for (const auto& event : wire.read_log()) {
      EXPECT_EQ(event.seq(), ++seq) << id;
      (event.has_item() ? item_order : answer_order)
          .push_back(event.has_item() ? event.message_id() : event.answer().answer_id());
      const auto known = items.find(event.message_id());
      EXPECT_TRUE(known == items.end() || event.item().title() == known->second->title) << id;
    }
    if (classes.count(class_1)) expected.push_back(form);
    for (const auto& [message, one] : items)
      if (std::any_of(classes.begin(), classes.end(), [&](const auto& c) { return one->classes.count(c) > 0; }))
        expected.push_back(message);
    EXPECT_EQ(item_order, expected) << id;
    EXPECT_EQ(answer_order, std::vector<std::uint64_t>(expected_answers.begin(), expected_answers.end())) << id;
    school.phone(id).wait_arrival(expected.back());
    EXPECT_EQ(must(school.phone(id).client().inbox({.limit = 1000}), "inbox").size(), expected.size()) << id;
  }

  // A guardian's records are one chain. Where they do not all fit into a frame the status shows the newest; the logs
  // have all of them.
  void expect_whole_chain(WireClient& sender, const std::string& id) {
    constexpr std::size_t surely_fit = 100;
    auto& guardian = school.phone(id);
    v1::ClientFrame ask;
    *ask.mutable_get_answer_status()->mutable_member() = sender.member();
    ask.mutable_get_answer_status()->set_message_id(form);
    ask.mutable_get_answer_status()->set_child_id(guardian.membership().children(0).child_id());
    const auto status = sender.ask(ask).answer_status();
    Ids records;
    for (const auto& signer : status.signers()) {
      if (signer.member_id() != guardian.member().member_id()) continue;
      for (const auto& record : signer.records()) {
        if (!records.empty()) {
          EXPECT_EQ(record.predecessor(), *records.rbegin()) << id;
        }
        records.insert(record.answer_id());
      }
    }
    const auto all = answers_of(id);
    if (all.size() <= surely_fit) {
      EXPECT_EQ(records, all) << id;
    }
    ASSERT_FALSE(records.empty() && !all.empty()) << id;
    ASSERT_LE(records.size(), all.size()) << id;
    EXPECT_TRUE(std::equal(records.rbegin(), records.rend(), all.rbegin())) << id;
  }

  struct Decided {
    demo::Person* by;
    client::Queued queued;
  };

  const std::map<std::string, std::set<std::string>> writers{
      {"t-lin", {class_1}}, {"t-he", {class_2}}, {"t-zhou", {class_1, class_2}}};
  School school;
  std::uint64_t form = 0;
  std::vector<Told> told;
  std::vector<Decided> decisions;
  std::map<std::uint64_t, const Told*> items;  // by message
  std::map<std::uint32_t, Ids> answers_by;     // by signer
};

TEST_F(UnderLoad, AKilledServerLosesNothingDoublesNothingAndKeepsTheOrder) {
  constexpr int each = 4;
  std::mt19937 random(7);
  for (int round = 0; round < rounds(); ++round) {
    const auto before = settled();
    everybody_sends(each);
    wait_settled(before + 1 + random() % (5 * each));
    school.server.kill();
    school.server.start();
  }
  wait_settled(told.size() + decisions.size());
  take_results();
  for (const auto& [id, classes] : families) {
    auto answers = deciders.count(id) ? answers_of(id) : Ids{};
    if (id == "g-ouyang") answers.merge(Ids(answers_of("g-xu")));  // parents of one child hear of each other's
    if (id == "g-xu") answers.merge(Ids(answers_of("g-ouyang")));
    expect_whole_log(id, classes, answers);
  }
  auto lin = school.wire("t-lin");
  for (const auto& id : deciders) expect_whole_chain(lin, id);
}

}  // namespace
}  // namespace jiaxin::stage
