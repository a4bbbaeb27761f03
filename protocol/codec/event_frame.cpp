#include "codec/event_frame.hpp"

#include "jiaxin/v1/envelope.pb.h"

namespace jiaxin::codec {
namespace {

constexpr std::uint32_t varint = 0;
constexpr std::uint32_t length_delimited = 2;

constexpr std::uint32_t tag(int field, std::uint32_t wire_type) {
  return (static_cast<std::uint32_t>(field) << 3) | wire_type;
}

void put_varint(std::string& out, std::uint64_t value) {
  while (value >= 0x80) {
    out.push_back(static_cast<char>(value | 0x80));
    value >>= 7;
  }
  out.push_back(static_cast<char>(value));
}

void put_number(std::string& out, int field, std::uint64_t value) {
  if (value == 0) return;
  put_varint(out, tag(field, varint));
  put_varint(out, value);
}

void put_length(std::string& out, int field, std::size_t size) {
  put_varint(out, tag(field, length_delimited));
  put_varint(out, size);
}

std::string log_fields(const LogPosition& log) {
  std::string member;
  put_number(member, v1::MemberRef::kSchoolIdFieldNumber, log.school_id);
  put_number(member, v1::MemberRef::kMemberIdFieldNumber, log.member_id);
  std::string out;
  put_length(out, v1::EventBatch::kMemberFieldNumber, member.size());
  out += member;
  put_number(out, v1::EventBatch::kEpochFieldNumber, log.epoch);
  return out;
}

// The event up to and including the length of its body.
std::string event_head(const EventParts& event) {
  std::string out;
  put_number(out, v1::Event::kSeqFieldNumber, event.seq);
  put_number(out, v1::Event::kMessageIdFieldNumber, event.message_id);
  put_number(out, v1::Event::kAtMsFieldNumber, static_cast<std::uint64_t>(event.at_ms));
  out += event.children;
  const int field = event.kind == EventBodyKind::item ? v1::Event::kItemFieldNumber : v1::Event::kAnswerFieldNumber;
  put_length(out, field, event.body.size());
  return out;
}

void put_event(std::string& out, const std::string& head, std::size_t body_size) {
  put_length(out, v1::EventBatch::kEventsFieldNumber, head.size() + body_size);
  out += head;
}

std::string wrap(const std::string& batch, std::size_t following_size) {
  std::string out;
  put_length(out, v1::ServerFrame::kEventBatchFieldNumber, batch.size() + following_size);
  return out + batch;
}

}  // namespace

std::string event_frame_head(const LogPosition& log, const EventParts& event) {
  std::string batch = log_fields(log);
  put_event(batch, event_head(event), event.body.size());
  return wrap(batch, event.body.size());
}

std::string event_batch_frame(const LogPosition& log, const std::vector<EventParts>& events) {
  std::string batch = log_fields(log);
  for (const auto& event : events) {
    put_event(batch, event_head(event), event.body.size());
    batch += event.body;
  }
  return wrap(batch, 0);
}

}  // namespace jiaxin::codec
