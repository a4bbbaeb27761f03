#include "handler_scene.hpp"

namespace jiaxin::handlers {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Sending : public Scene {
 protected:
  // It is refused, and nothing of it is kept.
  v1::Error refused(domain::MemberId from, const v1::ClientFrame& frame) {
    const auto error = ask(from, frame).error();
    EXPECT_THAT(server.messages.messages(), IsEmpty());
    EXPECT_FALSE(error.text_zh().empty());
    EXPECT_FALSE(error.text_en().empty());
    return error;
  }
};

TEST_F(Sending, ANoticeIsStoredAndCountsWhomItReaches) {
  const auto result = ask(zhao, notice(zhao, {class_31})).frame().send_result();
  ASSERT_TRUE(result.has_stored());
  EXPECT_EQ(result.stored().guardians(), 4U);
  EXPECT_EQ(result.stored().children(), 4U);
  EXPECT_EQ(result.stored().stored_at_ms(), server.clock.now().time_since_epoch().count());
}

TEST_F(Sending, EveryWordOfANoticeIsTheJudgedOne) {
  const auto item = item_of(stored(zhao, notice(zhao, {class_31})));
  EXPECT_EQ(item.kind(), v1::KIND_NOTICE);
  EXPECT_EQ(item.title(), "升旗仪式");
  EXPECT_EQ(item.body(), good_words);
  EXPECT_EQ(item.ask(), v1::ASK_NOTHING);
  EXPECT_FALSE(item.has_slip());
  EXPECT_FALSE(item.has_form());
  EXPECT_EQ(item.deadline_ms(), 0);
}

TEST_F(Sending, NamesComeFromTheRosterNotFromTheSender) {
  const auto item = item_of(stored(zhao, notice(zhao, {class_31})));
  EXPECT_EQ(item.school_name(), "向阳路小学");
  EXPECT_EQ(item.time_zone(), "Asia/Shanghai");
  EXPECT_EQ(item.sent_to(), "三年级(1)班");
  EXPECT_EQ(item.sender().name(), "赵敏");
  EXPECT_EQ(item.sender().member_id(), zhao.value);
  EXPECT_EQ(item.sender().role(), v1::ROLE_CLASS_TEACHER);
}

TEST_F(Sending, EachGuardianReceivesHisOwnChildrenAndTheSenderNone) {
  stored(principal, [&] {
    auto frame = notice(principal, {});
    frame.mutable_send_notice()->mutable_header()->mutable_to()->set_whole_school(true);
    return frame;
  }());
  const auto his = events_of(wang);
  ASSERT_EQ(his.size(), 1U);
  ASSERT_EQ(his[0].children_size(), 2);
  EXPECT_EQ(his[0].children(0).name(), "王小明");
  EXPECT_EQ(his[0].children(0).class_title(), "三年级(1)班");
  EXPECT_EQ(his[0].children(0).relation(), "父亲");
  EXPECT_TRUE(his[0].children(0).may_sign());
  EXPECT_EQ(his[0].children(1).child_id(), hong.value);
  EXPECT_EQ(his[0].item().sent_to(), "全校");
  const auto grandmothers = events_of(grandmother);
  ASSERT_EQ(grandmothers.size(), 1U);
  EXPECT_FALSE(grandmothers[0].children(0).may_sign());
  ASSERT_EQ(events_of(principal).size(), 1U);
  EXPECT_EQ(events_of(principal)[0].children_size(), 0);
  EXPECT_THAT(events_of(li_gang), IsEmpty());
}

TEST_F(Sending, IsPushedToWhoeverFollows) {
  FakeOutlet phone;
  const delivery::Subscription following(server.hub, key(wang), {77}, {0}, phone);
  server.core.run();
  stored(zhao, notice(zhao, {class_31}));
  server.core.run();
  ASSERT_EQ(phone.frames().size(), 1U);
  EXPECT_EQ(phone.decoded(0).event_batch().events(0).item().title(), "升旗仪式");
}

TEST_F(Sending, HeldWordsWaitForAPersonAndReachNobody) {
  const auto result = ask(zhao, notice(zhao, {class_31}, 1, held_words)).frame().send_result();
  ASSERT_TRUE(result.has_held());
  EXPECT_NE(result.held().message_id(), 0U);
  ASSERT_GT(result.held().findings_size(), 0);
  EXPECT_FALSE(result.held().findings(0).reason_zh().empty());
  EXPECT_THAT(events_of(wang), IsEmpty());
  EXPECT_THAT(events_of(zhao), IsEmpty());
  const auto& kept = std::get<ports::SerialisedItem>(last_sent().item);
  EXPECT_EQ(kept.verdict(), ports::Verdict::hold);
}

TEST_F(Sending, HomeworkIsBlockedWithItsReasonAndItsWayOn) {
  const auto result = ask(zhao, notice(zhao, {class_31}, 1, homework)).frame().send_result();
  ASSERT_TRUE(result.has_blocked());
  ASSERT_GT(result.blocked().findings_size(), 0);
  const auto& finding = result.blocked().findings(0);
  EXPECT_THAT(finding.rule(), HasSubstr("national/"));
  EXPECT_FALSE(finding.reason_zh().empty());
  EXPECT_FALSE(finding.reason_en().empty());
  EXPECT_FALSE(finding.way_on_zh().empty());
  EXPECT_THAT(homework, HasSubstr(finding.quote()));
  EXPECT_TRUE(std::holds_alternative<ports::BlockedItem>(last_sent().item)) << "there is nothing to deliver";
  EXPECT_THAT(events_of(wang), IsEmpty());
}

TEST_F(Sending, WhatIsStoppedIsKeptForWhoeverDecides) {
  ask(zhao, notice(zhao, {class_31}, 1, held_words));
  ASSERT_TRUE(last_sent().review);
  const auto held = *last_sent().review;
  v1::ClientFrame kept;
  ASSERT_TRUE(kept.ParseFromString(held.request));
  EXPECT_EQ(kept.send_notice().body(), held_words);
  EXPECT_THAT(held.grades, ElementsAre("3"));
  EXPECT_FALSE(held.text_until);
  EXPECT_THAT(held.deciders, testing::Not(IsEmpty()));
  EXPECT_THAT(held.deciders, testing::Not(testing::Contains(zhao)));

  const auto answer = ask(zhao, notice(zhao, {class_31}, 2, homework)).frame().send_result().blocked();
  const auto blocked = *last_sent().review;
  EXPECT_THAT(blocked.deciders, IsEmpty()) << "nobody asked yet";
  EXPECT_EQ(blocked.text_until, server.clock.now() + std::chrono::days(30));
  EXPECT_EQ(answer.text_until_ms(), in(std::chrono::days(30)));
  EXPECT_EQ(answer.deciders_size(), 1) << "the principal may be asked";
  EXPECT_FALSE(answer.findings(0).source().empty());
  EXPECT_THAT(last_sent().findings, HasSubstr("练习册"));
  EXPECT_THAT(blocked.findings_kept, testing::Not(HasSubstr("练习册"))) << "what remains holds none of her words";
  EXPECT_THAT(last_sent().rules, HasSubstr("national/"));
}

TEST_F(Sending, AFilterThatDidNotLoadHoldsEverythingAndLetsUrgentTemplatesThrough) {
  server.filters.replace(nullptr);
  const auto result = ask(zhao, notice(zhao, {class_31})).frame().send_result();
  ASSERT_TRUE(result.has_held());
  EXPECT_EQ(result.held().findings(0).rule(), "national/filter-failed");
  EXPECT_THAT(events_of(wang), IsEmpty());

  v1::ClientFrame urgent;
  fill(*urgent.mutable_send_urgent()->mutable_header(), zhao, {class_31}, 2);
  urgent.mutable_send_urgent()->set_template_id("bus-late");
  for (const auto& [slot, value] : {std::pair{"bus", "3"}, std::pair{"minutes", "20"}}) {
    auto& given = *urgent.mutable_send_urgent()->add_slots();
    given.set_name(slot);
    given.set_value(value);
  }
  const auto id = stored(zhao, urgent);
  EXPECT_EQ(item_of(id).title(), "【紧急】校车晚点");
  EXPECT_EQ(last_sent().rules, "urgent/bus-late");
  EXPECT_EQ(events_of(wang).size(), 1U);
}

TEST_F(Sending, EveryPlaceForWordsIsJudged) {
  auto titled = notice(zhao, {class_31}, 1);
  titled.mutable_send_notice()->set_title(homework);
  EXPECT_TRUE(ask(zhao, titled).frame().send_result().has_blocked());
  auto optioned = letter(zhao, {class_31}, 2);
  optioned.mutable_send_letter()->mutable_slip()->mutable_options(0)->set_label(homework);
  EXPECT_TRUE(ask(zhao, optioned).frame().send_result().has_blocked());
  auto purposed = form(zhao, {class_31}, 3);
  purposed.mutable_send_form()->mutable_form()->set_purpose(homework);
  EXPECT_FALSE(ask(zhao, purposed).frame().send_result().has_stored());
  auto bodied = form(zhao, {class_31}, 4);
  bodied.mutable_send_form()->mutable_form()->set_body(homework);
  EXPECT_FALSE(ask(zhao, bodied).frame().send_result().has_stored());
  auto labelled = form(zhao, {class_31}, 5);
  labelled.mutable_send_form()->mutable_form()->set_agree_label("完成作业后拍照上传");
  EXPECT_FALSE(ask(zhao, labelled).frame().send_result().has_stored());
}

TEST_F(Sending, ALongListOfFindingsFitsIntoAFrame) {
  std::string body;
  while (body.size() + 100 < 32'768) body += homework + std::string("\n今晚请家长检查并批改数学作业。\n");
  auto frame = letter(zhao, {class_31});
  frame.mutable_send_letter()->set_body(body);
  const auto answer = ask(zhao, frame).frame();
  ASSERT_TRUE(answer.send_result().has_blocked());
  EXPECT_LE(codec::encode(answer).size(), codec::max_frame_bytes);
}

TEST_F(Sending, TheSameAgainGivesTheFirstResultAndSendsNothingTwice) {
  const auto first = ask(zhao, notice(zhao, {class_31})).frame();
  server.clock.advance(std::chrono::minutes(5));
  const auto second = ask(zhao, notice(zhao, {class_31})).frame();
  EXPECT_EQ(first.SerializeAsString(), second.SerializeAsString());
  EXPECT_EQ(events_of(wang).size(), 1U);
}

TEST_F(Sending, ABlockedOrHeldItemGivesItsFindingsAgain) {
  for (const auto* words : {homework, held_words}) {
    const auto number = words == homework ? 1U : 2U;
    const auto first = ask(zhao, notice(zhao, {class_31}, number, words)).frame();
    const auto second = ask(zhao, notice(zhao, {class_31}, number, words)).frame();
    EXPECT_EQ(first.SerializeAsString(), second.SerializeAsString());
    EXPECT_GT(first.send_result().held().findings_size() + first.send_result().blocked().findings_size(), 0);
  }
}

TEST_F(Sending, TheSameIdForOtherContentIsAConflict) {
  stored(zhao, notice(zhao, {class_31}));
  EXPECT_EQ(ask(zhao, notice(zhao, {class_31}, 1, "另外一句。")).error().code(), v1::ERROR_CODE_CONFLICT);
  EXPECT_EQ(ask(zhao, notice(zhao, {class_32})).error().code(), v1::ERROR_CODE_CONFLICT) << "the audience is content";
  EXPECT_EQ(ask(zhao, letter(zhao, {class_31})).error().code(), v1::ERROR_CODE_CONFLICT);
}

TEST_F(Sending, TheSameAgainGivesTheFirstResultAfterTheDeadline) {
  const auto first = ask(zhao, form(zhao, {class_31})).frame();
  const auto again = form(zhao, {class_31});  // the request of that day
  server.clock.advance(std::chrono::days(4));
  EXPECT_EQ(ask(zhao, again).frame().SerializeAsString(), first.SerializeAsString());
}

TEST_F(Sending, TheSameAgainGivesTheFirstResultAfterTheClassesChanged) {
  const auto first = ask(zhao, notice(zhao, {class_31})).frame();
  auto people = everybody();
  for (auto& member : people) member.posts.clear();
  server.schools.put(
      std::make_shared<const domain::SchoolDirectory>(domain::SchoolInfo{school_id, "向阳路小学", "Asia/Shanghai"},
                                                      std::vector<domain::ClassInfo>{}, pupils(), people));
  EXPECT_EQ(ask(zhao, notice(zhao, {class_31})).frame().SerializeAsString(), first.SerializeAsString());
  EXPECT_EQ(ask(zhao, notice(zhao, {class_31}, 2)).error().code(), v1::ERROR_CODE_NOT_FOUND) << "but nothing new";
  EXPECT_EQ(ask(zhao, notice(zhao, {class_31}, 1, "另外一句。")).error().code(), v1::ERROR_CODE_CONFLICT);
}

TEST_F(Sending, WhatWouldBeRefusedIsUnavailableWhereItCannotBeKnownWhetherItIsARepeat) {
  server.messages.answers.fail_call(1);
  EXPECT_EQ(refused(zhao, notice(zhao, {no_class})).code(), v1::ERROR_CODE_UNAVAILABLE);
}

TEST_F(Sending, TwoSendersMayUseTheSameId) {
  stored(zhao, notice(zhao, {class_31}));
  stored(qian, notice(qian, {class_31}));
  EXPECT_EQ(events_of(wang).size(), 2U);
}

TEST_F(Sending, IsNotAnsweredBeforeItIsStored) {
  server.messages.answers.later = true;
  const auto box = ask(zhao, notice(zhao, {class_31}));
  EXPECT_EQ(box.count(), 0U);
  server.messages.answers.answer_all();
  EXPECT_TRUE(box.frame().send_result().has_stored());
}

TEST_F(Sending, IsUnavailableWhereNothingCanBeStored) {
  server.messages.answers.fail_call(1);
  const auto error = refused(zhao, notice(zhao, {class_31}));
  EXPECT_EQ(error.code(), v1::ERROR_CODE_UNAVAILABLE);
  EXPECT_EQ(error.retry(), v1::RETRY_LATER);
  EXPECT_GT(error.retry_after_ms(), 0U);
  EXPECT_TRUE(ask(zhao, notice(zhao, {class_31})).frame().send_result().has_stored()) << "the repeat succeeds";
}

TEST_F(Sending, ToAnUnknownClassIsNotFound) {
  const auto error = refused(zhao, notice(zhao, {class_31, no_class}));
  EXPECT_EQ(error.code(), v1::ERROR_CODE_NOT_FOUND);
  EXPECT_EQ(error.field(), "send_notice.header.to.class_ids");
}

TEST_F(Sending, ToAnUnknownGradeIsNotFound) {
  auto frame = form(principal, {});
  frame.mutable_send_form()->mutable_header()->mutable_to()->add_grades("5");
  const auto error = refused(principal, frame);
  EXPECT_EQ(error.code(), v1::ERROR_CODE_NOT_FOUND);
  EXPECT_EQ(error.field(), "send_form.header.to.grades");
}

TEST_F(Sending, ToAClassThatIsNotHersIsForbidden) {
  EXPECT_EQ(refused(qian, notice(qian, {class_32})).code(), v1::ERROR_CODE_FORBIDDEN);
  EXPECT_EQ(refused(zhao, notice(zhao, {class_31, class_41})).code(), v1::ERROR_CODE_FORBIDDEN);
}

TEST_F(Sending, IsForbiddenToGuardiansAndAdministrators) {
  EXPECT_EQ(refused(wang, notice(wang, {class_31})).code(), v1::ERROR_CODE_FORBIDDEN);
  EXPECT_EQ(refused(administrator, notice(administrator, {class_31})).code(), v1::ERROR_CODE_FORBIDDEN);
}

TEST_F(Sending, InAnotherPersonsNameIsForbidden) {
  const auto error = ask(wang, notice(zhao, {class_31})).error();
  EXPECT_EQ(error.code(), v1::ERROR_CODE_FORBIDDEN);
  EXPECT_THAT(server.messages.messages(), IsEmpty());
}

TEST_F(Sending, ByWhoeverHasLeftTheSchoolIsForbidden) {
  auto people = guardians();
  server.schools.put(std::make_shared<const domain::SchoolDirectory>(
      domain::SchoolInfo{school_id, "向阳路小学", "Asia/Shanghai"}, classes(), pupils(), people));
  EXPECT_EQ(refused(zhao, notice(zhao, {class_31})).code(), v1::ERROR_CODE_FORBIDDEN);
}

TEST_F(Sending, ToTwoKindsOfAudienceOrNoneIsInvalid) {
  auto frame = letter(principal, {class_31});
  frame.mutable_send_letter()->mutable_header()->mutable_to()->add_grades("3");
  auto error = refused(principal, frame);
  EXPECT_EQ(error.code(), v1::ERROR_CODE_INVALID);
  EXPECT_EQ(error.field(), "send_letter.header.to");
  error = refused(principal, notice(principal, {}));
  EXPECT_EQ(error.code(), v1::ERROR_CODE_INVALID);
  EXPECT_EQ(error.field(), "send_notice.header.to");
}

TEST_F(Sending, ToAClassWhereNobodyReceivesIsInvalid) {
  const auto error = refused(feng, notice(feng, {class_61}));
  EXPECT_EQ(error.code(), v1::ERROR_CODE_INVALID);
  EXPECT_EQ(error.field(), "send_notice.header.to");
}

TEST_F(Sending, ALetterKeepsItsSlipAsItWasWritten) {
  const auto item = item_of(stored(zhao, letter(zhao, {class_31})));
  EXPECT_EQ(item.kind(), v1::KIND_LETTER);
  EXPECT_EQ(item.ask(), v1::ASK_SLIP);
  ASSERT_EQ(item.slip().options_size(), 2);
  EXPECT_EQ(item.slip().options(0).label(), "参加");
  EXPECT_FALSE(item.slip().options(0).will_not_take_part());
  EXPECT_TRUE(item.slip().options(1).will_not_take_part());
  EXPECT_TRUE(item.slip().comment_allowed());
  EXPECT_EQ(item.slip().deadline_ms(), in(std::chrono::days(3)));
  EXPECT_EQ(item.deadline_ms(), in(std::chrono::days(3)));
  EXPECT_EQ(last_sent().asked, domain::Asked::slip);
  EXPECT_EQ(last_sent().slip_options, 2U);
  EXPECT_TRUE(last_sent().comment_allowed);
  EXPECT_EQ(last_sent().deadline, server.clock.now() + std::chrono::days(3));
}

TEST_F(Sending, ALetterWithoutASlipAsksNothing) {
  auto frame = letter(zhao, {class_31});
  frame.mutable_send_letter()->clear_slip();
  const auto item = item_of(stored(zhao, frame));
  EXPECT_EQ(item.ask(), v1::ASK_NOTHING);
  EXPECT_FALSE(item.has_slip());
  EXPECT_EQ(last_sent().asked, domain::Asked::nothing);
  EXPECT_EQ(last_sent().deadline, std::nullopt);
}

TEST_F(Sending, ASlipWhoseDeadlineHasPassedIsInvalid) {
  auto frame = letter(zhao, {class_31});
  for (const auto time : {in(std::chrono::milliseconds(0)), in(-std::chrono::days(1)), std::int64_t{-5}}) {
    frame.mutable_send_letter()->mutable_slip()->set_deadline_ms(time);
    const auto error = refused(zhao, frame);
    EXPECT_EQ(error.code(), v1::ERROR_CODE_INVALID);
    EXPECT_EQ(error.field(), "send_letter.slip.deadline_ms");
  }
}

TEST_F(Sending, ASlipWithTwoDecliningOptionsIsInvalid) {
  auto frame = letter(zhao, {class_31});
  frame.mutable_send_letter()->mutable_slip()->mutable_options(0)->set_will_not_take_part(true);
  const auto error = refused(zhao, frame);
  EXPECT_EQ(error.code(), v1::ERROR_CODE_INVALID);
  EXPECT_EQ(error.field(), "send_letter.slip.options");
}

TEST_F(Sending, ASlipWithEqualOptionsIsInvalid) {
  auto frame = letter(zhao, {class_31});
  frame.mutable_send_letter()->mutable_slip()->mutable_options(0)->set_label("不参加");
  const auto error = refused(zhao, frame);
  EXPECT_EQ(error.code(), v1::ERROR_CODE_INVALID);
  EXPECT_EQ(error.field(), "send_letter.slip.options");
}

TEST_F(Sending, AFormIsStoredWithTheHashOfExactlyTheTextThatIsShown) {
  const auto item = item_of(stored(zhao, form(zhao, {class_31})));
  EXPECT_EQ(item.kind(), v1::KIND_FORM);
  EXPECT_EQ(item.ask(), v1::ASK_CONSENT);
  EXPECT_TRUE(item.body().empty());
  EXPECT_EQ(item.form().purpose(), "参加三天研学活动");
  EXPECT_EQ(item.form().body(), "活动由学校统一组织，费用由学校承担，可以随时退出。");
  EXPECT_EQ(item.form().agree_label(), "同意");
  EXPECT_EQ(item.form().decline_label(), "不同意");
  EXPECT_EQ(item.form().version(), 1U);
  EXPECT_EQ(item.form().deadline_ms(), in(std::chrono::days(3)));
  EXPECT_EQ(item.text_sha256(), codec::form_text_sha256(item.title(), item.form()));
  EXPECT_EQ(std::string(last_sent().text_sha256.begin(), last_sent().text_sha256.end()), item.text_sha256());
  EXPECT_EQ(last_sent().asked, domain::Asked::consent);
  EXPECT_EQ(last_sent().form_version, 1U);
}

TEST_F(Sending, AFormsVersionIsTheServersOwn) {
  auto frame = form(zhao, {class_31});
  frame.mutable_send_form()->mutable_form()->set_version(9);
  EXPECT_EQ(item_of(stored(zhao, frame)).form().version(), 1U);
}

TEST_F(Sending, AFormKeepsItsOwnLabels) {
  auto frame = form(zhao, {class_31});
  frame.mutable_send_form()->mutable_form()->set_agree_label("同意参加");
  frame.mutable_send_form()->mutable_form()->set_decline_label("不参加");
  const auto item = item_of(stored(zhao, frame));
  EXPECT_EQ(item.form().agree_label(), "同意参加");
  EXPECT_EQ(item.form().decline_label(), "不参加");
}

TEST_F(Sending, AFormWhoseLabelsLookAlikeIsInvalid) {
  const std::vector<std::pair<std::string, std::string>> alike{{"不同意", ""},  // the other one's default
                                                               {"同意", "同意\u200b"},
                                                               {"同意 ", "\u3000同意"},
                                                               {"同意", "\u200b"}};
  for (const auto& [agree, decline] : alike) {
    auto frame = form(zhao, {class_31});
    frame.mutable_send_form()->mutable_form()->set_agree_label(agree);
    frame.mutable_send_form()->mutable_form()->set_decline_label(decline);
    const auto error = refused(zhao, frame);
    EXPECT_EQ(error.code(), v1::ERROR_CODE_INVALID);
    EXPECT_EQ(error.field(), "send_form.form.decline_label");
  }
}

TEST_F(Sending, AFormWhoseDeadlineHasPassedIsInvalid) {
  auto frame = form(zhao, {class_31});
  frame.mutable_send_form()->mutable_form()->set_deadline_ms(in(std::chrono::milliseconds(-1)));
  const auto error = refused(zhao, frame);
  EXPECT_EQ(error.code(), v1::ERROR_CODE_INVALID);
  EXPECT_EQ(error.field(), "send_form.form.deadline_ms");
}

TEST_F(Sending, AGradeIsWrittenToByItsLeaderInThatRole) {
  auto frame = notice(wu, {});
  frame.mutable_send_notice()->mutable_header()->mutable_to()->add_grades("3");
  const auto item = item_of(stored(wu, frame));
  EXPECT_EQ(item.sent_to(), "三年级");
  EXPECT_EQ(item.sender().role(), v1::ROLE_GRADE_LEADER);
}

TEST_F(Sending, ATeacherWhoIsAParentThereReceivesHerOwnLetterOnceWithHerChild) {
  auto frame = notice(principal, {class_32});
  stored(principal, frame);
  auto people = everybody();
  for (auto& member : people)
    if (member.id == qian) member.posts.push_back({class_32, false});
  server.schools.put(std::make_shared<const domain::SchoolDirectory>(
      domain::SchoolInfo{school_id, "向阳路小学", "Asia/Shanghai"}, classes(), pupils(), people));
  stored(qian, notice(qian, {class_32}, 2));
  const auto hers = events_of(qian);
  ASSERT_EQ(hers.size(), 2U);
  EXPECT_EQ(hers[1].children(0).child_id(), bei.value);
}

TEST_F(Sending, AnUnknownRequestIsSaidToBeUnknown) {
  v1::ClientFrame frame;
  frame.mutable_ping();
  EXPECT_EQ(ask(zhao, frame).error().code(), v1::ERROR_CODE_UNKNOWN_REQUEST);
}

}  // namespace
}  // namespace jiaxin::handlers
