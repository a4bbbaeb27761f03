// 6. A long letter that explains the homework rules gets through, to the whole school. It uses the words of the
// message before, but forbids what that one asked for.
#include <algorithm>

#include "day.hpp"
#include "requests.hpp"

namespace jiaxin::demo {

void scene_rules_letter(Day& day) {
  auto& cast = day.cast;
  day.transcript.scene(6, "解释作业规定的长信畅通无阻", "A long letter that explains the homework rules");
  const auto blocked = day.letter_text("notice-homework").title;
  const auto text = day.letter_text("letter-homework-rules");
  expect(characters_in(text.body) >= 800, "the letter is long");
  const auto seq_before = cast.huang.newest_seq();
  const auto sent = Clock::now();
  const auto result = settle(cast.tang, cast.tang.client().send_letter(letter_of(text, to_school(cast.tang))),
                             client::SettledAs::stored, "the letter about the rules gets through");
  const auto& stored = result.settled.send.stored();
  expect(stored.children() == 240, "the letter goes to the whole school");
  day.transcript.line(cast.tang.name(),
                      "《" + text.title + "》" + std::to_string(characters_in(text.body)) + " 字，存盘 " +
                          ms(sent, result.at) + "：全校 " + std::to_string(stored.guardians()) + " 位监护人",
                      "whole school");
  Moment last = sent;
  for (auto* guardian : cast.guardians()) {
    const auto arrival = guardian->wait_arrival(stored.message_id());
    expect(arrival.entry.item.body() == text.body, guardian->name() + " reads the letter word for word");
    expect(guardian->arrivals_called(blocked) == 0, guardian->name() + " got nothing of the homework message");
    last = std::max(last, arrival.at);
  }
  expect(cast.huang.wait_arrival(stored.message_id()).entry.seq == seq_before + 1,
         "between the form and this letter nothing stands in the families' logs");
  day.transcript.line(std::to_string(cast.guardians().size()) + " 位监护人",
                      "收到全文，最后一位 " + ms(sent, last) + "；刚才那条作业消息，谁的收件箱里都没有",
                      "nobody got the homework");
}

}  // namespace jiaxin::demo
