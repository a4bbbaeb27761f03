// 5. A message that assigns homework is stopped. That nobody got it is asserted once the next letter has come (6).
#include "day.hpp"
#include "requests.hpp"

namespace jiaxin::demo {

void scene_homework(Day& day) {
  auto& lin = day.cast.lin;
  day.transcript.scene(5, "布置作业的消息发不出去", "A message that assigns homework is stopped");
  const auto text = day.letter_text("notice-homework");
  const auto sent = Clock::now();
  const auto result = settle(lin, lin.client().send_notice(notice_of(text, to_class(lin, our_class))),
                             client::SettledAs::blocked, "homework is blocked");
  const auto& findings = result.settled.send.blocked().findings();
  expect(!findings.empty(), "the filter says why");
  day.transcript.line(lin.name(), "《" + text.title + "》被拦下，" + ms(sent, result.at) + "，没有发给任何人",
                      "blocked, sent to nobody");
  for (const auto& finding : findings) {
    const auto words = part_of(text.title + "\n" + text.body, finding.start(), finding.end());
    expect(!words.empty() && finding.quote() == words, "the finding quotes the very words");
    expect(!finding.reason_zh().empty() && !finding.way_on_zh().empty(), "the finding gives a reason and a way on");
    day.transcript.quote("原文 quote   “" + finding.quote() + "”");
    day.transcript.quote("原因 reason  " + finding.type() + "：" + finding.reason_zh());
    day.transcript.quote("出路 way on  " + finding.way_on_zh());
  }
}

}  // namespace jiaxin::demo
