#include "failures.hpp"

#include "codec/errors.hpp"

namespace jiaxin::client {
namespace {

Failure make(FailureKind kind, std::string_view zh, std::string_view en, std::string_view detail = {}) {
  Failure failure{kind, std::string(zh), std::string(en), {}};
  if (!detail.empty()) {
    failure.text_zh.append("（").append(detail).append("）");
    failure.text_en.append(" (").append(detail).append(")");
  }
  return failure;
}

}  // namespace

Failure invalid(std::string_view field, std::string_view zh, std::string_view en) {
  Failure failure = make(FailureKind::invalid, zh, en);
  failure.error = codec::make_error(v1::ERROR_CODE_INVALID, zh, en);
  failure.error.set_field(std::string(field));
  return failure;
}

Failure invalid(const codec::LimitViolation& violation) {
  Failure failure = make(FailureKind::invalid, violation.text_zh, violation.text_en);
  failure.error = codec::make_error(violation.too_large ? v1::ERROR_CODE_TOO_LARGE : v1::ERROR_CODE_INVALID,
                                    violation.text_zh, violation.text_en);
  failure.error.set_field(violation.field);
  return failure;
}

Failure too_large() {
  return invalid({"frame", "内容太长，一次发不出去", "the whole is longer than one frame may be", true});
}

Failure refused(const v1::Error& error) {
  Failure failure = make(FailureKind::refused, error.text_zh(), error.text_en());
  failure.error = error;
  return failure;
}

Failure disconnected(std::string_view detail) {
  return make(FailureKind::disconnected, "连接不上服务器，或连接中断了", "no connection to the server", detail);
}
Failure timed_out() { return make(FailureKind::timed_out, "等待回应超时", "no answer in time"); }
Failure cancelled() { return make(FailureKind::cancelled, "已取消", "cancelled"); }
Failure not_signed_in() { return make(FailureKind::not_signed_in, "请先登录", "sign in first"); }
Failure signed_out() { return make(FailureKind::not_signed_in, "本设备已退出登录", "this device is signed out"); }
Failure other_server(std::string_view kept, std::string_view asked) {
  const std::string from(kept), to(asked);
  return make(
      FailureKind::other_server, "本机保存的登录属于服务器 " + from + "，不属于 " + to + "，没有向后者发送任何内容",
      "the sign-in kept here belongs to the server " + from + ", not to " + to + "; nothing was sent to that one");
}
Failure given_up() {
  return make(FailureKind::not_signed_in, "未发出：登录的已不是同一个人，或不是同一个服务器",
              "not sent: its writer is not signed in any more, or not at the same server");
}
Failure busy() { return make(FailureKind::busy, "等待中的请求太多", "too many requests are waiting"); }
Failure storage(std::string_view detail) {
  return make(FailureKind::storage, "无法读写本机的数据文件", "the state file cannot be used", detail);
}
Failure closed() { return make(FailureKind::closed, "客户端已关闭", "the client was closed"); }
Failure unexpected_answer() {
  return make(FailureKind::refused, "服务器的回应无法识别，请更新程序",
              "the server's answer is not known to this version");
}
Failure superseded() {
  return make(FailureKind::disconnected, "同一设备在别处连接了", "the same device connected elsewhere");
}

}  // namespace jiaxin::client
