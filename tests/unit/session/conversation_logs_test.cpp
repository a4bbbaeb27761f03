#include "conversation_scene.hpp"

namespace jiaxin::session {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class Following : public Scene {
 protected:
  void SetUp() override { signed_in(phone); }
  // Resumes and gives what the server said of it; the events that follow are left to be taken.
  v1::Resumed resumed(std::uint64_t after, std::uint64_t epoch = 77) {
    const auto id = phone.ask(resume(wang, after, epoch));
    const auto frames = phone.take();
    EXPECT_FALSE(frames.empty());
    if (frames.empty()) return {};
    EXPECT_EQ(frames[0].request_id(), id) << "the answer comes before the events";
    EXPECT_TRUE(frames[0].has_resumed()) << frames[0].ShortDebugString();
    arrived = seqs(frames);
    return frames[0].resumed();
  }
  std::vector<std::uint64_t> acked() const {
    std::vector<std::uint64_t> found;
    for (const auto& one : server.messages.acks()) found.push_back(one.seq.value);
    return found;
  }
  Client phone{server};
  std::vector<std::uint64_t> arrived;
};

TEST_F(Following, FromTheStartBringsEverything) {
  store(3);
  const auto view = resumed(0, 0);
  EXPECT_FALSE(view.reset()) << "there was nothing to drop";
  EXPECT_EQ(view.member().member_id(), wang.value);
  EXPECT_EQ(view.epoch(), 77U);
  EXPECT_EQ(view.head_seq(), 3U);
  EXPECT_EQ(view.after_seq(), 0U);
  EXPECT_THAT(arrived, ElementsAre(1, 2, 3));
}

TEST_F(Following, FromAPositionBringsWhatComesAfterIt) {
  store(5);
  const auto view = resumed(3);
  EXPECT_FALSE(view.reset());
  EXPECT_EQ(view.after_seq(), 3U);
  EXPECT_THAT(arrived, ElementsAre(4, 5));
}

TEST_F(Following, FromTheHeadBringsNothingButWhatIsNew) {
  store(5);
  EXPECT_FALSE(resumed(5).reset());
  EXPECT_THAT(arrived, IsEmpty());
  publish();
  EXPECT_THAT(seqs(phone.take()), ElementsAre(6));
}

TEST_F(Following, FromAPositionOfAnotherEpochStartsAnew) {
  store(3);
  const auto view = resumed(2, 76);
  EXPECT_TRUE(view.reset());
  EXPECT_EQ(view.epoch(), 77U);
  EXPECT_EQ(view.after_seq(), 0U);
  EXPECT_THAT(arrived, ElementsAre(1, 2, 3));
}

TEST_F(Following, FromBeyondTheHeadStartsAnew) {
  store(3);
  const auto view = resumed(4);
  EXPECT_TRUE(view.reset());
  EXPECT_THAT(arrived, ElementsAre(1, 2, 3));
  EXPECT_THAT(acked(), IsEmpty()) << "a position that is none keeps nothing";
}

TEST_F(Following, BringsWhatIsStoredWhileTheHeadIsBeingRead) {
  store(2);
  server.core.run();
  server.messages.answers.later = true;
  server.messages.answers.early_reads = true;
  phone.ask(resume(wang, 0));
  publish();
  server.messages.answers.answer_all();
  server.core.run();
  server.messages.answers.answer_all();
  const auto frames = phone.take();
  EXPECT_THAT(seqs(frames), ElementsAre(1, 2, 3));
}

TEST_F(Following, AgainOnTheSameConnectionBringsEachEventOnceMoreFromThere) {
  store(3);
  resumed(0);
  resumed(1);
  EXPECT_THAT(arrived, ElementsAre(2, 3));
  publish();
  EXPECT_THAT(seqs(phone.take()), ElementsAre(4)) << "one subscription, not two";
  EXPECT_EQ(server.hub.subscriptions(), 1U);
}

TEST_F(Following, SomebodyElsesLogIsForbidden) {
  EXPECT_EQ(phone.answer(resume(li_min)).error().code(), v1::ERROR_CODE_FORBIDDEN);
}

TEST_F(Following, IsUnavailableWhereTheLogCannotBeRead) {
  server.messages.answers.fail_call(1);
  EXPECT_EQ(phone.answer(resume(wang)).error().code(), v1::ERROR_CODE_UNAVAILABLE);
  EXPECT_EQ(server.hub.subscriptions(), 0U);
}

TEST_F(Following, ALogThatBreaksOffLaterClosesTheConnection) {
  store(3);
  server.core.run();
  server.messages.answers.fail_call(2);
  phone.ask(resume(wang));
  EXPECT_TRUE(phone.take().at(0).has_resumed());
  ASSERT_THAT(phone.closes(), SizeIs(1));
  EXPECT_EQ(phone.closes()[0].code, codec::CloseCode::restarting);
}

TEST_F(Following, KeepsWhatItResumesAfter) {
  store(3);
  resumed(2);
  EXPECT_THAT(acked(), ElementsAre(2)) << "what was kept before the connection broke counts as delivered";
}

TEST_F(Following, AnAckIsStoredForThisDevice) {
  store(3);
  resumed(0);
  phone.tell(ack(wang, 2));
  phone.take();
  ASSERT_THAT(server.messages.acks(), SizeIs(1));
  EXPECT_EQ(server.messages.acks()[0].member, key(wang));
  EXPECT_EQ(server.messages.acks()[0].device, domain::DeviceSessionId{1});
  EXPECT_EQ(server.messages.acks()[0].seq, domain::Seq{2});
}

TEST_F(Following, AnAckHasNoAnswer) {
  store(1);
  resumed(0);
  phone.tell(ack(wang, 1));
  EXPECT_THAT(phone.take(), IsEmpty());
}

TEST_F(Following, AnAckOfWhatWasNeverSentClosesTheConnection) {
  store(3);
  resumed(0);
  phone.tell(ack(wang, 4));
  ASSERT_THAT(phone.closes(), SizeIs(1));
  EXPECT_EQ(phone.closes()[0].code, codec::CloseCode::malformed);
  EXPECT_THAT(acked(), IsEmpty());
}

TEST_F(Following, AnAckOfAnotherEpochClosesTheConnection) {
  store(3);
  resumed(0);
  phone.tell(ack(wang, 1, 76));
  EXPECT_THAT(phone.closes(), SizeIs(1));
  EXPECT_THAT(acked(), IsEmpty());
}

TEST_F(Following, AnAckOfALogThatIsNotFollowedIsPassedOver) {
  phone.tell(ack(wang, 1));
  phone.tell(ack(li_min, 1));
  EXPECT_THAT(phone.take(), IsEmpty());
  EXPECT_THAT(phone.closes(), IsEmpty());
  EXPECT_THAT(acked(), IsEmpty());
}

TEST_F(Following, AcksAreStoredOneAtATimeAndTheNewestOfThoseThatWait) {
  store(9);
  resumed(0);
  server.messages.answers.later = true;
  for (std::uint64_t seq = 1; seq <= 9; ++seq) phone.tell(ack(wang, seq));
  EXPECT_EQ(server.messages.answers.waiting(), 1U);
  server.messages.answers.answer_all();
  server.core.run();
  server.messages.answers.answer_all();
  server.core.run();
  EXPECT_THAT(acked(), ElementsAre(1, 9));
  EXPECT_EQ(server.messages.answers.waiting(), 0U);
}

TEST_F(Following, TheSameAckAgainIsStoredOnce) {
  store(2);
  resumed(0);
  phone.tell(ack(wang, 2));
  phone.take();
  phone.tell(ack(wang, 2));
  phone.tell(ack(wang, 1));
  phone.take();
  EXPECT_THAT(acked(), ElementsAre(2));
}

TEST_F(Following, AnAckThatCouldNotBeStoredDoesNotStopTheNext) {
  store(2);
  resumed(0);
  server.messages.answers.fail_call(1);
  phone.tell(ack(wang, 1));
  phone.take();
  phone.tell(ack(wang, 2));
  phone.take();
  EXPECT_THAT(acked(), ElementsAre(2));
}

TEST_F(Following, AnAckThatCouldNotBeStoredIsStoredLater) {
  store(2);
  resumed(0);
  server.messages.answers.fail_call(1);
  phone.tell(ack(wang, 2));
  phone.take();
  EXPECT_THAT(acked(), IsEmpty());
  server.core.advance(std::chrono::seconds(1));
  EXPECT_THAT(acked(), ElementsAre(2));
}

TEST_F(Following, AnAckThatCouldNotBeStoredIsForgottenWithTheConnection) {
  store(2);
  resumed(0);
  server.messages.answers.fail_call(1);
  phone.tell(ack(wang, 2));
  phone.vanish();
  server.core.advance(std::chrono::seconds(1));
  EXPECT_THAT(acked(), IsEmpty());
}

TEST_F(Following, AnAckUnderWayWhenTheConnectionBreaksIsStoredAndNoMoreIs) {
  store(3);
  resumed(0);
  server.messages.answers.later = true;
  phone.tell(ack(wang, 1));
  phone.tell(ack(wang, 3));
  phone.vanish();
  server.messages.answers.answer_all();
  server.core.run();
  EXPECT_THAT(acked(), ElementsAre(1));
  EXPECT_EQ(server.messages.answers.waiting(), 0U);
}

TEST_F(Following, AnAckTellsTheSenderThatItWasDelivered) {
  Client desk(server);
  signed_in(desk, "zhao");
  desk.ask(resume(zhao));
  desk.ask(notice(zhao, class_31, 1));
  resumed(0);
  server.core.advance(std::chrono::seconds(5));
  desk.take();
  phone.tell(ack(wang, 1));
  const auto frames = desk.take();
  ASSERT_THAT(frames, SizeIs(1));
  EXPECT_EQ(frames[0].receipt_update().summary().delivered(), 1U);
}

TEST_F(Following, EndsWithTheConnection) {
  store(2);
  resumed(0);
  phone.vanish();
  publish();
  server.core.run();
  EXPECT_EQ(server.hub.subscriptions(), 0U);
}

TEST_F(Following, EndsWithTheConnectionThoughARequestIsStillUnderWay) {
  store(2);
  resumed(0);
  server.messages.answers.later = true;
  phone.ask(notice(wang, class_31, 1));
  phone.vanish();
  EXPECT_EQ(server.hub.subscriptions(), 0U);
  publish();
  server.messages.answers.answer_all();
  server.core.run();
}

TEST_F(Following, CostsOneWindowWhereNothingIsAcknowledged) {
  store(1000);
  resumed(0);
  EXPECT_THAT(arrived, SizeIs(delivery::WindowLimits{}.events));
  phone.tell(ack(wang, 256));
  EXPECT_THAT(seqs(phone.take()), SizeIs(256));
}

}  // namespace
}  // namespace jiaxin::session
