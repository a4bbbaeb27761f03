#include "delivery/event_encoding.hpp"

#include <gtest/gtest.h>

#include "codec/frame.hpp"
#include "support/fake_cleared_row.hpp"

namespace jiaxin::delivery {
namespace {

constexpr domain::MemberKey member{{1}, {101}};
constexpr domain::TimePoint at{std::chrono::milliseconds(1'741'564'800'123)};

std::string item(const std::string& body) {
  v1::Item wire;
  wire.set_kind(v1::KIND_NOTICE);
  wire.set_title("春游");
  wire.set_body(body);
  return wire.SerializeAsString();
}

std::string children(const std::string& name) {
  v1::Event event;
  event.add_children()->set_name(name);
  return event.SerializeAsString();
}

ports::LogEntry entry(std::uint64_t seq, const std::string& item_bytes) {
  return {{seq}, {seq + 40}, at, children("王小明"), storage::ClearedRow::of(item_bytes)};
}

v1::ServerFrame decoded(const OutFrame& frame) { return codec::decode_server_frame(frame.bytes()).value(); }

TEST(ALiveFrame, SharesTheItemAndAddsTheReceiversOwnBytes) {
  const ports::Published event{{42}, at, storage::ClearedRow::of(item("明天带水壶")), {}};
  const EncodedBody body(event.body);
  const auto frame = live_frame({member, {77}, {5}, children("王小明")}, event, body);
  EXPECT_EQ(frame.body, std::get<ports::StoredCleared>(event.body).shared_bytes()) << "the same bytes, not a copy";
  const auto batch = decoded(frame).event_batch();
  EXPECT_EQ(batch.member().school_id(), 1U);
  EXPECT_EQ(batch.member().member_id(), 101U);
  EXPECT_EQ(batch.epoch(), 77U);
  ASSERT_EQ(batch.events_size(), 1);
  EXPECT_EQ(batch.events(0).seq(), 5U);
  EXPECT_EQ(batch.events(0).message_id(), 42U);
  EXPECT_EQ(batch.events(0).at_ms(), 1'741'564'800'123);
  EXPECT_EQ(batch.events(0).children(0).name(), "王小明");
  EXPECT_EQ(batch.events(0).item().body(), "明天带水壶");
}

TEST(ALiveFrame, OfManyChildrenGoesWhole) {
  const ports::Published event{{42}, at, storage::ClearedRow::of(item("明天带水壶")), {}};
  const EncodedBody body(event.body);
  std::string all;
  for (int i = 0; i < 12; ++i) all += children("欧阳小明" + std::to_string(i));
  const auto batch = decoded(live_frame({member, {77}, {5}, all}, event, body)).event_batch();
  ASSERT_EQ(batch.events_size(), 1);
  ASSERT_EQ(batch.events(0).children_size(), 12);
  EXPECT_EQ(batch.events(0).children(11).name(), "欧阳小明11");
  EXPECT_EQ(batch.events(0).item().body(), "明天带水壶");
}

TEST(ALiveFrame, OfAnAnswerCarriesEveryFieldOfTheNotice) {
  const ports::AnswerNotice notice{{9}, {1}, {101}, "王强", "父亲", domain::Choice::slip, 2, at};
  const ports::Published event{{42}, at, notice, {}};
  const EncodedBody body(event.body);
  const auto batch = decoded(live_frame({member, {77}, {5}, ""}, event, body)).event_batch();
  ASSERT_EQ(batch.events_size(), 1);
  const auto& answer = batch.events(0).answer();
  EXPECT_EQ(answer.answer_id(), 9U);
  EXPECT_EQ(answer.child_id(), 1U);
  EXPECT_EQ(answer.member_id(), 101U);
  EXPECT_EQ(answer.name(), "王强");
  EXPECT_EQ(answer.relation(), "父亲");
  EXPECT_EQ(answer.choice(), v1::CHOICE_SLIP);
  EXPECT_EQ(answer.slip_option(), 2U);
  EXPECT_EQ(answer.decided_at_ms(), 1'741'564'800'123);
}

TEST(ALiveFrame, OfAReviewSaysThatItWaitsOrWhatWasDecided) {
  ports::ReviewNotice notice{true, 1, {7}, "林雪梅", domain::Role::class_teacher, "三年级(1)班", std::nullopt};
  const auto event_of = [](const ports::ReviewNotice& told) {
    const ports::Published event{{42}, at, told, {}};
    const EncodedBody body(event.body);
    return decoded(live_frame({member, {77}, {5}, ""}, event, body)).event_batch().events(0);
  };
  const auto waiting = event_of(notice).review_waiting();
  EXPECT_EQ(waiting.stopped(), v1::STOPPED_BLOCKED);
  EXPECT_EQ(waiting.kind(), v1::KIND_NOTICE);
  EXPECT_EQ(waiting.sender().member_id(), 7U);
  EXPECT_EQ(waiting.sender().name(), "林雪梅");
  EXPECT_EQ(waiting.sender().role(), v1::ROLE_CLASS_TEACHER);
  EXPECT_EQ(waiting.sent_to(), "三年级(1)班");
  notice.blocked = false;
  notice.decision = ports::ReviewDecision{true, "可以", {9}, "唐国栋", domain::Role::principal, at, 6, 5};
  const auto outcome = event_of(notice).review_outcome();
  EXPECT_EQ(outcome.stopped(), v1::STOPPED_HELD);
  EXPECT_EQ(outcome.sender().name(), "林雪梅");
  EXPECT_EQ(outcome.decision().ruling(), v1::RULING_RELEASE);
  EXPECT_EQ(outcome.decision().reason(), "可以");
  EXPECT_EQ(outcome.decision().decided_by().member_id(), 9U);
  EXPECT_EQ(outcome.decision().decided_by().role(), v1::ROLE_PRINCIPAL);
  EXPECT_EQ(outcome.decision().decided_at_ms(), 1'741'564'800'123);
  EXPECT_EQ(outcome.decision().guardians(), 6U);
  EXPECT_EQ(outcome.decision().children(), 5U);
}

TEST(ALiveFrame, TellsAgreeFromDecline) {
  for (const auto& [choice, wire] :
       {std::pair{domain::Choice::agree, v1::CHOICE_AGREE}, std::pair{domain::Choice::decline, v1::CHOICE_DECLINE}}) {
    const ports::Published event{{42}, at, ports::AnswerNotice{.choice = choice}, {}};
    const EncodedBody body(event.body);
    EXPECT_EQ(decoded(live_frame({member, {77}, {5}, ""}, event, body)).event_batch().events(0).answer().choice(),
              wire);
  }
}

TEST(APage, OfNothingIsNoFrame) { EXPECT_TRUE(page_frames(member, {{77}, {0}, {}}).empty()); }

TEST(APage, PutsSmallEventsInOneFrameInOrder) {
  const ports::LogPage page{{77}, {3}, {entry(1, item("一")), entry(2, item("二")), entry(3, item("三"))}};
  const auto frames = page_frames(member, page);
  ASSERT_EQ(frames.size(), 1U);
  const auto batch = decoded(frames[0]).event_batch();
  EXPECT_EQ(batch.epoch(), 77U);
  ASSERT_EQ(batch.events_size(), 3);
  EXPECT_EQ(batch.events(0).item().body(), "一");
  EXPECT_EQ(batch.events(2).seq(), 3U);
  EXPECT_EQ(batch.events(1).children(0).name(), "王小明");
}

TEST(APage, MixesItemsAndAnswers) {
  ports::LogPage page{{77}, {2}, {entry(1, item("一"))}};
  page.entries.push_back({{2}, {41}, at, "", ports::AnswerNotice{.id = {9}}});
  const auto batch = decoded(page_frames(member, page).at(0)).event_batch();
  EXPECT_TRUE(batch.events(0).has_item());
  EXPECT_EQ(batch.events(1).answer().answer_id(), 9U);
}

TEST(APage, KeepsEachFrameWithinTheBatchLimit) {
  ports::LogPage page{{77}, {128}, {}};
  for (std::uint64_t i = 1; i <= 128; ++i) page.entries.push_back(entry(i, item(std::string(235, 'x'))));
  const auto frames = page_frames(member, page);
  EXPECT_GT(frames.size(), 1U);
  std::uint64_t next = 1;
  for (const auto& frame : frames) {
    EXPECT_LE(frame.size(), max_batch_bytes);
    const auto batch = decoded(frame).event_batch();
    for (const auto& event : batch.events()) EXPECT_EQ(event.seq(), next++);
  }
  EXPECT_EQ(next, 129U);
}

TEST(APage, GivesALargeItemAFrameOfItsOwn) {
  const ports::LogPage page{
      {77}, {3}, {entry(1, item("一")), entry(2, item(std::string(40'000, 'x'))), entry(3, item("三"))}};
  const auto frames = page_frames(member, page);
  ASSERT_EQ(frames.size(), 3U);
  EXPECT_EQ(decoded(frames[1]).event_batch().events_size(), 1);
  EXPECT_EQ(decoded(frames[2]).event_batch().events(0).seq(), 3U);
}

}  // namespace
}  // namespace jiaxin::delivery
