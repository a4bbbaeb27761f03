#include "handler_scene.hpp"

namespace jiaxin::handlers {
namespace {

using std::chrono::days;
using testing::IsEmpty;

class Answering : public Scene {
 protected:
  domain::MessageId sent_letter() { return stored(zhao, letter(zhao, {class_31})); }
  domain::MessageId sent_form() { return stored(zhao, form(zhao, {class_31})); }
  // A letter that wang and grandmother have opened.
  domain::MessageId opened_letter() {
    const auto id = sent_letter();
    ask(wang, opened(wang, id));
    return id;
  }
  domain::MessageId opened_form() {
    const auto id = sent_form();
    ask(wang, opened(wang, id));
    return id;
  }
  v1::Error refused(domain::MemberId who, const v1::ClientFrame& frame) {
    const auto before = server.messages.given().size();
    const auto error = ask(who, frame).error();
    EXPECT_EQ(server.messages.given().size(), before) << "nothing is recorded";
    return error;
  }
};

TEST_F(Answering, ASlipIsRecordedWithWhoWhenAndAsWhat) {
  const auto id = opened_letter();
  const auto opened_at = server.clock.now();
  server.clock.advance(std::chrono::minutes(3));
  auto frame = slip(wang, id, ming, 1);
  frame.mutable_answer_slip()->set_comment("要去医院");
  const auto answered = ask(wang, frame).frame().answered();
  EXPECT_NE(answered.answer_id(), 0U);
  EXPECT_EQ(answered.opened_at_ms(), opened_at.time_since_epoch().count());
  EXPECT_EQ(answered.decided_at_ms(), server.clock.now().time_since_epoch().count());
  const auto& kept = server.messages.given().at(0);
  EXPECT_EQ(kept.signer, key(wang));
  EXPECT_EQ(kept.signer_name, "王强");
  EXPECT_EQ(kept.relation, "父亲");
  EXPECT_EQ(kept.device, caller(wang).device);
  EXPECT_EQ(kept.given.slip_option, 1U);
  EXPECT_EQ(kept.given.comment, "要去医院");
}

TEST_F(Answering, ADecisionIsRecordedWithTheTextItIsBoundTo) {
  const auto id = opened_form();
  ask(wang, decision(wang, id, ming, v1::CHOICE_DECLINE)).frame();
  const auto& kept = server.messages.given().at(0).given;
  EXPECT_EQ(kept.choice, domain::Choice::decline);
  EXPECT_EQ(kept.form_version, 1U);
  EXPECT_EQ(std::string(kept.text_sha256.begin(), kept.text_sha256.end()), item_of(id).text_sha256());
}

TEST_F(Answering, IsToldToTheChildsOtherGuardiansButNotItsComment) {
  const auto id = opened_letter();
  auto frame = slip(wang, id, ming);
  frame.mutable_answer_slip()->set_comment("要去医院");
  ask(wang, frame).frame();
  const auto hers = events_of(grandmother);
  ASSERT_EQ(hers.size(), 2U);
  EXPECT_EQ(hers[1].answer().name(), "王强");
  EXPECT_EQ(hers[1].answer().relation(), "父亲");
  EXPECT_EQ(hers[1].answer().child_id(), ming.value);
  EXPECT_THAT(hers[1].SerializeAsString(), testing::Not(testing::HasSubstr("要去医院")));
  EXPECT_EQ(events_of(li_min).size(), 1U) << "another family hears nothing";
  EXPECT_EQ(events_of(zhao).size(), 1U) << "receipts do not fill her log";
}

TEST_F(Answering, IsToldToTheSenderInAReceiptUpdate) {
  FakeOutlet desk;
  const delivery::Subscription following(server.hub, key(zhao), {77}, {0}, desk);
  const auto id = opened_letter();
  server.core.advance(std::chrono::seconds(5));
  desk.take();
  ask(wang, slip(wang, id, ming)).frame();
  server.core.advance(std::chrono::seconds(1));
  const auto frames = desk.take();
  ASSERT_EQ(frames.size(), 1U);
  EXPECT_EQ(frames[0].receipt_update().summary().message_id(), id.value);
  EXPECT_EQ(frames[0].receipt_update().summary().answered(), 1U);
}

TEST_F(Answering, TheSameAgainGivesTheFirstRecord) {
  const auto id = opened_letter();
  const auto first = ask(wang, slip(wang, id, ming)).frame();
  server.clock.advance(days(9));  // the deadline has passed meanwhile
  const auto second = ask(wang, slip(wang, id, ming)).frame();
  EXPECT_EQ(first.SerializeAsString(), second.SerializeAsString());
  EXPECT_EQ(events_of(grandmother).size(), 2U);
}

TEST_F(Answering, TheSameAgainGivesTheFirstRecordThoughHeMayNotSignAnyMore) {
  const auto id = opened_letter();
  const auto first = ask(wang, slip(wang, id, ming)).frame();
  auto people = everybody();
  people[0].children[0].may_sign = false;
  server.schools.put(std::make_shared<const domain::SchoolDirectory>(
      domain::SchoolInfo{school_id, "向阳路小学", "Asia/Shanghai"}, classes(), pupils(), people));
  EXPECT_EQ(ask(wang, slip(wang, id, ming)).frame().SerializeAsString(), first.SerializeAsString());
  EXPECT_EQ(refused(wang, slip(wang, id, ming, 1)).code(), v1::ERROR_CODE_CONFLICT) << "another one with the same id";
  EXPECT_EQ(refused(wang, slip(wang, id, ming, 1, 2, 1)).code(), v1::ERROR_CODE_FORBIDDEN) << "a new one";
  server.messages.answers.fail_call(1);
  EXPECT_EQ(refused(wang, slip(wang, id, ming)).code(), v1::ERROR_CODE_UNAVAILABLE);
  EXPECT_EQ(events_of(grandmother).size(), 2U);
}

TEST_F(Answering, TheSameIdForAnotherAnswerIsAConflict) {
  const auto id = opened_letter();
  ask(wang, slip(wang, id, ming, 0)).frame();
  EXPECT_EQ(refused(wang, slip(wang, id, ming, 1)).code(), v1::ERROR_CODE_CONFLICT);
}

TEST_F(Answering, ForAnotherChildsLetterIsNotFound) {
  const auto id = stored(chen, notice(chen, {class_32}));
  EXPECT_EQ(refused(wang, slip(wang, id, ming)).code(), v1::ERROR_CODE_NOT_FOUND);
  EXPECT_EQ(refused(wang, slip(wang, {999}, ming)).code(), v1::ERROR_CODE_NOT_FOUND);
}

TEST_F(Answering, ForAnotherPersonsChildIsForbidden) {
  const auto id = opened_letter();
  EXPECT_EQ(refused(wang, slip(wang, id, yu)).code(), v1::ERROR_CODE_FORBIDDEN);
  EXPECT_EQ(refused(zhao, slip(zhao, id, ming)).code(), v1::ERROR_CODE_FORBIDDEN);
}

TEST_F(Answering, ByAGuardianWhoMayNotSignIsForbidden) {
  const auto id = opened_form();
  ask(grandmother, opened(grandmother, id));
  EXPECT_EQ(refused(grandmother, decision(grandmother, id, ming, v1::CHOICE_AGREE)).code(), v1::ERROR_CODE_FORBIDDEN);
}

TEST_F(Answering, InAnotherPersonsNameIsForbidden) {
  const auto id = opened_letter();
  EXPECT_EQ(ask(li_min, slip(wang, id, ming)).error().code(), v1::ERROR_CODE_FORBIDDEN);
}

TEST_F(Answering, WhatWasNotAskedIsInvalid) {
  const auto plain = stored(zhao, notice(zhao, {class_31}, 7));
  EXPECT_EQ(refused(wang, slip(wang, plain, ming)).code(), v1::ERROR_CODE_INVALID);
  const auto id = opened_form();
  EXPECT_EQ(refused(wang, slip(wang, id, ming)).code(), v1::ERROR_CODE_INVALID);
}

TEST_F(Answering, AfterTheDeadlineIsClosedEvenIfItWasNeverOpened) {
  const auto id = sent_letter();
  server.clock.advance(days(3) + std::chrono::milliseconds(1));
  EXPECT_EQ(refused(wang, slip(wang, id, ming)).code(), v1::ERROR_CODE_CLOSED);
}

TEST_F(Answering, WhatWasNeverOpenedIsSentToBeOpened) {
  EXPECT_EQ(refused(wang, slip(wang, sent_letter(), ming)).code(), v1::ERROR_CODE_NOT_OPENED);
}

TEST_F(Answering, WithAnOptionThatDoesNotExistNamesTheField) {
  const auto error = refused(wang, slip(wang, opened_letter(), ming, 2));
  EXPECT_EQ(error.code(), v1::ERROR_CODE_INVALID);
  EXPECT_EQ(error.field(), "answer_slip.option");
}

TEST_F(Answering, WithACommentThatIsNotAllowedNamesTheField) {
  auto silent = letter(zhao, {class_31});
  silent.mutable_send_letter()->mutable_slip()->set_comment_allowed(false);
  const auto id = stored(zhao, silent);
  ask(wang, opened(wang, id));
  auto frame = slip(wang, id, ming);
  frame.mutable_answer_slip()->set_comment("要去医院");
  const auto error = refused(wang, frame);
  EXPECT_EQ(error.code(), v1::ERROR_CODE_INVALID);
  EXPECT_EQ(error.field(), "answer_slip.comment");
}

TEST_F(Answering, AnotherTextThanTheStoredOneIsAConflict) {
  auto frame = decision(wang, opened_form(), ming, v1::CHOICE_AGREE);
  frame.mutable_decide()->set_text_sha256(std::string(32, 'x'));
  EXPECT_EQ(refused(wang, frame).code(), v1::ERROR_CODE_CONFLICT);
}

TEST_F(Answering, AgainWithoutPointingBackIsAConflict) {
  const auto id = opened_form();
  const auto first = ask(wang, decision(wang, id, ming, v1::CHOICE_AGREE)).frame().answered().answer_id();
  EXPECT_EQ(refused(wang, decision(wang, id, ming, v1::CHOICE_DECLINE, 2)).code(), v1::ERROR_CODE_CONFLICT);
  EXPECT_TRUE(ask(wang, decision(wang, id, ming, v1::CHOICE_DECLINE, 3, first)).frame().has_answered());
  EXPECT_EQ(server.messages.given().size(), 2U) << "a change is a new record";
}

TEST_F(Answering, ADecisionMustBeToAgreeOrToDecline) {
  const auto id = opened_form();
  for (const auto choice : {v1::CHOICE_SLIP, static_cast<v1::Choice>(17)}) {
    const auto error = refused(wang, decision(wang, id, ming, choice));
    EXPECT_EQ(error.code(), v1::ERROR_CODE_INVALID);
    EXPECT_EQ(error.field(), "decide.choice");
  }
}

TEST_F(Answering, IsUnavailableWhereNothingCanBeStored) {
  const auto id = opened_letter();
  server.messages.answers.fail_call(1);
  EXPECT_EQ(refused(wang, slip(wang, id, ming)).code(), v1::ERROR_CODE_UNAVAILABLE);
}

TEST_F(Answering, ForTwinsIsOneRecordForEach) {
  const auto id = sent_letter();
  ask(zhang_hua, opened(zhang_hua, id));
  ask(zhang_hua, slip(zhang_hua, id, twin_a, 0, 1)).frame();
  ask(zhang_hua, slip(zhang_hua, id, twin_b, 1, 2)).frame();
  EXPECT_EQ(server.messages.given().size(), 2U);
}

class Reading : public Scene {};

TEST_F(Reading, GivesTheTimeOfTheFirstTimeForEver) {
  const auto id = stored(zhao, notice(zhao, {class_31}));
  const auto first = server.clock.now();
  EXPECT_EQ(ask(wang, opened(wang, id)).frame().read_marked().read_at_ms(), first.time_since_epoch().count());
  server.clock.advance(days(1));
  EXPECT_EQ(ask(wang, opened(wang, id)).frame().read_marked().read_at_ms(), first.time_since_epoch().count());
}

TEST_F(Reading, WhatWasNotSentToHimIsNotFound) {
  const auto id = stored(zhao, notice(zhao, {class_31}));
  EXPECT_EQ(ask(qian, opened(qian, id)).error().code(), v1::ERROR_CODE_NOT_FOUND);
}

TEST_F(Reading, AHeldItemIsNotFound) {
  const auto held = ask(zhao, notice(zhao, {class_31}, 1, held_words)).frame().send_result().held().message_id();
  EXPECT_EQ(ask(wang, opened(wang, {held})).error().code(), v1::ERROR_CODE_NOT_FOUND);
}

TEST_F(Reading, InAnotherPersonsNameIsForbidden) {
  const auto id = stored(zhao, notice(zhao, {class_31}));
  EXPECT_EQ(ask(li_min, opened(wang, id)).error().code(), v1::ERROR_CODE_FORBIDDEN);
}

TEST_F(Reading, IsUnavailableWhereNothingCanBeStored) {
  const auto id = stored(zhao, notice(zhao, {class_31}));
  server.messages.answers.fail_call(1);
  EXPECT_EQ(ask(wang, opened(wang, id)).error().code(), v1::ERROR_CODE_UNAVAILABLE);
}

class AnswerStatus : public Scene {
 protected:
  v1::ClientFrame status(domain::MemberId who, domain::MessageId message, domain::ChildId child) const {
    v1::ClientFrame frame;
    auto& request = *frame.mutable_get_answer_status();
    name(*request.mutable_member(), who);
    request.set_message_id(message.value);
    request.set_child_id(child.value);
    return frame;
  }
  v1::AnswerStatus seen(domain::MemberId who, domain::ChildId child = ming) {
    const auto answer = ask(who, status(who, id, child)).frame();
    EXPECT_TRUE(answer.has_answer_status()) << answer.ShortDebugString();
    return answer.answer_status();
  }
  static const v1::Signer* signer(const v1::AnswerStatus& status, domain::MemberId who) {
    for (const auto& one : status.signers())
      if (one.member_id() == who.value) return &one;
    return nullptr;
  }
  void answer_with_comment() {
    ask(wang, opened(wang, id));
    auto frame = slip(wang, id, ming, 1);
    frame.mutable_answer_slip()->set_comment("要去医院");
    ask(wang, frame).frame();
  }
  void both_may_sign() {
    auto people = everybody();
    people[1].children[0].may_sign = true;
    server.schools.put(std::make_shared<const domain::SchoolDirectory>(
        domain::SchoolInfo{school_id, "向阳路小学", "Asia/Shanghai"}, classes(), pupils(), people));
  }

  domain::MessageId id = stored(zhao, letter(zhao, {class_31}));
};

TEST_F(AnswerStatus, ShowsWhoMayAnswerAndThatNobodyHas) {
  const auto status = seen(zhao);
  ASSERT_EQ(status.signers_size(), 2);
  EXPECT_TRUE(signer(status, wang)->may_sign());
  EXPECT_FALSE(signer(status, grandmother)->may_sign());
  EXPECT_EQ(signer(status, grandmother)->relation(), "外祖母");
  EXPECT_EQ(signer(status, wang)->records_size(), 0);
  EXPECT_FALSE(status.guardians_disagree());
  EXPECT_FALSE(status.closed());
}

TEST_F(AnswerStatus, ShowsACommentOnlyToTheSenderAndTheSigner) {
  answer_with_comment();
  EXPECT_EQ(signer(seen(zhao), wang)->records(0).comment(), "要去医院");
  EXPECT_EQ(signer(seen(wang), wang)->records(0).comment(), "要去医院");
  const auto hers = seen(grandmother);
  EXPECT_EQ(signer(hers, wang)->records(0).comment(), "");
  EXPECT_EQ(signer(hers, wang)->records(0).slip_option(), 1U) << "the answer itself is the family's to see";
}

TEST_F(AnswerStatus, ShowsAChangeAsANewRecordThatPointsBack) {
  answer_with_comment();
  ask(wang, slip(wang, id, ming, 0, 2, 1)).frame();
  const auto status = seen(zhao);
  const auto* his = signer(status, wang);
  ASSERT_EQ(his->records_size(), 2);
  EXPECT_EQ(his->records(0).predecessor(), 0U);
  EXPECT_EQ(his->records(1).predecessor(), his->records(0).answer_id());
  EXPECT_EQ(his->records(1).slip_option(), 0U);
  EXPECT_EQ(his->records(1).relation(), "父亲");
}

TEST_F(AnswerStatus, TellsThatGuardiansDisagreeByTheirLatestAnswers) {
  both_may_sign();
  answer_with_comment();  // option 1
  ask(grandmother, opened(grandmother, id));
  ask(grandmother, slip(grandmother, id, ming, 0)).frame();
  EXPECT_TRUE(seen(wang).guardians_disagree());
  ask(grandmother, slip(grandmother, id, ming, 1, 2, 2)).frame();
  EXPECT_FALSE(seen(wang).guardians_disagree());
}

TEST_F(AnswerStatus, IsClosedOnlyAfterTheDeadline) {
  server.clock.advance(days(3));
  EXPECT_FALSE(seen(wang).closed());
  server.clock.advance(std::chrono::milliseconds(1));
  EXPECT_TRUE(seen(wang).closed());
}

TEST_F(AnswerStatus, KeepsTheRecordsOfASignerWhoIsNoGuardianAnyMore) {
  answer_with_comment();
  auto people = everybody();
  people[0].children.erase(people[0].children.begin());
  server.schools.put(std::make_shared<const domain::SchoolDirectory>(
      domain::SchoolInfo{school_id, "向阳路小学", "Asia/Shanghai"}, classes(), pupils(), people));
  const auto status = seen(zhao);
  ASSERT_NE(signer(status, wang), nullptr);
  EXPECT_FALSE(signer(status, wang)->may_sign());
  EXPECT_EQ(signer(status, wang)->relation(), "父亲");
  EXPECT_EQ(ask(wang, AnswerStatus::status(wang, id, ming)).error().code(), v1::ERROR_CODE_NOT_FOUND);
}

TEST_F(AnswerStatus, NamesASignerWhoHasLeftAsHeSigned) {
  answer_with_comment();
  auto people = everybody();
  people.erase(people.begin());
  server.schools.put(std::make_shared<const domain::SchoolDirectory>(
      domain::SchoolInfo{school_id, "向阳路小学", "Asia/Shanghai"}, classes(), pupils(), people));
  const auto status = seen(zhao);
  ASSERT_NE(signer(status, wang), nullptr);
  EXPECT_EQ(signer(status, wang)->name(), "王强");
}

TEST_F(AnswerStatus, ShowsADeviceOnlyToTheSenderAndTheSigner) {
  answer_with_comment();
  EXPECT_NE(signer(seen(zhao), wang)->records(0).device_session(), 0U);
  EXPECT_NE(signer(seen(wang), wang)->records(0).device_session(), 0U);
  EXPECT_EQ(signer(seen(grandmother), wang)->records(0).device_session(), 0U);
}

TEST_F(AnswerStatus, IsNotFoundByAGuardianWhoMayNotSignAndWasNotWrittenTo) {
  auto people = everybody();
  people[1].children.push_back(edge(yu, "姨母", false));  // after the letter was sent
  server.schools.put(std::make_shared<const domain::SchoolDirectory>(
      domain::SchoolInfo{school_id, "向阳路小学", "Asia/Shanghai"}, classes(), pupils(), people));
  EXPECT_EQ(ask(grandmother, status(grandmother, id, yu)).error().code(), v1::ERROR_CODE_NOT_FOUND);
}

TEST_F(AnswerStatus, ShowsAGuardianWhoWasNotWrittenToThatHeCannotAnswer) {
  const auto status = seen(li_gang, yu);
  EXPECT_TRUE(signer(status, li_min)->may_sign());
  EXPECT_FALSE(signer(status, li_gang)->may_sign());
}

TEST_F(AnswerStatus, IsNotFoundByAnybodyElse) {
  EXPECT_EQ(ask(li_min, status(li_min, id, ming)).error().code(), v1::ERROR_CODE_NOT_FOUND);
  EXPECT_EQ(ask(qian, status(qian, id, ming)).error().code(), v1::ERROR_CODE_NOT_FOUND);
  EXPECT_EQ(ask(principal, status(principal, id, ming)).error().code(), v1::ERROR_CODE_NOT_FOUND);
  EXPECT_EQ(ask(wang, status(wang, {999}, ming)).error().code(), v1::ERROR_CODE_NOT_FOUND);
}

TEST_F(AnswerStatus, TellsAGuardianNothingOfAnItemThatWasNotSentAboutHisChild) {
  EXPECT_EQ(ask(wang, status(wang, id, hong)).error().code(), v1::ERROR_CODE_NOT_FOUND);
  EXPECT_EQ(ask(qian, status(qian, id, bei)).error().code(), v1::ERROR_CODE_NOT_FOUND);
}

TEST_F(AnswerStatus, TellsTheSenderNothingOfTheFamilyOfAChildSheDidNotWriteAbout) {
  EXPECT_EQ(ask(zhao, status(zhao, id, hong)).error().code(), v1::ERROR_CODE_NOT_FOUND);
  EXPECT_EQ(ask(zhao, status(zhao, id, {999})).error().code(), v1::ERROR_CODE_NOT_FOUND);
}

TEST_F(AnswerStatus, OfAHeldItemIsNotFoundByAGuardian) {
  const auto held = ask(zhao, notice(zhao, {class_31}, 5, held_words)).frame().send_result().held().message_id();
  EXPECT_EQ(ask(wang, status(wang, {held}, ming)).error().code(), v1::ERROR_CODE_NOT_FOUND);
}

TEST_F(AnswerStatus, FitsIntoAFrameHoweverOftenSomebodyChangedHisMind) {
  ask(wang, opened(wang, id));
  for (unsigned i = 1; i <= 150; ++i) {
    auto frame = slip(wang, id, ming, i % 2, i, i - 1);
    frame.mutable_answer_slip()->set_comment(std::string(1024, 'x'));
    ASSERT_TRUE(ask(wang, frame).frame().has_answered());
  }
  const auto answer = ask(zhao, status(zhao, id, ming)).frame();
  EXPECT_LE(codec::encode(answer).size(), codec::max_frame_bytes);
  const auto* his = signer(answer.answer_status(), wang);
  ASSERT_NE(his, nullptr);
  ASSERT_GT(his->records_size(), 10);
  EXPECT_EQ(his->records(his->records_size() - 1).answer_id(), 150U) << "the latest are the ones that stand";
}

TEST_F(AnswerStatus, ShowsEverySignersLatestHoweverOftenAnotherChangedHisMind) {
  both_may_sign();
  ask(grandmother, opened(grandmother, id));
  ask(grandmother, slip(grandmother, id, ming, 0)).frame();
  ask(wang, opened(wang, id));
  for (unsigned i = 1; i <= 100; ++i) {
    auto frame = slip(wang, id, ming, 1, i, i == 1 ? 0 : i);
    frame.mutable_answer_slip()->set_comment(std::string(1024, 'x'));
    ASSERT_TRUE(ask(wang, frame).frame().has_answered());
  }
  const auto status = seen(zhao);
  EXPECT_EQ(signer(status, grandmother)->records_size(), 1);
  EXPECT_TRUE(status.guardians_disagree());
}

TEST_F(AnswerStatus, IsUnavailableWhereverStorageFails) {
  answer_with_comment();
  for (std::size_t k = 1; k <= 3; ++k) {
    server.messages.answers.fail_call(k);
    EXPECT_EQ(ask(wang, status(wang, id, ming)).error().code(), v1::ERROR_CODE_UNAVAILABLE) << k;
  }
}

}  // namespace
}  // namespace jiaxin::handlers
