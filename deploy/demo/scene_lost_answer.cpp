// 7. The connection is lost after the server has stored a notice and before the sender hears of it. Her phone sends
// it again by itself; the families have it once.
#include "day.hpp"
#include "requests.hpp"

namespace jiaxin::demo {
namespace {

std::size_t copies_in_inbox(Person& person, const std::string& title, std::uint64_t message_id) {
  const auto entries = must(person.client().inbox({.limit = 1000}), person.name() + " looks into the inbox");
  std::size_t copies = 0;
  for (const auto& entry : entries) {
    if (entry.item.title() != title) continue;
    expect(entry.message_id == message_id, "what " + person.name() + " has bears the id that the repeat was given");
    ++copies;
  }
  return copies;
}

}  // namespace

void scene_lost_answer(Day& day) {
  auto& cast = day.cast;
  day.transcript.scene(7, "断线重发，只到一次", "A send repeated after a lost connection arrives once");
  const auto text = day.letter_text("notice-rain");
  const int connections = day.line->tally().connections;
  day.line->cut_before_answer_to(text.title.size() + text.body.size());
  const auto sent = Clock::now();
  const auto queued = cast.he.client().send_notice(notice_of(text, to_own_grade(cast.he)));
  expect(day.line->wait_for_cut(patience), "the line is cut before the answer");
  day.transcript.line(cast.he.name(),
                      "《" + text.title + "》送出 " + ms(sent, Clock::now()) + " 后断线，" +
                          std::to_string(day.line->tally().withheld_bytes) + " 字节的答复没收到",
                      "the answer is lost");
  const auto result = settle(cast.he, queued, client::SettledAs::stored, "the repeat is answered with STORED");
  const auto tally = day.line->tally();
  expect(tally.connections > connections && tally.cuts == 1, "the phone connected again by itself");
  const auto id = result.settled.send.stored().message_id();
  day.transcript.line(cast.he.name(),
                      "手机自动重连、自动重发，" + ms(sent, result.at) + " 得到存盘确认，编号 " + std::to_string(id),
                      "reconnects and repeats by itself");
  for (auto* guardian : cast.guardians()) {
    guardian->wait_arrival(id);
    expect(guardian->arrivals_of(id) == 1 && copies_in_inbox(*guardian, text.title, id) == 1,
           guardian->name() + " has it exactly once");
  }
  const auto once = cast.zou.wait_arrival(id);
  expect(once.entry.children.size() == 2, "the mother of twins in two classes has one item for both");
  cast.he.wait_arrival(id);
  expect(copies_in_inbox(cast.he, text.title, id) == 1, "her own log has it once");
  day.transcript.line(cast.zou.name(), "只收到一份，编号相同，写着两个班的两个孩子；" + ms(sent, once.at) + " 就收到了",
                      "exactly one, the same id");
}

}  // namespace jiaxin::demo
