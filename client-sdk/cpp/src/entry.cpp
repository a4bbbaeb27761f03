#include "entry.hpp"

#include "failures.hpp"

namespace jiaxin::client {
namespace {

using Frame = v1::ClientFrame;

v1::SendHeader* send_header(Frame& frame) {
  switch (frame.body_case()) {
    case Frame::kSendNotice: return frame.mutable_send_notice()->mutable_header();
    case Frame::kSendLetter: return frame.mutable_send_letter()->mutable_header();
    case Frame::kSendForm: return frame.mutable_send_form()->mutable_header();
    case Frame::kSendUrgent: return frame.mutable_send_urgent()->mutable_header();
    default: return nullptr;
  }
}

const v1::SendHeader* send_header(const Frame& frame) {
  switch (frame.body_case()) {
    case Frame::kSendNotice: return &frame.send_notice().header();
    case Frame::kSendLetter: return &frame.send_letter().header();
    case Frame::kSendForm: return &frame.send_form().header();
    case Frame::kSendUrgent: return &frame.send_urgent().header();
    default: return nullptr;
  }
}

const v1::AnswerHeader* answer_header(const Frame& frame) {
  if (frame.has_answer_slip()) return &frame.answer_slip().header();
  if (frame.has_decide()) return &frame.decide().header();
  return nullptr;
}

EntryKind kind_of(const Frame& frame) {
  switch (frame.body_case()) {
    case Frame::kSendNotice: return EntryKind::notice;
    case Frame::kSendLetter: return EntryKind::letter;
    case Frame::kSendForm: return EntryKind::form;
    case Frame::kSendUrgent: return EntryKind::urgent;
    case Frame::kAnswerSlip: return EntryKind::slip;
    case Frame::kDecide: return EntryKind::decision;
    default: return EntryKind::read_mark;
  }
}

void take_send_result(Settled& settled, const v1::SendResult& result) {
  settled.send = result;
  switch (result.outcome_case()) {
    case v1::SendResult::kStored:
      settled.as = SettledAs::stored;
      settled.message_id = result.stored().message_id();
      break;
    case v1::SendResult::kHeld:
      settled.as = SettledAs::held;
      settled.message_id = result.held().message_id();
      break;
    case v1::SendResult::kBlocked: settled.as = SettledAs::blocked; break;
    default: settled.failure = unexpected_answer();
  }
}

Settled blank(const EntryMeta& entry) {
  Settled settled;
  settled.client_id = entry.client_id;
  settled.kind = entry.kind;
  settled.member = entry.member.ref();
  settled.message_id = entry.message_id;
  settled.child_id = entry.child_id;
  return settled;
}

}  // namespace

std::optional<EntryMeta> describe(const Frame& frame) {
  EntryMeta entry;
  entry.kind = kind_of(frame);
  if (const auto* header = send_header(frame)) {
    entry.member = Member::of(header->from());
  } else if (const auto* answer = answer_header(frame)) {
    entry.member = Member::of(answer->member());
    entry.message_id = answer->message_id();
    entry.child_id = answer->child_id();
  } else if (frame.has_mark_read()) {
    entry.member = Member::of(frame.mark_read().member());
    entry.message_id = frame.mark_read().message_id();
  } else {
    return std::nullopt;
  }
  if (const auto* field = client_id_field(frame)) {
    if (const auto id = ClientId::from_wire(*field)) entry.client_id = *id;
  }
  return entry;
}

void set_client_id(Frame& frame, const ClientId& id) {
  if (auto* header = send_header(frame)) header->set_client_id(id.wire());
  if (auto* header = answer_header(frame)) header->set_client_id(id.wire());
}

const std::string* client_id_field(const Frame& frame) {
  if (const auto* header = send_header(frame)) return &header->client_id();
  if (const auto* header = answer_header(frame)) return &header->client_id();
  return nullptr;
}

v1::AnswerHeader* answer_header(Frame& frame) {
  if (frame.has_answer_slip()) return frame.mutable_answer_slip()->mutable_header();
  if (frame.has_decide()) return frame.mutable_decide()->mutable_header();
  return nullptr;
}

Settled settled_by(const EntryMeta& entry, const v1::ServerFrame& answer) {
  Settled settled = blank(entry);
  if (answer.has_send_result()) {
    take_send_result(settled, answer.send_result());
  } else if (answer.has_answered()) {
    settled.as = SettledAs::answered;
    settled.answered = answer.answered();
  } else if (answer.has_read_marked()) {
    settled.as = SettledAs::marked;
    settled.marked = answer.read_marked();
  } else {
    settled.failure = answer.has_error() ? refused(answer.error()) : unexpected_answer();
  }
  return settled;
}

Settled settled_by(const EntryMeta& entry, const Failure& failure) {
  Settled settled = blank(entry);
  settled.failure = failure;
  return settled;
}

}  // namespace jiaxin::client
