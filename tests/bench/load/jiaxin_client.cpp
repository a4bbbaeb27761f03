#include "load/jiaxin_client.hpp"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/wire_format_lite.h>

#include <utility>

#include "load/failure.hpp"
#include "load/notice_text.hpp"

namespace jiaxin::bench {
namespace {

using google::protobuf::internal::WireFormatLite;
using google::protobuf::io::CodedInputStream;

const std::uint8_t* bytes_of(std::string_view text) { return reinterpret_cast<const std::uint8_t*>(text.data()); }

std::string new_client_id() {
  static std::uint64_t last = 0;
  std::string id(16, '\0');
  const auto now = static_cast<std::uint64_t>(Clock::now().time_since_epoch().count());
  ++last;
  for (std::size_t i = 0; i < 8; ++i) {
    id[i] = static_cast<char>(now >> (8 * i));
    id[8 + i] = static_cast<char>(last >> (8 * i));
  }
  return id;
}

// The body of the only field of a pushed frame; empty: it is not an event batch.
std::string_view batch_in(std::string_view frame) {
  CodedInputStream in(bytes_of(frame), static_cast<int>(frame.size()));
  if (WireFormatLite::GetTagFieldNumber(in.ReadTag()) != v1::ServerFrame::kEventBatchFieldNumber) return {};
  std::uint32_t size = 0;
  if (!in.ReadVarint32(&size)) return {};
  return frame.substr(static_cast<std::size_t>(in.CurrentPosition()), size);
}

std::uint64_t seq_in(std::string_view event) {
  CodedInputStream in(bytes_of(event), static_cast<int>(event.size()));
  std::uint64_t seq = 0;
  expect(WireFormatLite::GetTagFieldNumber(in.ReadTag()) == v1::Event::kSeqFieldNumber && in.ReadVarint64(&seq),
         "an event begins with its number");
  return seq;
}

}  // namespace

JiaxinClient::JiaxinClient(Loop& loop, std::uint16_t port, std::size_t index, Hooks& hooks, const SchoolSeed& seed,
                           const Account& account, LogPosition& position, Follow follow)
    : WebSocketClient(loop, port, index, hooks), seed_(seed), account_(account), position_(position), follow_(follow) {}

void JiaxinClient::on_open() {
  v1::ClientFrame frame;
  frame.mutable_sign_in()->mutable_token()->set_token(account_.token);
  ask(frame);
}

void JiaxinClient::ask(v1::ClientFrame& frame) {
  frame.set_request_id(++requests_);
  send_message(frame.SerializeAsString());
}

void JiaxinClient::on_message(std::string_view payload, std::size_t wire_bytes) {
  if (const auto batch = batch_in(payload); !batch.empty()) return on_events(batch, wire_bytes);
  v1::ServerFrame frame;
  expect(frame.ParseFromArray(payload.data(), static_cast<int>(payload.size())), "the server sends its frames");
  on_answer(frame);
}

void JiaxinClient::on_answer(const v1::ServerFrame& frame) {
  switch (frame.body_case()) {
    case v1::ServerFrame::kSignedIn:
      if (follow_ == Follow::nothing) return tell_ready();
      return resume(frame.signed_in());
    case v1::ServerFrame::kResumed: return tell_ready();
    case v1::ServerFrame::kSendResult:
      expect(frame.send_result().has_stored(), "the notice is stored");
      last_message_ = frame.send_result().stored().message_id();
      return tell_published();
    case v1::ServerFrame::kReceipts: delivered_ = frame.receipts().summary().delivered(); return;
    case v1::ServerFrame::kReceiptUpdate: return;
    default: throw BenchFailure("the server answered: " + frame.ShortDebugString());
  }
}

void JiaxinClient::resume(const v1::SignedIn& signed_in) {
  const auto& membership = signed_in.memberships(0);
  epoch_ = membership.epoch();
  if (follow_ == Follow::from_head) position_.seq = membership.head_seq();
  acknowledged_ = position_.seq;
  v1::ClientFrame frame;
  *frame.mutable_resume()->mutable_member() = membership.ref();
  frame.mutable_resume()->set_epoch(acknowledged_ == 0 ? 0 : epoch_);
  frame.mutable_resume()->set_after_seq(position_.seq);
  ask(frame);
}

void JiaxinClient::on_events(std::string_view batch, std::size_t wire_bytes) {
  CodedInputStream in(bytes_of(batch), static_cast<int>(batch.size()));
  std::size_t events = 0;
  while (const auto tag = in.ReadTag()) {
    if (WireFormatLite::GetTagFieldNumber(tag) != v1::EventBatch::kEventsFieldNumber) {
      expect(WireFormatLite::SkipField(&in, tag), "a batch is whole");
      continue;
    }
    std::uint32_t size = 0;
    expect(in.ReadVarint32(&size), "a batch is whole");
    const auto event = batch.substr(static_cast<std::size_t>(in.CurrentPosition()), size);
    expect(seq_in(event) == ++position_.seq, "events are contiguous");
    in.Skip(static_cast<int>(size));
    ++events;
  }
  last_frame_bytes_ = wire_bytes;
  tell_received(events);
}

void JiaxinClient::acknowledge() {
  if (std::exchange(acknowledged_, position_.seq) == position_.seq) return;
  v1::ClientFrame frame;
  frame.mutable_ack()->mutable_member()->set_school_id(account_.member.school.value);
  frame.mutable_ack()->mutable_member()->set_member_id(account_.member.member.value);
  frame.mutable_ack()->set_epoch(epoch_);
  frame.mutable_ack()->set_seq(position_.seq);
  send_message(frame.SerializeAsString());
}

void JiaxinClient::publish(const Audience& to) {
  v1::ClientFrame frame;
  auto& notice = *frame.mutable_send_notice();
  auto& header = *notice.mutable_header();
  header.mutable_from()->set_school_id(account_.member.school.value);
  header.mutable_from()->set_member_id(account_.member.member.value);
  header.set_client_id(new_client_id());
  seed_.address(*header.mutable_to(), to);
  notice.set_title(notice_title);
  notice.set_body(notice_body);
  ask(frame);
}

void JiaxinClient::ask_receipts() {
  delivered_.reset();
  v1::ClientFrame frame;
  auto& request = *frame.mutable_get_receipts();
  request.mutable_member()->set_school_id(account_.member.school.value);
  request.mutable_member()->set_member_id(account_.member.member.value);
  request.set_message_id(last_message_);
  ask(frame);
}

}  // namespace jiaxin::bench
