#include "session/session_machine.hpp"

#include "codec/frame.hpp"
#include "codec/json_frame.hpp"
#include "codec/limits.hpp"

namespace jiaxin::session {
namespace {

Answer refuse(std::uint64_t request_id, v1::Error error) {
  Answer answer;
  answer.frame.set_request_id(request_id);
  *answer.frame.mutable_error() = std::move(error);
  return answer;
}

v1::Error to_error(const codec::LimitViolation& violation) {
  auto error = codec::make_error(violation.too_large ? v1::ERROR_CODE_TOO_LARGE : v1::ERROR_CODE_INVALID,
                                 violation.text_zh, violation.text_en);
  error.set_field(violation.field);
  return error;
}

Close close(codec::CloseCode code, std::string_view reason, std::string_view zh, std::string_view en) {
  return {code, std::string(reason), codec::make_error(v1::ERROR_CODE_INVALID, zh, en)};
}

Close too_long_before_sign_in() {
  return {codec::CloseCode::too_big, "too long before signing in",
          codec::make_error(v1::ERROR_CODE_TOO_LARGE, "登录之前的消息最多 8192 字节，连接即将关闭。",
                            "A message before signing in has at most 8,192 bytes. The connection is being closed.")};
}

Close wrong_kind(codec::WireFormat format) {
  if (format == codec::WireFormat::json)
    return close(codec::CloseCode::wrong_frame_kind, "text frames only",
                 "这个连接只收文本帧（jiaxin.v1.json），连接即将关闭。",
                 "This connection takes text frames only (jiaxin.v1.json). It is being closed.");
  return close(codec::CloseCode::wrong_frame_kind, "binary frames only",
               "这个连接只收二进制帧（jiaxin.v1.proto），连接即将关闭。",
               "This connection takes binary frames only (jiaxin.v1.proto). It is being closed.");
}

Close malformed(std::string_view zh, std::string_view en) {
  return close(codec::CloseCode::malformed, "not a frame of jiaxin.v1", zh, en);
}

}  // namespace

std::variant<v1::ClientFrame, Close> SessionMachine::decode(std::string_view bytes) const {
  if (format_ == codec::WireFormat::json) {
    auto read = codec::client_frame_from_json(bytes);
    if (auto* frame = std::get_if<v1::ClientFrame>(&read)) return std::move(*frame);
    const auto& why = std::get<codec::NotAFrame>(read).why;
    return malformed("收到的文本不是 jiaxin.v1 的 JSON 帧，连接即将关闭：" + why,
                     "This is not a frame of jiaxin.v1 in JSON. The connection is being closed: " + why);
  }
  if (auto frame = codec::decode_client_frame(bytes)) return std::move(*frame);
  return malformed("收到的数据不是 jiaxin.v1 的帧，或含有非 UTF-8 文字，连接即将关闭。",
                   "This is not a frame of jiaxin.v1, or a text in it is not UTF-8. The connection is being closed.");
}

Decision SessionMachine::on_message(std::string_view bytes, bool binary) {
  if (binary != (format_ == codec::WireFormat::proto)) return wrong_kind(format_);
  if (phase_ != Phase::signed_in && bytes.size() > max_bytes_before_sign_in) return too_long_before_sign_in();
  auto decoded = decode(bytes);
  if (auto* close = std::get_if<Close>(&decoded)) return std::move(*close);
  auto& frame = std::get<v1::ClientFrame>(decoded);
  if (frame.body_case() == v1::ClientFrame::BODY_NOT_SET)
    return refuse(frame.request_id(), codec::make_error(v1::ERROR_CODE_UNKNOWN_REQUEST));
  if (auto violation = codec::check_limits(frame)) return refuse(frame.request_id(), to_error(*violation));
  return on_request(std::move(frame));
}

Decision SessionMachine::on_request(v1::ClientFrame frame) {
  const bool is_ack = frame.has_ack();
  if (!is_ack && frame.request_id() == 0) {
    auto error = codec::make_error(v1::ERROR_CODE_INVALID);
    error.set_field("request_id");
    return refuse(0, std::move(error));
  }
  if (frame.has_sign_in()) {
    if (phase_ != Phase::signed_out)
      return refuse(frame.request_id(), codec::make_error(v1::ERROR_CODE_INVALID, "这个连接已经登录。",
                                                          "This connection is signed in already."));
    phase_ = Phase::signing_in;
  } else if (phase_ != Phase::signed_in && !frame.has_ping()) {
    return refuse(frame.request_id(), codec::make_error(v1::ERROR_CODE_NOT_SIGNED_IN));
  }
  if (!is_ack) ++under_way_;
  return Dispatch{std::move(frame)};
}

}  // namespace jiaxin::session
