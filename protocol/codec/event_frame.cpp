#include "codec/event_frame.hpp"

#include "jiaxin/v1/envelope.pb.h"

namespace jiaxin::codec {
namespace {

constexpr std::uint32_t varint = 0;
constexpr std::uint32_t length_delimited = 2;

constexpr std::uint32_t tag(int field, std::uint32_t wire_type) {
  return (static_cast<std::uint32_t>(field) << 3) | wire_type;
}

constexpr std::size_t varint_size(std::uint64_t value) {
  std::size_t size = 1;
  for (; value >= 0x80; value >>= 7) ++size;
  return size;
}

constexpr std::size_t number_size(int field, std::uint64_t value) {
  return value == 0 ? 0 : varint_size(tag(field, varint)) + varint_size(value);
}

// Of what goes before `size` bytes.
constexpr std::size_t length_size(int field, std::size_t size) {
  return varint_size(tag(field, length_delimited)) + varint_size(size);
}

template <class Bytes>
void put_varint(Bytes& out, std::uint64_t value) {
  while (value >= 0x80) {
    out.push_back(static_cast<char>(value | 0x80));
    value >>= 7;
  }
  out.push_back(static_cast<char>(value));
}

template <class Bytes>
void put_number(Bytes& out, int field, std::uint64_t value) {
  if (value == 0) return;
  put_varint(out, tag(field, varint));
  put_varint(out, value);
}

template <class Bytes>
void put_length(Bytes& out, int field, std::size_t size) {
  put_varint(out, tag(field, length_delimited));
  put_varint(out, size);
}

std::size_t member_size(const LogPosition& log) {
  return number_size(v1::MemberRef::kSchoolIdFieldNumber, log.school_id) +
         number_size(v1::MemberRef::kMemberIdFieldNumber, log.member_id);
}

std::size_t log_size(const LogPosition& log) {
  const auto member = member_size(log);
  return length_size(v1::EventBatch::kMemberFieldNumber, member) + member +
         number_size(v1::EventBatch::kEpochFieldNumber, log.epoch);
}

template <class Bytes>
void put_log(Bytes& out, const LogPosition& log) {
  put_length(out, v1::EventBatch::kMemberFieldNumber, member_size(log));
  put_number(out, v1::MemberRef::kSchoolIdFieldNumber, log.school_id);
  put_number(out, v1::MemberRef::kMemberIdFieldNumber, log.member_id);
  put_number(out, v1::EventBatch::kEpochFieldNumber, log.epoch);
}

constexpr int body_field(const EventParts& event) {
  switch (event.kind) {
    case EventBodyKind::review_waiting: return v1::Event::kReviewWaitingFieldNumber;
    case EventBodyKind::review_outcome: return v1::Event::kReviewOutcomeFieldNumber;
    case EventBodyKind::answer: return v1::Event::kAnswerFieldNumber;
    case EventBodyKind::item: break;
  }
  return v1::Event::kItemFieldNumber;
}

// The event up to and including the length of its body.
std::size_t event_head_size(const EventParts& event) {
  return number_size(v1::Event::kSeqFieldNumber, event.seq) +
         number_size(v1::Event::kMessageIdFieldNumber, event.message_id) +
         number_size(v1::Event::kAtMsFieldNumber, static_cast<std::uint64_t>(event.at_ms)) + event.children.size() +
         length_size(body_field(event), event.body.size());
}

std::size_t event_size(const EventParts& event) { return event_head_size(event) + event.body.size(); }

// The event in its batch, but for its body.
std::size_t entry_head_size(const EventParts& event) {
  return length_size(v1::EventBatch::kEventsFieldNumber, event_size(event)) + event_head_size(event);
}

template <class Bytes>
void put_entry_head(Bytes& out, const EventParts& event) {
  put_length(out, v1::EventBatch::kEventsFieldNumber, event_size(event));
  put_number(out, v1::Event::kSeqFieldNumber, event.seq);
  put_number(out, v1::Event::kMessageIdFieldNumber, event.message_id);
  put_number(out, v1::Event::kAtMsFieldNumber, static_cast<std::uint64_t>(event.at_ms));
  out.append(event.children);
  put_length(out, body_field(event), event.body.size());
}

std::size_t frame_start_size(const LogPosition& log, std::size_t events_size) {
  const auto batch = log_size(log) + events_size;
  return length_size(v1::ServerFrame::kEventBatchFieldNumber, batch) + log_size(log);
}

// A frame up to its events.
template <class Bytes>
void put_frame_start(Bytes& out, const LogPosition& log, std::size_t events_size) {
  put_length(out, v1::ServerFrame::kEventBatchFieldNumber, log_size(log) + events_size);
  put_log(out, log);
}

}  // namespace

std::optional<FrameHead> event_frame_head(const LogPosition& log, const EventParts& event) {
  constexpr std::size_t websocket_head = 10;
  const auto head = entry_head_size(event);
  const auto size = head + event.body.size();
  if (websocket_head + frame_start_size(log, size) + head > FrameHead::capacity) return std::nullopt;
  FrameHead out;
  put_frame_start(out, log, size);
  put_entry_head(out, event);
  return out;
}

std::string event_batch_frame(const LogPosition& log, const std::vector<EventParts>& events) {
  std::size_t size = 0;
  for (const auto& event : events) size += entry_head_size(event) + event.body.size();
  std::string out;
  out.reserve(frame_start_size(log, size) + size);
  put_frame_start(out, log, size);
  for (const auto& event : events) {
    put_entry_head(out, event);
    out.append(event.body);
  }
  return out;
}

}  // namespace jiaxin::codec
