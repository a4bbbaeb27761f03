// Consent forms and reply slips: who may answer, when, what is kept, and who sees it.
#include <gtest/gtest.h>

#include <algorithm>

#include "codec/form_text.hpp"
#include "stage/school.hpp"

namespace jiaxin::stage {
namespace {

constexpr const char* class_1 = "三年级(1)班";

// 林雪梅's class and a form or letter to it, frame by frame.
class Consent : public testing::Test {
 protected:
  std::uint64_t send_form(std::int64_t deadline_ms = demo::in_a_week()) {
    v1::SendForm request;
    *request.mutable_header() = to_classes(lin.membership(), {class_1});
    request.mutable_header()->set_client_id(new_client_id());
    request.set_title("研学活动知情同意书");
    request.mutable_form()->set_purpose("参观市博物馆");
    request.mutable_form()->set_body("周五上午乘车前往，午饭前返校，费用由学校承担。");
    request.mutable_form()->set_deadline_ms(deadline_ms);
    request.mutable_form()->set_version(1);
    sha256 = codec::form_text_sha256(request.title(), request.form());
    const auto answer = lin.ask(frame_of(request));
    EXPECT_TRUE(answer.send_result().has_stored()) << answer.ShortDebugString();
    return answer.send_result().stored().message_id();
  }

  std::uint64_t send_slip(bool comment_allowed) {
    v1::SendLetter request;
    *request.mutable_header() = to_classes(lin.membership(), {class_1});
    request.mutable_header()->set_client_id(new_client_id());
    request.set_title("秋游家长信");
    request.set_body("请选择是否参加。");
    request.mutable_slip()->add_options()->set_label("参加");
    request.mutable_slip()->add_options()->set_label("不参加");
    request.mutable_slip()->set_comment_allowed(comment_allowed);
    const auto answer = lin.ask(frame_of(request));
    EXPECT_TRUE(answer.send_result().has_stored()) << answer.ShortDebugString();
    return answer.send_result().stored().message_id();
  }

  static std::uint32_t child(const WireClient& guardian, const std::string& name) {
    for (const auto& known : guardian.membership().children())
      if (known.name() == name) return known.child_id();
    throw StageError("he has no child called " + name);
  }

  static v1::AnswerHeader header(const WireClient& guardian, std::uint64_t message, std::uint32_t child_id,
                                 std::uint64_t predecessor = 0) {
    v1::AnswerHeader header;
    *header.mutable_member() = guardian.member();
    header.set_client_id(new_client_id());
    header.set_message_id(message);
    header.set_child_id(child_id);
    header.set_predecessor(predecessor);
    return header;
  }

  v1::Decide decision(const WireClient& guardian, std::uint64_t message, std::uint32_t child_id, v1::Choice choice,
                      std::uint64_t predecessor = 0) const {
    v1::Decide request;
    *request.mutable_header() = header(guardian, message, child_id, predecessor);
    request.set_choice(choice);
    request.set_form_version(1);
    request.set_text_sha256(sha256);
    return request;
  }

  static v1::AnswerSlip slip(const WireClient& guardian, std::uint64_t message, std::uint32_t child_id,
                             std::uint32_t option, const std::string& comment = "", std::uint64_t predecessor = 0) {
    v1::AnswerSlip request;
    *request.mutable_header() = header(guardian, message, child_id, predecessor);
    request.set_option(option);
    request.set_comment(comment);
    return request;
  }

  static void open(WireClient& guardian, std::uint64_t message) {
    const auto answer = guardian.ask(mark_read(guardian.member(), message));
    ASSERT_TRUE(answer.has_read_marked()) << answer.ShortDebugString();
  }

  static v1::ServerFrame ask_status(WireClient& asking, std::uint64_t message, std::uint32_t child_id) {
    v1::ClientFrame frame;
    *frame.mutable_get_answer_status()->mutable_member() = asking.member();
    frame.mutable_get_answer_status()->set_message_id(message);
    frame.mutable_get_answer_status()->set_child_id(child_id);
    return asking.ask(frame);
  }

  static v1::AnswerStatus status(WireClient& asking, std::uint64_t message, std::uint32_t child_id) {
    const auto answer = ask_status(asking, message, child_id);
    EXPECT_TRUE(answer.has_answer_status()) << answer.ShortDebugString();
    return answer.answer_status();
  }

  static const v1::Signer& signer(const v1::AnswerStatus& status, const std::string& name) {
    for (const auto& one : status.signers())
      if (one.name() == name) return one;
    throw StageError("no signer called " + name + ": " + status.ShortDebugString());
  }

  v1::ReceiptSummary summary(std::uint64_t message) {
    v1::ClientFrame frame;
    *frame.mutable_get_receipts()->mutable_member() = lin.member();
    frame.mutable_get_receipts()->set_message_id(message);
    return lin.ask(frame).receipts().summary();
  }

  School school;
  WireClient lin = school.wire("t-lin");
  WireClient ouyang = school.wire("g-ouyang");
  WireClient xu = school.wire("g-xu");
  std::string sha256;
};

TEST_F(Consent, TwoGuardiansMayDisagreeAndBothDecisionsStand) {
  const auto form = send_form();
  const auto id = child(xu, "欧阳若溪");
  open(ouyang, form);
  open(xu, form);
  const auto yes = ouyang.ask(frame_of(decision(ouyang, form, id, v1::CHOICE_AGREE)));
  ASSERT_TRUE(yes.has_answered()) << yes.ShortDebugString();
  EXPECT_EQ(summary(form).children_agreed(), 1u);
  const auto no = xu.ask(frame_of(decision(xu, form, id, v1::CHOICE_DECLINE)));
  ASSERT_TRUE(no.has_answered()) << no.ShortDebugString();
  EXPECT_GE(yes.answered().decided_at_ms(), yes.answered().opened_at_ms());

  const auto counts = summary(form);
  EXPECT_EQ(counts.children_disagree(), 1u);
  EXPECT_EQ(counts.children_agreed() + counts.children_declined(), 0u);
  EXPECT_EQ(counts.children_unanswered(), 4u);
  for (auto* asking : {&lin, &ouyang, &xu}) {
    const auto seen = status(*asking, form, id);
    EXPECT_TRUE(seen.guardians_disagree());
    ASSERT_EQ(signer(seen, "欧阳明").records_size(), 1);
    ASSERT_EQ(signer(seen, "徐敏").records_size(), 1);
    const auto& record = signer(seen, "欧阳明").records(0);
    EXPECT_EQ(record.choice(), v1::CHOICE_AGREE);
    EXPECT_EQ(record.text_sha256(), sha256);
    EXPECT_EQ(record.form_version(), 1u);
    EXPECT_EQ(record.relation(), "父亲");
    EXPECT_EQ(signer(seen, "徐敏").records(0).choice(), v1::CHOICE_DECLINE);
  }
}

TEST_F(Consent, TheOtherGuardianIsToldOfADecision) {
  const auto form = send_form();
  const auto id = child(xu, "欧阳若溪");
  open(ouyang, form);
  const auto before = status(xu, form, id);
  EXPECT_TRUE(signer(before, "欧阳明").may_sign());
  EXPECT_EQ(signer(before, "欧阳明").records_size(), 0);
  const auto answered = ouyang.ask(frame_of(decision(ouyang, form, id, v1::CHOICE_AGREE))).answered();

  const auto log = xu.read_log();
  ASSERT_EQ(log.size(), 2u);
  EXPECT_EQ(log[0].item().text_sha256(), sha256);
  EXPECT_EQ(log[0].item().ask(), v1::ASK_CONSENT);
  EXPECT_EQ(log[1].message_id(), form);
  EXPECT_EQ(log[1].answer().answer_id(), answered.answer_id());
  EXPECT_EQ(log[1].answer().name(), "欧阳明");
  EXPECT_EQ(log[1].answer().relation(), "父亲");
  EXPECT_EQ(log[1].answer().choice(), v1::CHOICE_AGREE);
  EXPECT_EQ(log[1].answer().child_id(), id);
  // Guardians of other children hear nothing of it.
  EXPECT_EQ(school.wire("g-luo").read_log().size(), 1u);
  EXPECT_EQ(school.wire("g-zhang").read_log().size(), 1u);
}

TEST_F(Consent, WhoMayNotSignIsRefusedAndSeesWhoMay) {
  const auto form = send_form();
  auto huang = school.wire("g-huang");
  const auto id = child(huang, "刘雨桐");
  open(huang, form);
  EXPECT_EQ(error_name(huang.ask(frame_of(decision(huang, form, id, v1::CHOICE_AGREE)))), "FORBIDDEN");
  const auto seen = status(huang, form, id);
  ASSERT_EQ(seen.signers_size(), 3);
  EXPECT_FALSE(signer(seen, "黄桂英").may_sign());
  EXPECT_TRUE(signer(seen, "张丽萍").may_sign());
  EXPECT_FALSE(signer(seen, "刘海波").may_sign()) << "he was not written to, so he cannot answer";
  EXPECT_EQ(summary(form).answered(), 0u);
}

TEST_F(Consent, NobodyDecidesForAChildThatIsNotHis) {
  const auto form = send_form();
  const auto id = child(xu, "欧阳若溪");
  auto luo = school.wire("g-luo");
  open(luo, form);
  EXPECT_EQ(error_name(luo.ask(frame_of(decision(luo, form, id, v1::CHOICE_AGREE)))), "FORBIDDEN");
  EXPECT_EQ(error_name(lin.ask(frame_of(decision(lin, form, id, v1::CHOICE_AGREE)))), "FORBIDDEN") << "nor the sender";
  EXPECT_EQ(error_name(ask_status(luo, form, id)), "NOT_FOUND");
  EXPECT_EQ(summary(form).answered(), 0u);
}

// 刘海波 may sign, but nothing is sent to him: what he has not received he cannot have read.
TEST_F(Consent, WhoWasNotWrittenToCannotDecide) {
  const auto form = send_form();
  auto liu = school.wire("g-liu");
  const auto id = child(liu, "刘雨桐");
  EXPECT_EQ(error_name(liu.ask(mark_read(liu.member(), form))), "NOT_FOUND");
  EXPECT_EQ(error_name(liu.ask(frame_of(decision(liu, form, id, v1::CHOICE_AGREE)))), "NOT_FOUND");
}

TEST_F(Consent, AfterTheDeadlineItIsClosedByTheServersClock) {
  const auto form = send_form(now_ms() + 1500);
  const auto id = child(xu, "欧阳若溪");
  open(xu, form);
  open(ouyang, form);
  const auto in_time = ouyang.ask(frame_of(decision(ouyang, form, id, v1::CHOICE_AGREE)));
  ASSERT_TRUE(in_time.has_answered()) << in_time.ShortDebugString();
  while (!status(xu, form, id).closed()) {
  }
  EXPECT_EQ(error_name(xu.ask(frame_of(decision(xu, form, id, v1::CHOICE_AGREE)))), "CLOSED");
  EXPECT_EQ(
      error_name(ouyang.ask(frame_of(decision(ouyang, form, id, v1::CHOICE_DECLINE, in_time.answered().answer_id())))),
      "CLOSED")
      << "nor is a decision changed any more";
  EXPECT_EQ(summary(form).children_agreed(), 1u);
}

TEST_F(Consent, ADecisionRepeatedAfterTheDeadlineGetsItsFirstResult) {
  const auto form = send_form(now_ms() + 1500);
  const auto id = child(xu, "欧阳若溪");
  open(xu, form);
  const auto request = decision(xu, form, id, v1::CHOICE_AGREE);
  const auto first = xu.ask(frame_of(request));
  ASSERT_TRUE(first.has_answered()) << first.ShortDebugString();
  while (!status(xu, form, id).closed()) {
  }
  EXPECT_EQ(xu.ask(frame_of(request)).answered().SerializeAsString(), first.answered().SerializeAsString());
}

TEST_F(Consent, WhoHasNotOpenedAFormCannotDecideOnIt) {
  const auto form = send_form();
  const auto id = child(xu, "欧阳若溪");
  open(ouyang, form);
  const auto request = decision(xu, form, id, v1::CHOICE_AGREE);
  EXPECT_EQ(error_name(xu.ask(frame_of(request))), "NOT_OPENED") << "that another guardian opened it does not count";
  open(xu, form);
  EXPECT_TRUE(xu.ask(frame_of(request)).has_answered());
}

TEST_F(Consent, TheSameDecisionAgainIsTheSameRecord) {
  const auto form = send_form();
  const auto id = child(xu, "欧阳若溪");
  open(xu, form);
  const auto request = decision(xu, form, id, v1::CHOICE_AGREE);
  const auto first = xu.ask(frame_of(request));
  const auto again = xu.ask(frame_of(request));
  auto elsewhere = school.wire("g-xu");
  const auto on_tablet = elsewhere.ask(frame_of(request));
  ASSERT_TRUE(first.has_answered());
  EXPECT_EQ(again.answered().SerializeAsString(), first.answered().SerializeAsString());
  EXPECT_EQ(on_tablet.answered().SerializeAsString(), first.answered().SerializeAsString());
  EXPECT_EQ(signer(status(xu, form, id), "徐敏").records_size(), 1);
  EXPECT_EQ(xu.read_log().size(), 2u) << "the form and one answer";

  auto other = request;
  other.set_choice(v1::CHOICE_DECLINE);
  EXPECT_EQ(error_name(xu.ask(frame_of(other))), "CONFLICT") << "the id stands for the first decision";
}

TEST_F(Consent, AChangedDecisionNamesTheOneBefore) {
  const auto form = send_form();
  const auto id = child(xu, "欧阳若溪");
  open(xu, form);
  const auto yes = xu.ask(frame_of(decision(xu, form, id, v1::CHOICE_AGREE))).answered();
  EXPECT_EQ(error_name(xu.ask(frame_of(decision(xu, form, id, v1::CHOICE_DECLINE)))), "CONFLICT") << "names none";
  const auto no = xu.ask(frame_of(decision(xu, form, id, v1::CHOICE_DECLINE, yes.answer_id())));
  ASSERT_TRUE(no.has_answered()) << no.ShortDebugString();
  EXPECT_EQ(error_name(xu.ask(frame_of(decision(xu, form, id, v1::CHOICE_AGREE, yes.answer_id())))), "CONFLICT")
      << "names one that is stale";

  const auto seen = status(lin, form, id);
  const auto& records = signer(seen, "徐敏").records();
  ASSERT_EQ(records.size(), 2) << "a change is a new record";
  EXPECT_EQ(records[0].choice(), v1::CHOICE_AGREE);
  EXPECT_EQ(records[0].predecessor(), 0u);
  EXPECT_EQ(records[1].choice(), v1::CHOICE_DECLINE);
  EXPECT_EQ(records[1].predecessor(), yes.answer_id());
  EXPECT_EQ(summary(form).children_declined(), 1u);
  EXPECT_EQ(summary(form).children_agreed(), 0u);
}

TEST_F(Consent, ADecisionOnOtherWordsIsAConflict) {
  const auto form = send_form();
  const auto id = child(xu, "欧阳若溪");
  open(xu, form);
  auto other_text = decision(xu, form, id, v1::CHOICE_AGREE);
  other_text.mutable_text_sha256()->back() = static_cast<char>(other_text.text_sha256().back() ^ 1);
  EXPECT_EQ(error_name(xu.ask(frame_of(other_text))), "CONFLICT");
  auto other_version = decision(xu, form, id, v1::CHOICE_AGREE);
  other_version.set_form_version(2);
  EXPECT_EQ(error_name(xu.ask(frame_of(other_version))), "CONFLICT");
  EXPECT_EQ(summary(form).answered(), 0u);
}

TEST_F(Consent, AnswersToWhatIsNotThereAreNotFound) {
  const auto form = send_form();
  const auto id = child(xu, "欧阳若溪");
  EXPECT_EQ(error_name(xu.ask(frame_of(decision(xu, form + 17, id, v1::CHOICE_AGREE)))), "NOT_FOUND");
  EXPECT_EQ(error_name(xu.ask(mark_read(xu.member(), form + 17))), "NOT_FOUND");
  EXPECT_EQ(error_name(ask_status(xu, form + 17, id)), "NOT_FOUND");
  EXPECT_EQ(error_name(xu.ask(mark_read(ouyang.member(), form))), "FORBIDDEN") << "another person's membership";
}

TEST_F(Consent, EachKindOfAnswerBelongsToItsKindOfItem) {
  const auto form = send_form();
  const auto letter = send_slip(true);
  const auto id = child(xu, "欧阳若溪");
  open(xu, form);
  open(xu, letter);
  EXPECT_EQ(error_name(xu.ask(frame_of(slip(xu, form, id, 0)))), "INVALID");
  EXPECT_EQ(error_name(xu.ask(frame_of(decision(xu, letter, id, v1::CHOICE_AGREE)))), "INVALID");
  EXPECT_EQ(error_name(xu.ask(frame_of(decision(xu, form, id, v1::CHOICE_SLIP)))), "INVALID");
}

TEST_F(Consent, ASlipTakesOneOfItsOptionsAndACommentOnlyWhereItIsAllowed) {
  const auto with = send_slip(true);
  const auto without = send_slip(false);
  const auto id = child(xu, "欧阳若溪");
  open(xu, with);
  open(xu, without);
  const auto no_such = xu.ask(frame_of(slip(xu, with, id, 2)));
  EXPECT_EQ(error_name(no_such), "INVALID");
  EXPECT_EQ(no_such.error().field(), "answer_slip.option");
  const auto unwanted = xu.ask(frame_of(slip(xu, without, id, 1, "孩子会晕车")));
  EXPECT_EQ(error_name(unwanted), "INVALID");
  EXPECT_EQ(unwanted.error().field(), "answer_slip.comment");
  EXPECT_TRUE(xu.ask(frame_of(slip(xu, without, id, 1))).has_answered());
  EXPECT_TRUE(xu.ask(frame_of(slip(xu, with, id, 1, "孩子会晕车"))).has_answered());
}

TEST_F(Consent, ACommentIsForTheSenderOnly) {
  const auto letter = send_slip(true);
  const auto id = child(xu, "欧阳若溪");
  open(xu, letter);
  ASSERT_TRUE(xu.ask(frame_of(slip(xu, letter, id, 1, "孩子会晕车"))).has_answered());
  EXPECT_EQ(signer(status(lin, letter, id), "徐敏").records(0).comment(), "孩子会晕车");
  EXPECT_EQ(signer(status(xu, letter, id), "徐敏").records(0).comment(), "孩子会晕车") << "and for who wrote it";
  EXPECT_EQ(signer(status(ouyang, letter, id), "徐敏").records(0).comment(), "");
  EXPECT_EQ(signer(status(ouyang, letter, id), "徐敏").records(0).slip_option(), 1u);
  for (const auto& event : ouyang.read_log())
    EXPECT_EQ(event.SerializeAsString().find("晕车"), std::string::npos) << "not in the other guardian's log either";
}

// The status names guardians. It is for those whom the item concerns, not for every pair of item and child.
TEST_F(Consent, TheStatusOfAChildThatTheItemWasNotAboutIsNotShown) {
  const auto form = send_form();
  auto han = school.wire("g-han");  // of the other class
  const auto elsewhere = child(han, "许嘉言");
  EXPECT_EQ(error_name(ask_status(han, form, elsewhere)), "NOT_FOUND") << "she was not written to about this child";
  EXPECT_EQ(error_name(ask_status(lin, form, elsewhere)), "NOT_FOUND")
      << "a teacher does not see guardians of other classes";
}

TEST_F(Consent, AnswersForTwinsAreSeparate) {
  const auto form = send_form();
  auto luo = school.wire("g-luo");
  open(luo, form);
  ASSERT_TRUE(luo.ask(frame_of(decision(luo, form, child(luo, "陈思远"), v1::CHOICE_AGREE))).has_answered());
  EXPECT_EQ(summary(form).children_agreed(), 1u);
  ASSERT_TRUE(luo.ask(frame_of(decision(luo, form, child(luo, "陈思齐"), v1::CHOICE_DECLINE))).has_answered());
  const auto counts = summary(form);
  EXPECT_EQ(counts.children_agreed(), 1u);
  EXPECT_EQ(counts.children_declined(), 1u);
  EXPECT_EQ(counts.children_disagree(), 0u);
}

}  // namespace
}  // namespace jiaxin::stage
