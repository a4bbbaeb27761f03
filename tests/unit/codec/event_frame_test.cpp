#include "codec/event_frame.hpp"

#include <gtest/gtest.h>

#include <utility>

#include "codec/frame.hpp"

namespace jiaxin::codec {
namespace {

v1::ServerFrame sample_frame() {
  v1::ServerFrame frame;
  auto& batch = *frame.mutable_event_batch();
  batch.mutable_member()->set_school_id(3);
  batch.mutable_member()->set_member_id(70000);
  batch.set_epoch(0xfedcba9876543210u);
  auto& event = *batch.add_events();
  event.set_seq(41);
  event.set_message_id(9);
  event.set_at_ms(1'795'000'000'000);
  auto& child = *event.add_children();
  child.set_child_id(12);
  child.set_name("欧阳思远");
  child.set_may_sign(true);
  event.mutable_item()->set_title("秋季运动会通知");
  event.mutable_item()->set_body(std::string(300, 'x'));
  return frame;
}

EventParts parts_of(const v1::Event& event, const std::string& children, const std::string& body) {
  return {event.seq(),
          event.message_id(),
          event.at_ms(),
          children,
          event.has_item() ? EventBodyKind::item : EventBodyKind::answer,
          body};
}

LogPosition log_of(const v1::EventBatch& batch) {
  return {batch.member().school_id(), batch.member().member_id(), batch.epoch()};
}

std::string children_of(const v1::Event& event) {
  v1::Event only;
  *only.mutable_children() = event.children();
  return only.SerializeAsString();
}

TEST(EventFrame, HeadAndSharedBodyAreTheBytesThatProtobufWouldWrite) {
  const auto frame = sample_frame();
  const auto& event = frame.event_batch().events(0);
  const auto children = children_of(event);
  const auto body = event.item().SerializeAsString();
  const auto head = event_frame_head(log_of(frame.event_batch()), parts_of(event, children, body));
  ASSERT_TRUE(head);
  EXPECT_EQ(std::string(head->view()) + body, encode(frame));
}

TEST(EventFrame, AHeadLeavesRoomForAWebSocketHeadOrThereIsNone) {
  const EventParts event{41, 9, 1'795'000'000'000, {}, EventBodyKind::item, "body"};
  const LogPosition log{3, 70000, 0xfedcba9876543210u};
  bool had_one = true;
  for (std::size_t size = 0; size < 120; ++size) {
    v1::Event only;
    only.add_children()->set_name(std::string(size, 'x'));
    const auto children = only.SerializeAsString();
    auto parts = event;
    parts.children = children;
    const auto head = event_frame_head(log, parts);
    if (head) {
      EXPECT_TRUE(had_one) << "a longer one had one";
      EXPECT_LE(head->size() + 10, FrameHead::capacity);
    } else if (std::exchange(had_one, false)) {
      EXPECT_GT(event_batch_frame(log, {parts}).size() - event.body.size() + 10, FrameHead::capacity);
    }
  }
  EXPECT_FALSE(had_one);
}

TEST(EventFrame, SeveralEventsAreTheBytesThatProtobufWouldWrite) {
  auto frame = sample_frame();
  auto& answer = *frame.mutable_event_batch()->add_events();
  answer.set_seq(42);
  answer.set_message_id(9);
  answer.mutable_answer()->set_choice(v1::CHOICE_DECLINE);

  const auto& events = frame.event_batch().events();
  const std::string children = children_of(events[0]);
  const std::string item = events[0].item().SerializeAsString();
  const std::string answer_bytes = events[1].answer().SerializeAsString();
  EXPECT_EQ(event_batch_frame(log_of(frame.event_batch()),
                              {parts_of(events[0], children, item), parts_of(events[1], "", answer_bytes)}),
            encode(frame));
}

}  // namespace
}  // namespace jiaxin::codec
