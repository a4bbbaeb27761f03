// 4. A consent form: one guardian agrees, the guardian of another child declines, and a grandmother who is not on
// record as one who may sign is refused.
#include <algorithm>

#include "day.hpp"
#include "requests.hpp"

namespace jiaxin::demo {
namespace {

v1::SendForm study_trip(Day& day) {
  const auto text = day.letter_text("form-study-trip");
  const auto end_of_purpose = text.body.find("\n\n");
  expect(end_of_purpose != std::string::npos, "the form has a purpose and a body");
  v1::SendForm form;
  *form.mutable_header() = to_class(day.cast.lin, our_class);
  form.set_title(text.title);
  form.mutable_form()->set_purpose(text.body.substr(0, end_of_purpose));
  form.mutable_form()->set_body(text.body.substr(end_of_purpose + 2));
  form.mutable_form()->set_deadline_ms(in_a_week());
  return form;
}

client::Settled decide(Day& day, Person& guardian, const std::string& child, v1::Choice choice, client::SettledAs as,
                       const std::string& what) {
  open_item(guardian, day.form);
  v1::Decide decision;
  *decision.mutable_header() = answer_to(guardian.wait_arrival(day.form).entry, child);
  decision.set_choice(choice);
  return settle(guardian, guardian.client().decide(decision), as, guardian.name() + what).settled;
}

void decide_well(Day& day, Person& guardian, const std::string& child, v1::Choice choice) {
  const auto settled =
      decide(day, guardian, child, choice, client::SettledAs::answered, "'s decision is put on record");
  expect(settled.answered.answer_id() != 0, guardian.name() + "'s record has a number");
  const bool agrees = choice == v1::CHOICE_AGREE;
  day.transcript.line(guardian.name(), child + "：" + (agrees ? "同意" : "不同意"), agrees ? "agrees" : "declines");
}

void be_refused(Day& day, Person& guardian, const std::string& child) {
  const auto settled =
      decide(day, guardian, child, v1::CHOICE_AGREE, client::SettledAs::refused, " may not sign and is refused");
  expect(settled.failure && settled.failure->error.code() == v1::ERROR_CODE_FORBIDDEN, "the reason is FORBIDDEN");
  day.transcript.line(guardian.name(), child + "：被拒绝，" + settled.failure->error.text_zh(),
                      "FORBIDDEN, may not sign");
}

void check_record(Day& day) {
  auto& cast = day.cast;
  const auto item = cast.xu.wait_arrival(day.form).entry;
  v1::GetAnswerStatus request;
  *request.mutable_member() = cast.lin.member();
  request.set_message_id(day.form);
  request.set_child_id(child_called(item, "欧阳若溪"));
  const auto status = cast.lin.ask<v1::AnswerStatus>(
      "asks who has answered", [&](auto done) { cast.lin.client().get_answer_status(request, done); });
  const auto& signers = status.signers();
  const auto signer =
      std::find_if(signers.begin(), signers.end(), [&](const auto& each) { return each.name() == cast.xu.name(); });
  expect(signer != signers.end() && signer->records_size() == 1, "徐敏's decision is on record once");
  const auto& record = signer->records(0);
  expect(record.choice() == v1::CHOICE_DECLINE && record.text_sha256() == item.item.text_sha256() &&
             record.opened_at_ms() > 0 && record.opened_at_ms() <= record.decided_at_ms() &&
             record.relation() == "母亲",
         "the record names the exact text, when it was opened and decided, and who signed");
  day.transcript.line(cast.lin.name(), "决定已存档：关系、所见全文的 SHA-256、打开和决定的时间", "evidence on record");
}

}  // namespace

void scene_consent(Day& day) {
  auto& cast = day.cast;
  day.transcript.scene(4, "知情同意书", "A consent form");
  const auto sent = Clock::now();
  const auto result =
      settle(cast.lin, cast.lin.client().send_form(study_trip(day)), client::SettledAs::stored, "the form is stored");
  day.form = result.settled.send.stored().message_id();
  day.transcript.line(cast.lin.name(), "《春季研学活动知情同意书》存盘 " + ms(sent, result.at), "the form goes out");

  decide_well(day, cast.han, "许嘉言", v1::CHOICE_AGREE);
  decide_well(day, cast.xu, "欧阳若溪", v1::CHOICE_DECLINE);
  const auto told = cast.ouyang.wait_answer(day.form, cast.xu.member().member_id());
  expect(told.answer.choice() == v1::CHOICE_DECLINE, "the father is told what the mother decided");
  day.transcript.line(cast.ouyang.name(), "作为父亲，看到母亲已答“不同意”", "the other guardian is told");
  be_refused(day, cast.huang, "刘雨桐");
  const auto news = cast.lin.wait_receipts(day.form, "sees who has decided", [](const v1::ReceiptSummary& summary) {
    return summary.children_agreed() == 1 && summary.children_declined() == 1;
  });
  expect(news.summary.children_unanswered() == 38, "silence is not consent");
  day.transcript.line(cast.lin.name(), "同意 1，不同意 1，未答 38：沉默不算同意", "silence is not consent");
  check_record(day);
}

}  // namespace jiaxin::demo
