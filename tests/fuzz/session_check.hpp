// What the session machine must do with one message of a client, whatever its format.
#pragma once

#include <optional>
#include <string_view>

#include "codec/frame.hpp"
#include "codec/limits.hpp"
#include "property.hpp"
#include "quiet_protobuf.hpp"
#include "roster/utf8.hpp"
#include "session/session_machine.hpp"

namespace jiaxin::fuzz {

using session::SessionMachine;

inline void check_violation(const codec::LimitViolation& violation) {
  expect(!violation.field.empty() && violation.text_zh.starts_with(violation.field), "a violation names its field");
  expect(roster::valid_utf8(violation.text_zh) && roster::valid_utf8(violation.text_en), "its words are UTF-8");
}

inline void check_dispatch(const v1::ClientFrame& frame, SessionMachine::Phase before) {
  expect(!codec::check_limits(frame), "nothing over a limit reaches a handler");
  expect(frame.has_ack() || frame.request_id() != 0, "what is to be answered has a number");
  if (before != SessionMachine::Phase::signed_in)
    expect(frame.has_sign_in() || frame.has_ping(), "strangers may only sign in and ping");
}

inline void check_answer(const v1::ServerFrame& answer, std::uint64_t request_id) {
  expect(answer.has_error() && answer.request_id() == request_id, "a refusal is an error with the request's number");
  expect(codec::decode_server_frame(codec::encode(answer)).has_value(), "a client can read the refusal");
}

inline void check_close(const session::Close& close) {
  expect(close.code == codec::CloseCode::malformed, "what is no frame is malformed");
  expect(close.reason.size() <= 123 && roster::valid_utf8(close.reason), "the reason fits into a close frame");
  v1::ServerFrame frame;
  *frame.mutable_error() = close.error;
  expect(codec::decode_server_frame(codec::encode(frame)).has_value(), "a client can read why");
}

// `machine` is in `phase`; `frame` is what the message means, nullopt: nothing.
inline void check_message(SessionMachine machine, std::string_view bytes, bool binary,
                          const std::optional<v1::ClientFrame>& frame) {
  const auto phase = machine.phase();
  const auto waiting = machine.under_way();
  const auto decision = machine.on_message(bytes, binary);
  if (const auto* dispatch = std::get_if<session::Dispatch>(&decision)) check_dispatch(dispatch->frame, phase);
  else expect(machine.under_way() == waiting && machine.phase() == phase, "a refusal changes nothing");
  if (const auto* answer = std::get_if<session::Answer>(&decision)) check_answer(answer->frame, frame->request_id());
  const auto* close = std::get_if<session::Close>(&decision);
  expect((close != nullptr) == !frame, "it closes on what is no frame, and only then");
  if (close) check_close(*close);
}

// The message in each phase of a session; `fresh` has received nothing.
inline void check_session(const SessionMachine& fresh, std::string_view bytes, bool binary,
                          const std::optional<v1::ClientFrame>& frame) {
  check_message(fresh, bytes, binary, frame);
  auto signed_in = fresh;
  signed_in.sign_in_ended(true);
  check_message(signed_in, bytes, binary, frame);
  if (frame)
    if (const auto violation = codec::check_limits(*frame)) check_violation(*violation);
}

}  // namespace jiaxin::fuzz
