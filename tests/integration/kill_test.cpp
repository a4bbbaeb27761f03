// Either side killed at the worst moment: nothing acknowledged is lost, nothing is doubled.
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <cstdlib>
#include <random>
#include <set>

#include "child_process.hpp"
#include "stage/school.hpp"

namespace jiaxin::stage {
namespace {

constexpr const char* class_1 = "三年级(1)班";
constexpr const char* class_2 = "三年级(2)班";

int rounds() { return std::getenv("JIAXIN_LONG") ? 50 : 6; }

struct Sent {
  std::string title;
  std::set<std::string> classes;
  client::Queued queued;

  bool settled() const { return queued.settled.wait_for(std::chrono::seconds(0)) == std::future_status::ready; }
};

// Everybody writes at once, whatever becomes of the server.
class Storm {
 public:
  explicit Storm(School& school) : school_(school) {
    for (const auto& [id, classes] : std::map<std::string, std::set<std::string>>{
             {"t-lin", {class_1}}, {"t-he", {class_2}}, {"t-zhou", {class_1, class_2}}})
      writers_.push_back({&school.phone(id), classes});
  }

  void send_from_all(int each) {
    for (int i = 0; i < each; ++i)
      for (auto& [person, classes] : writers_) {
        const auto title = person->name() + " 第" + std::to_string(sent_.size()) + "号通知";
        const auto header = to_classes(person->membership(), {classes.begin(), classes.end()});
        sent_.push_back({title, classes, must(person->client().send_notice(notice(header, title)), "queues " + title)});
      }
  }

  std::size_t settled() const {
    return static_cast<std::size_t>(
        std::count_if(sent_.begin(), sent_.end(), [](const Sent& s) { return s.settled(); }));
  }
  void wait_settled(std::size_t count) {
    demo::expect(school_.bell.wait(4 * demo::patience, [&] { return settled() >= count; }),
                 std::to_string(count) + " sends are settled");
  }
  const std::vector<Sent>& sent() const { return sent_; }

 private:
  School& school_;
  std::vector<std::pair<demo::Person*, std::set<std::string>>> writers_;
  std::vector<Sent> sent_;
};

struct Expected {
  std::uint64_t id;
  std::string title;
};

std::vector<Expected> expected_for(const Storm& storm, const std::set<std::string>& classes) {
  std::vector<Expected> items;
  for (const auto& sent : storm.sent()) {
    const bool addressed =
        std::any_of(classes.begin(), classes.end(), [&](const auto& title) { return sent.classes.count(title) > 0; });
    const auto settled = must(sent.queued.settled.get(), "is settled: " + sent.title);
    EXPECT_EQ(settled.as, client::SettledAs::stored) << sent.title;
    if (addressed) items.push_back({settled.message_id, sent.title});
  }
  std::sort(items.begin(), items.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  return items;
}

// A log is whole if it has exactly what was stored for it, once each, numbered without a gap, in the order of storing.
void expect_whole_log(demo::Person& guardian, const std::vector<Expected>& expected) {
  auto entries = must(guardian.client().inbox({.limit = 1000}), "the inbox is read");
  std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.seq < b.seq; });
  ASSERT_EQ(entries.size(), expected.size()) << guardian.name();
  for (std::size_t i = 0; i < entries.size(); ++i) {
    EXPECT_EQ(entries[i].seq, i + 1) << guardian.name();
    EXPECT_EQ(entries[i].message_id, expected[i].id) << guardian.name();
    EXPECT_EQ(entries[i].item.title(), expected[i].title) << guardian.name();
  }
}

TEST(Killed, TheServerLosesAndDoublesNothingHoweverOften) {
  School school;
  Storm storm(school);
  const std::map<std::string, std::set<std::string>> families{
      {"g-luo", {class_1}}, {"g-zou", {class_1, class_2}}, {"g-ouyang", {class_1}}, {"g-han", {class_2}}};
  for (const auto& [id, classes] : families) school.phone(id);
  std::mt19937 random(20261122);
  constexpr int each = 6;

  for (int round = 0; round < rounds(); ++round) {
    const auto before = storm.settled();
    storm.send_from_all(each);
    storm.wait_settled(before + 1 + random() % (2 * each));
    school.server.kill();
    school.server.start();
  }
  storm.wait_settled(storm.sent().size());
  for (const auto& [id, classes] : families) {
    const auto expected = expected_for(storm, classes);
    auto& guardian = school.phone(id);
    guardian.wait_arrival(expected.back().id);
    expect_whole_log(guardian, expected);
  }
}

TEST(Killed, TheServerKeepsEveryDecisionThatItAcknowledged) {
  School school;
  auto& lin = school.phone("t-lin");
  auto& ouyang = school.phone("g-ouyang");
  auto& xu = school.phone("g-xu");
  v1::SendForm form;
  *form.mutable_header() = to_classes(lin.membership(), {class_1});
  form.set_title("春季研学活动知情同意书");
  form.mutable_form()->set_purpose("参观市科技馆");
  form.mutable_form()->set_body("4月17日全天，乘校车往返，费用由学校承担。");
  form.mutable_form()->set_deadline_ms(now_ms() + 3'600'000);
  const auto id = stored(lin, form);

  std::map<demo::Person*, std::uint64_t> recorded;
  for (auto* guardian : {&ouyang, &xu}) {
    const auto entry = guardian->wait_arrival(id).entry;
    must(guardian->client().mark_read(entry.member, id), "opens it");
    v1::Decide decision;
    *decision.mutable_header()->mutable_member() = entry.member;
    decision.mutable_header()->set_message_id(id);
    decision.mutable_header()->set_child_id(entry.children.at(0).child_id());
    decision.set_choice(guardian == &xu ? v1::CHOICE_DECLINE : v1::CHOICE_AGREE);
    const auto result = guardian->wait_settled(must(guardian->client().decide(decision), "decides"));
    ASSERT_EQ(result.settled.as, client::SettledAs::answered);
    recorded[guardian] = result.settled.answered.answer_id();
    school.server.kill();
    school.server.start();
  }

  v1::GetAnswerStatus ask;
  *ask.mutable_member() = lin.member();
  ask.set_message_id(id);
  ask.set_child_id(ouyang.membership().children(0).child_id());
  const auto status =
      lin.ask<v1::AnswerStatus>("sees the answers", [&](auto done) { lin.client().get_answer_status(ask, done); });
  EXPECT_TRUE(status.guardians_disagree());
  for (const auto& signer : status.signers()) {
    ASSERT_EQ(signer.records_size(), 1) << signer.name();
    auto& guardian = signer.member_id() == xu.member().member_id() ? xu : ouyang;
    EXPECT_EQ(signer.records(0).answer_id(), recorded[&guardian]);
  }
}

TEST(Killed, AClientBetweenSendAndStoredHasSentOnce) {
  School school;
  auto& luo = school.phone("g-luo");
  demo::CutLine line(school.bell, school.server.port());
  const auto address = "127.0.0.1:" + std::to_string(line.port());
  auto& lin = school.phone_at(address, "t-lin");
  const auto membership = lin.membership();
  const auto class_id = lin.class_called(class_1);
  lin.close_app();

  demo::ChildProcess app(school.bell,
                         {JIAXIN_SENDER_PROGRAM, address, school.state_file("t-lin", "phone").string(),
                          std::to_string(membership.ref().school_id()), std::to_string(membership.ref().member_id()),
                          std::to_string(class_id), "暴雨放学安排"},
                         school.folder.path() / "sender.log");
  ASSERT_EQ(app.first_line(2 * demo::patience), "online");
  constexpr std::size_t less_than_the_notice = 100;
  line.cut_before_answer_to(less_than_the_notice);
  ::kill(app.pid(), SIGUSR1);
  ASSERT_TRUE(line.wait_for_cut(2 * demo::patience)) << "the server stored it and its answer was withheld";
  app.kill();

  const auto first = luo.arrivals_called("暴雨放学安排");
  lin.open_app(address, school.runtime);
  demo::expect(school.bell.wait(2 * demo::patience, [&] { return lin.client().outbox_pending() == 0; }),
               "the next start settles what the killed one had queued");
  EXPECT_LE(first, 1u);
  const auto marker = stored(lin, notice(to_classes(lin.membership(), {class_1}), "第二条"));
  luo.wait_arrival(marker);
  EXPECT_EQ(luo.arrivals_called("暴雨放学安排"), 1u);
}

}  // namespace
}  // namespace jiaxin::stage
