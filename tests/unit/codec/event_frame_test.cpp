#include "codec/event_frame.hpp"

#include <gtest/gtest.h>

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
  EXPECT_EQ(event_frame_head(log_of(frame.event_batch()), parts_of(event, children, body)) + body, encode(frame));
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
