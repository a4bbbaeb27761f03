// 3. A letter with a reply slip, counted per child; two guardians who differ, and one who changes his mind.
#include <algorithm>
#include <array>

#include "day.hpp"
#include "requests.hpp"

namespace jiaxin::demo {
namespace {

constexpr std::array<const char*, 4> labels{"只参加第一时段（到17:20）", "两个时段都参加（到18:10）",
                                            "两个时段并延时托管（到18:40）", "不参加课后服务"};
constexpr std::uint32_t first_only = 0, both = 1, late = 2, not_at_all = 3;
constexpr const char* remark = "每周四由外婆来接。";

v1::SendLetter letter_with_slip(Day& day) {
  auto letter = letter_of(day.letter_text("letter-after-school"), to_class(day.cast.lin, our_class));
  for (const char* label : labels) letter.mutable_slip()->add_options()->set_label(label);
  letter.mutable_slip()->mutable_options(not_at_all)->set_will_not_take_part(true);
  letter.mutable_slip()->set_comment_allowed(true);
  letter.mutable_slip()->set_deadline_ms(in_a_week());
  return letter;
}

void choose(Day& day, Person& guardian, const std::string& child, std::uint32_t option,
            const std::string& comment = {}) {
  v1::AnswerSlip slip;
  *slip.mutable_header() = answer_to(guardian.wait_arrival(day.letter).entry, child);
  slip.set_option(option);
  slip.set_comment(comment);
  settle(guardian, guardian.client().answer_slip(slip), client::SettledAs::answered,
         guardian.name() + " fills in the slip for " + child);
  day.transcript.line(guardian.name(), child + "：" + labels[option]);
}

void check_counts(Day& day, std::array<std::uint32_t, 4> counts, std::uint32_t disagree) {
  auto& lin = day.cast.lin;
  std::uint32_t agreed = 0;
  for (const auto count : counts) agreed += count;
  const auto news = lin.wait_receipts(day.letter, "sees the slips counted", [&](const v1::ReceiptSummary& summary) {
    return std::equal(summary.slip_counts().begin(), summary.slip_counts().end(), counts.begin(), counts.end()) &&
           summary.children_disagree() == disagree && summary.children_unanswered() == 40 - agreed - disagree;
  });
  std::string words = "统计：";
  for (std::size_t i = 0; i < counts.size(); ++i) words += (i ? " / " : "") + std::to_string(counts[i]);
  day.transcript.line(lin.name(),
                      words + "，意见不一致 " + std::to_string(disagree) + "，未答 " +
                          std::to_string(news.summary.children_unanswered()),
                      "counted per child");
}

void check_remark(Day& day) {
  const auto receipts = all_receipts(day.cast.lin, day.letter);
  const auto remarks = std::count_if(receipts.receipts().begin(), receipts.receipts().end(),
                                     [](const auto& row) { return row.comment() == remark; });
  expect(remarks == 1, "the remark stands in one receipt, which only the teacher can see");
}

}  // namespace

void scene_reply_slip(Day& day) {
  auto& cast = day.cast;
  day.transcript.scene(3, "致家长的一封信，附回执", "A class letter with a reply slip");
  const auto sent = Clock::now();
  const auto result = settle(cast.lin, cast.lin.client().send_letter(letter_with_slip(day)), client::SettledAs::stored,
                             "the letter is stored");
  day.letter = result.settled.send.stored().message_id();
  day.transcript.line(cast.lin.name(), "发出课后服务选择信，存盘 " + ms(sent, result.at) + "；四个选项，无预选",
                      "four options, none preselected");
  for (auto* guardian : {&cast.luo, &cast.zou, &cast.xu, &cast.ouyang, &cast.han}) open_item(*guardian, day.letter);
  choose(day, cast.luo, "陈思远", both);
  choose(day, cast.luo, "陈思齐", first_only, remark);
  choose(day, cast.zou, "赵一鸣", late);
  choose(day, cast.han, "许嘉言", not_at_all);
  choose(day, cast.xu, "欧阳若溪", first_only);
  choose(day, cast.ouyang, "欧阳若溪", both);
  check_counts(day, {1, 1, 1, 1}, 1);
  choose(day, cast.xu, "欧阳若溪", both);
  check_counts(day, {1, 2, 1, 1}, 0);
  check_remark(day);
}

}  // namespace jiaxin::demo
