// 1. A notice reaches the guardians who are online at once, and the one who was not when he is back.
#include <algorithm>

#include "day.hpp"
#include "requests.hpp"

namespace jiaxin::demo {
namespace {

void reach_those_online(Day& day, const LetterText& text, Moment sent) {
  Moment first = Moment::max();
  Moment last = sent;
  int reached = 0;
  for (auto* guardian : day.cast.guardians()) {
    if (guardian == &day.cast.ouyang) continue;
    const auto arrival = guardian->wait_arrival(day.notice);
    expect(arrival.entry.item.title() == text.title && arrival.entry.item.body() == text.body,
           guardian->name() + " receives the very words that were sent");
    first = std::min(first, arrival.at);
    last = std::max(last, arrival.at);
    ++reached;
  }
  day.transcript.line(std::to_string(reached) + " 位监护人",
                      "在线，立即收到：第一位 " + ms(sent, first) + "，最后一位 " + ms(sent, last),
                      "online: first, last");
}

}  // namespace

void scene_notice(Day& day) {
  auto& lin = day.cast.lin;
  auto& luo = day.cast.luo;
  auto& ouyang = day.cast.ouyang;
  day.transcript.scene(1, "班主任发通知", "A class teacher's notice");
  const auto text = day.letter_text("notice-sports-day");
  const auto sent = Clock::now();
  const auto result = settle(lin, lin.client().send_notice(notice_of(text, to_class(lin, our_class))),
                             client::SettledAs::stored, "the notice is stored");
  const auto& stored = result.settled.send.stored();
  expect(stored.children() == 40, "the notice is addressed to the guardians of 40 children");
  day.notice = stored.message_id();
  day.transcript.line(lin.name(),
                      "《" + text.title + "》存盘 " + ms(sent, result.at) + "：" + std::to_string(stored.children()) +
                          " 名学生的 " + std::to_string(stored.guardians()) + " 位监护人",
                      "STORED after fsync");
  reach_those_online(day, text, sent);
  const auto twins = luo.wait_arrival(day.notice).entry;
  expect(twins.children.size() == 2 && luo.arrivals_of(day.notice) == 1, "the mother of twins gets one item for both");
  day.transcript.line(luo.name(),
                      "双胞胎的母亲只收到一份：" + twins.children[0].name() + "、" + twins.children[1].name(),
                      "one item for her twins");

  const auto back = Clock::now();
  ouyang.open_app(day.address_for(ouyang), day.runtime);
  const auto arrival = ouyang.wait_arrival(day.notice);
  expect(arrival.entry.item.body() == text.body, "who was offline reads the same words");
  day.transcript.line(ouyang.name(), "出了地铁，重新连接后 " + ms(back, arrival.at) + " 收到",
                      "was offline, has it now");
}

}  // namespace jiaxin::demo
