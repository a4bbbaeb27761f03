// Builds EventBatch frames by hand, so that a fan-out shares one serialised item and each receiver adds only his
// own few bytes. What is built is exactly what ServerFrame{event_batch} would serialise to.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "codec/frame_head.hpp"

namespace jiaxin::codec {

enum class EventBodyKind { review_waiting, review_outcome, answer, item };

// One event; the views are borrowed for the call.
struct EventParts {
  std::uint64_t seq = 0;
  std::uint64_t message_id = 0;
  std::int64_t at_ms = 0;
  std::string_view children;  // serialised v1::Event with nothing but `children`
  EventBodyKind kind = EventBodyKind::item;
  std::string_view body;  // serialised v1::Item or v1::AnswerRecorded
};

struct LogPosition {
  std::uint32_t school_id = 0;
  std::uint32_t member_id = 0;
  std::uint64_t epoch = 0;
};

// All of a one-event frame but the body, which is to follow it on the wire. nullopt: with a WebSocket head it would be
// longer than a FrameHead may be, as an event of many children is.
std::optional<FrameHead> event_frame_head(const LogPosition& log, const EventParts& event);

// A whole frame of several events.
std::string event_batch_frame(const LogPosition& log, const std::vector<EventParts>& events);

}  // namespace jiaxin::codec
