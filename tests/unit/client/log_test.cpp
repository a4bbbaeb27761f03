#include "rig.hpp"

namespace jiaxin::client::test {
namespace {

using Frame = v1::ClientFrame;

std::vector<v1::Event> events(std::uint64_t from, std::uint64_t to) {
  std::vector<v1::Event> out;
  for (auto seq = from; seq <= to; ++seq) out.push_back(item_event(seq));
  return out;
}

TEST(Log, EventsAreKeptToldAndAcknowledgedInThisOrder) {
  Rig rig;
  rig.go_online();
  rig.forget();
  rig.receive(Rig::batch(teacher, events(1, 3)));
  EXPECT_EQ(rig.all<InboxEntry>().size(), 3U);
  EXPECT_EQ(rig.store->cursor(teacher).seq, 3U);
  const auto acks = rig.sent(Frame::kAck);
  ASSERT_EQ(acks.size(), 1U);
  EXPECT_EQ(acks[0].ack().seq(), 3U);
  EXPECT_EQ(acks[0].ack().epoch(), 11U);
  EXPECT_TRUE(std::holds_alternative<SendBytes>(rig.actions.back()));
}

TEST(Log, AcksAreCoalescedInTime) {
  Rig rig;
  rig.go_online();
  for (std::uint64_t seq = 1; seq <= 10; ++seq) {
    rig.receive(Rig::batch(teacher, events(seq, seq)));
    rig.advance(Millis(10));
  }
  EXPECT_EQ(rig.sent(Frame::kAck).size(), 1U);  // of the first
  rig.advance(Millis(200));
  const auto acks = rig.sent(Frame::kAck);
  ASSERT_EQ(acks.size(), 1U);
  EXPECT_EQ(acks[0].ack().seq(), 10U);
  rig.advance(Millis(10'000));
  EXPECT_TRUE(rig.sent(Frame::kAck).empty());
}

TEST(Log, AcksDoNotWaitForMoreThan32Events) {
  Rig rig;
  rig.go_online();
  rig.receive(Rig::batch(teacher, events(1, 1)));
  rig.sent(Frame::kAck);
  rig.receive(Rig::batch(teacher, events(2, 32)));
  EXPECT_TRUE(rig.sent(Frame::kAck).empty());
  rig.receive(Rig::batch(teacher, events(33, 33)));
  EXPECT_EQ(rig.sent(Frame::kAck).size(), 1U);
}

TEST(Log, LongLettersDoNotWaitForTheClock) {
  Rig rig;
  rig.go_online();
  rig.receive(Rig::batch(teacher, events(1, 1)));
  rig.sent(Frame::kAck);
  for (std::uint64_t seq = 2; seq <= 4; ++seq) {
    auto letter = item_event(seq);
    letter.mutable_item()->set_body(std::string(30'000, 'x'));
    rig.receive(Rig::batch(teacher, {letter}));
  }
  EXPECT_EQ(rig.sent(Frame::kAck).size(), 1U);
}

TEST(Log, ASmallWindowOfTheServerIsNotExhausted) {
  Rig rig;
  rig.keep_token();
  rig.start();
  rig.opened();
  auto hello = rig.signed_in();
  hello.mutable_signed_in()->set_window_events(8);
  rig.receive(hello);
  rig.receive(Rig::resumed(rig.sent(Frame::kResume).at(0), 9));
  rig.receive(Rig::batch(teacher, events(1, 1)));
  rig.sent(Frame::kAck);
  rig.receive(Rig::batch(teacher, events(2, 5)));
  EXPECT_EQ(rig.sent(Frame::kAck).size(), 1U);
}

TEST(Log, DuplicatesAreDroppedAndAcknowledgedAgain) {
  Rig rig;
  rig.go_online();
  rig.receive(Rig::batch(teacher, events(1, 3)));
  rig.advance(Millis(200));
  rig.forget();
  rig.receive(Rig::batch(teacher, events(2, 4)));
  const auto told = rig.all<InboxEntry>();
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].seq, 4U);
  EXPECT_EQ(rig.sent(Frame::kAck).at(0).ack().seq(), 4U);
  rig.advance(Millis(200));
  rig.receive(Rig::batch(teacher, events(1, 4)));
  EXPECT_EQ(rig.sent(Frame::kAck).size(), 1U);
  EXPECT_EQ(rig.all<InboxEntry>().size(), 1U);
}

TEST(Log, AGapIsAskedForAgainAndNothingIsSkipped) {
  Rig rig;
  rig.go_online();
  rig.receive(Rig::batch(teacher, events(1, 2)));
  rig.advance(Millis(2'000));
  rig.receive(Rig::batch(teacher, events(5, 6)));
  const auto resume = rig.sent(Frame::kResume);
  ASSERT_EQ(resume.size(), 1U);
  EXPECT_EQ(resume[0].resume().after_seq(), 2U);
  EXPECT_EQ(resume[0].resume().epoch(), 11U);
  rig.receive(Rig::batch(teacher, events(7, 7)));  // still from before the resume
  EXPECT_EQ(rig.store->cursor(teacher).seq, 2U);
  rig.receive(Rig::resumed(resume[0], 7));
  rig.receive(Rig::batch(teacher, events(3, 7)));
  EXPECT_EQ(rig.store->cursor(teacher).seq, 7U);
  EXPECT_EQ(rig.all<InboxEntry>().size(), 7U);
  EXPECT_TRUE(rig.all<ResetNews>().empty());
}

TEST(Log, AServerThatKeepsLeavingGapsIsAskedOnceASecond) {
  Rig rig;
  rig.go_online();
  int resumes = 0;
  for (int i = 0; i < 50; ++i) {
    rig.receive(Rig::batch(teacher, events(5, 5)));
    for (const auto& resume : rig.sent(Frame::kResume)) {
      rig.receive(Rig::resumed(resume, 5));
      ++resumes;
    }
    rig.advance(Millis(100));
  }
  EXPECT_GE(resumes, 3);
  EXPECT_LE(resumes, 5);
  EXPECT_EQ(rig.store->cursor(teacher).seq, 0U);
}

TEST(Log, AfterARestartItGoesOnWhereTheDiskIs) {
  const Folder folder;
  Rig rig(folder.path / "state");
  rig.go_online();
  rig.receive(Rig::batch(teacher, events(1, 3)));
  rig.revive();
  rig.start();
  rig.opened();
  rig.receive(rig.signed_in());
  const auto resume = rig.sent(Frame::kResume);
  EXPECT_EQ(resume.at(0).resume().epoch(), 11U);
  EXPECT_EQ(resume.at(0).resume().after_seq(), 3U);
  EXPECT_EQ(rig.store->inbox({}).size(), 3U);
}

TEST(Log, AForeignEpochIsAskedForAndAResetStartsAnew) {
  Rig rig;
  rig.go_online();
  rig.receive(Rig::batch(teacher, events(1, 3)));
  rig.advance(Millis(2'000));
  rig.receive(Rig::batch(teacher, events(4, 4), 12));
  EXPECT_EQ(rig.store->cursor(teacher).seq, 3U) << "a batch alone drops nothing";
  const auto resume = rig.sent(Frame::kResume);
  ASSERT_EQ(resume.size(), 1U);
  rig.receive(Rig::resumed(resume[0], 1, 12, true));
  EXPECT_EQ(rig.all<ResetNews>().size(), 1U);
  EXPECT_TRUE(rig.store->inbox({}).empty());
  rig.receive(Rig::batch(teacher, events(1, 1), 12));
  EXPECT_EQ(rig.store->cursor(teacher).epoch, 12U);
  EXPECT_EQ(rig.store->inbox({}).size(), 1U);
}

TEST(Log, TheFirstEpochIsNoReset) {
  Rig rig;
  rig.go_online();
  EXPECT_TRUE(rig.all<ResetNews>().empty());
  EXPECT_EQ(rig.store->cursor(teacher).epoch, 11U);
}

TEST(Log, CaughtUpIsToldOnceTheHeadIsReached) {
  Rig rig;
  rig.keep_token();
  rig.start();
  rig.opened();
  rig.receive(rig.signed_in());
  rig.receive(Rig::resumed(rig.sent(Frame::kResume).at(0), 2));
  rig.receive(Rig::batch(teacher, events(1, 1)));
  EXPECT_FALSE(rig.machine->caught_up());
  rig.receive(Rig::batch(teacher, events(2, 2)));
  EXPECT_TRUE(rig.machine->caught_up());
  rig.receive(Rig::batch(teacher, events(3, 3)));
  EXPECT_EQ(rig.all<CaughtUpNews>().size(), 1U);
}

TEST(Log, AMembershipThatEndedHoldsNothingUp) {
  Rig rig;
  rig.keep_token();
  rig.start();
  rig.opened();
  rig.receive(rig.signed_in());
  rig.receive(Rig::error(rig.sent(Frame::kResume).at(0), v1::ERROR_CODE_NOT_FOUND, v1::RETRY_NEVER));
  EXPECT_TRUE(rig.machine->caught_up());
}

TEST(Log, AResumeIsRepeatedWhenTheServerSaysLater) {
  Rig rig;
  rig.keep_token();
  rig.start();
  rig.opened();
  rig.receive(rig.signed_in());
  rig.receive(Rig::error(rig.sent(Frame::kResume).at(0), v1::ERROR_CODE_UNAVAILABLE, v1::RETRY_LATER, 3'000));
  rig.advance(Millis(2'999));
  EXPECT_TRUE(rig.sent(Frame::kResume).empty());
  rig.advance(Millis(1));
  EXPECT_EQ(rig.sent(Frame::kResume).size(), 1U);
}

TEST(Log, EventsOfAKindNotKnownYetMoveTheCursor) {
  Rig rig;
  rig.go_online();
  auto unknown = item_event(1);
  unknown.clear_item();
  rig.receive(Rig::batch(teacher, {unknown, item_event(2)}));
  EXPECT_EQ(rig.store->cursor(teacher).seq, 2U);
  EXPECT_EQ(rig.all<InboxEntry>().size(), 1U);
}

TEST(Log, NewsOfAReviewIsToldOnceAndMovesTheCursor) {
  Rig rig;
  rig.go_online();
  v1::Event waiting, outcome;
  waiting.set_seq(1);
  waiting.set_message_id(41);
  waiting.mutable_review_waiting()->mutable_sender()->set_name("林雪梅");
  outcome.set_seq(2);
  outcome.set_message_id(41);
  outcome.mutable_review_outcome()->mutable_decision()->set_reason("可以");
  rig.receive(Rig::batch(teacher, {waiting, outcome}));
  rig.receive(Rig::batch(teacher, {waiting, outcome}));
  const auto news = rig.all<ReviewNews>();
  ASSERT_EQ(news.size(), 2U);
  EXPECT_EQ(news[0].waiting->sender().name(), "林雪梅");
  EXPECT_FALSE(news[0].outcome);
  EXPECT_EQ(news[1].message_id, 41U);
  EXPECT_EQ(news[1].outcome->decision().reason(), "可以");
  EXPECT_EQ(rig.store->cursor(teacher).seq, 2U);
  EXPECT_TRUE(rig.store->inbox({}).empty()) << "it is no item";
}

TEST(Log, AnAnswerIsToldAndKeptBesideItsItem) {
  Rig rig;
  rig.go_online({parent});
  auto answer = item_event(2);
  answer.set_message_id(901);
  answer.mutable_answer()->set_answer_id(5);
  answer.mutable_answer()->set_child_id(1);
  answer.mutable_answer()->set_member_id(99);
  answer.mutable_answer()->set_name("李四");
  rig.receive(Rig::batch(parent, {item_event(1), answer}));
  ASSERT_EQ(rig.all<AnswerArrived>().size(), 1U);
  EXPECT_EQ(rig.all<AnswerArrived>()[0].message_id, 901U);
  const auto entry = rig.store->inbox_entry(parent, 901);
  ASSERT_EQ(entry->answers.size(), 1U);
  EXPECT_EQ(entry->answers[0].name(), "李四");
  EXPECT_EQ(rig.store->own_answer(parent, 901, 1), 0U);
}

}  // namespace
}  // namespace jiaxin::client::test
