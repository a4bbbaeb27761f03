// 8. The server is killed while sends are under way, and started again. Nothing that it acknowledged is gone, nothing
// is doubled, and what it had not acknowledged is sent by the phones once it is back.
#include <functional>
#include <map>
#include <set>

#include "day.hpp"
#include "requests.hpp"

namespace jiaxin::demo {
namespace {

constexpr int notices_each = 30;  // more if the acknowledgements are late
constexpr int most_notices = 300;
constexpr std::size_t acknowledged_before_kill = 12;

using Ids = std::set<std::uint64_t>;

// One of the two who send at the same time.
struct Sender {
  Person& person;
  const char* class_title;
  std::vector<client::Queued> sent = {};
};

LetterText dismissal(const std::string& class_title, int number) {
  const auto lane = std::to_string(number);
  return {class_title + "放学路队安排 " + lane, "今天16:10放学，第" + lane + "路队在操场东侧第" + lane +
                                                    "号牌下集合，由值班老师带到路口。请接送的家长在黄线外等候。"};
}

void send_one(Sender& sender, int number) {
  auto header = to_class(sender.person, sender.class_title);
  const auto notice = notice_of(dismissal(sender.class_title, number), std::move(header));
  sender.sent.push_back(must(sender.person.client().send_notice(notice), sender.person.name() + " sends a notice"));
}

// The ids of those of its notices that the server has acknowledged so far.
Ids acknowledged(const Sender& sender) {
  std::set<client::ClientId> sent;
  for (const auto& queued : sender.sent) sent.insert(queued.client_id);
  Ids ids;
  for (const auto& settled : sender.person.settled())
    if (sent.contains(settled.client_id) && settled.as == client::SettledAs::stored) ids.insert(settled.message_id);
  return ids;
}

Ids joined(Ids one, const Ids& other) {
  one.insert(other.begin(), other.end());
  return one;
}

Ids all_stored(Sender& sender) {
  for (const auto& queued : sender.sent) sender.person.wait_settled(queued);
  const auto ids = acknowledged(sender);
  expect(ids.size() == sender.sent.size(), sender.person.name() + "'s notices are all stored, each under its own id");
  return ids;
}

Ids kill(Day& day, std::size_t handed_over, const std::function<Ids()>& acknowledged_so_far) {
  const auto pid = std::to_string(day.server.pid());
  day.server.kill();
  const auto ids = acknowledged_so_far();
  expect(ids.size() < handed_over, "the server is killed in the middle of the burst");
  day.transcript.line("jiaxind",
                      "SIGKILL（进程 " + pid + "）：已交手机 " + std::to_string(handed_over) + " 条，已确认 " +
                          std::to_string(ids.size()) + " 条，其余在路上",
                      "killed in a burst");
  return ids;
}

// Both send, and the server is killed as soon as a few notices are acknowledged, while the latest are under way. What
// follows goes into the outboxes while there is no server. The result is what was acknowledged by then.
Ids send_and_kill(Day& day, Sender& one, Sender& other) {
  const auto so_far = [&] { return joined(acknowledged(one), acknowledged(other)); };
  Ids before_kill;
  for (int number = 1; number <= most_notices && (number <= notices_each || before_kill.empty()); ++number) {
    send_one(one, number);
    send_one(other, number);
    if (before_kill.empty() && so_far().size() >= acknowledged_before_kill)
      before_kill = kill(day, one.sent.size() + other.sent.size(), so_far);
  }
  expect(!before_kill.empty(), "the server acknowledges notices while others are being sent");
  return before_kill;
}

// Each of the ids exactly once, in what the app was told and in the inbox that it keeps; and no title twice.
void has_each_once(Person& guardian, const Ids& ids) {
  for (const auto id : ids) guardian.wait_arrival(id);
  const auto entries = must(guardian.client().inbox({.limit = 1000}), guardian.name() + " looks into the inbox");
  std::map<std::uint64_t, int> copies;
  std::map<std::string, int> titles;
  for (const auto& entry : entries) {
    ++copies[entry.message_id];
    ++titles[entry.item.title()];
  }
  for (const auto id : ids)
    expect(copies[id] == 1 && guardian.arrivals_of(id) == 1,
           guardian.name() + " has item " + std::to_string(id) + " exactly once");
  for (const auto& [title, count] : titles)
    expect(count == 1, guardian.name() + " has \"" + title + "\" once, not " + std::to_string(count) + " times");
}

std::string on_record(Day& day) {
  std::string all;
  for (const auto id : {day.notice, day.letter, day.form}) all += all_receipts(day.cast.lin, id).SerializeAsString();
  return all;
}

void all_back(const std::map<Person*, int>& sign_ins_before) {
  for (const auto& [person, before] : sign_ins_before) person->wait_sign_in_after(before);
}

}  // namespace

void scene_killed_server(Day& day) {
  auto& cast = day.cast;
  day.transcript.scene(8, "服务器被杀死又启动，确认过的一条不少", "The server is killed and started again");
  const auto record = on_record(day);
  cast.zhang.close_app();
  std::map<Person*, int> sign_ins;
  for (auto* person : cast.on_roster())
    if (person != &cast.zhang) sign_ins[person] = person->sign_ins();

  Sender one{cast.lin, our_class};
  Sender other{cast.he, "三年级(2)班"};
  const auto before_kill = send_and_kill(day, one, other);
  const auto killed = Clock::now();
  day.server.start();
  day.transcript.line("jiaxind", "同一数据目录、同一端口重新启动，" + ms(killed, Clock::now()) + " 后可用",
                      "started again");
  all_back(sign_ins);
  day.transcript.line(std::to_string(sign_ins.size()) + " 部手机", "自己重新连上，" + ms(killed, Clock::now()),
                      "all resumed by themselves");

  const auto to_our_class = all_stored(one);
  const auto to_all = joined(to_our_class, all_stored(other));
  for (const auto id : before_kill) expect(to_all.contains(id), "an acknowledged id stays what it was");
  day.transcript.line("两位老师",
                      std::to_string(to_all.size()) + " 条全部存盘，未确认的由手机重发，" + ms(killed, Clock::now()),
                      "the phones sent the rest");
  cast.zhang.open_app(day.address_for(cast.zhang), day.runtime);
  for (auto* guardian : cast.guardians()) has_each_once(*guardian, guardian == &cast.zou ? to_all : to_our_class);
  day.transcript.line(std::to_string(cast.guardians().size()) + " 位监护人",
                      "逐条核对：确认过的 " + std::to_string(before_kill.size()) + " 条都在，" +
                          std::to_string(to_all.size()) + " 条各一份，没有重复；离线的" + cast.zhang.name() + "也是",
                      "each exactly once");
  expect(on_record(day) == record, "receipts, slips and decisions are as they were before the kill");
  day.transcript.line(cast.lin.name(), "早先的回执、选择和决定，与杀死之前一字不差",
                      "receipts and decisions unchanged");
}

}  // namespace jiaxin::demo
