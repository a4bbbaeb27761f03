#include "failure.hpp"

#include <new>

#include "codec/errors.hpp"

namespace jiaxin::c {

using client::Failure;
using client::FailureKind;

jx_status status_of(FailureKind kind) {
  switch (kind) {
    case FailureKind::invalid: return JX_INVALID;
    case FailureKind::refused: return JX_REFUSED;
    case FailureKind::disconnected: return JX_DISCONNECTED;
    case FailureKind::timed_out: return JX_TIMED_OUT;
    case FailureKind::cancelled: return JX_CANCELLED;
    case FailureKind::not_signed_in: return JX_NOT_SIGNED_IN;
    case FailureKind::other_server: return JX_OTHER_SERVER;
    case FailureKind::busy: return JX_BUSY;
    case FailureKind::storage: return JX_STORAGE;
    case FailureKind::closed: return JX_CLOSED;
  }
  return JX_INTERNAL;
}

jx_failure crossing(Failure failure) {
  const auto status = status_of(failure.kind);
  return {status, std::move(failure)};
}

jx_failure invalid(const std::string& field, const char* zh, const char* en) {
  Failure failure{FailureKind::invalid, zh, en, codec::make_error(v1::ERROR_CODE_INVALID, zh, en)};
  failure.error.set_field(field);
  return crossing(std::move(failure));
}

jx_failure missing(const std::string& argument) {
  return invalid(argument, "缺少参数，或文字不是 UTF-8", "an argument is NULL, or its text is not UTF-8");
}

jx_failure closed() { return crossing({FailureKind::closed, "客户端已关闭", "the client was closed", {}}); }

jx_status report(Refused refused, jx_failure** why) noexcept {
  if (!refused) return JX_OK;
  const auto status = refused->status;
  if (why) *why = new (std::nothrow) jx_failure(std::move(*refused));
  return status;
}

jx_status report_internal(const char* what, jx_failure** why) noexcept {
  try {
    const std::string detail(what);
    return report(
        jx_failure{JX_INTERNAL,
                   {FailureKind::invalid, "程序内部出错（" + detail + "）", "an internal fault (" + detail + ")", {}}},
        why);
  } catch (...) {
    return JX_INTERNAL;
  }
}

}  // namespace jiaxin::c

jx_status jx_failure_status(const jx_failure* failure) { return failure ? failure->status : JX_OK; }
const char* jx_failure_text_zh(const jx_failure* failure) { return failure ? failure->failure.text_zh.c_str() : ""; }
const char* jx_failure_text_en(const jx_failure* failure) { return failure ? failure->failure.text_en.c_str() : ""; }
int32_t jx_failure_error_code(const jx_failure* failure) { return failure ? failure->failure.error.code() : 0; }
int32_t jx_failure_retry(const jx_failure* failure) { return failure ? failure->failure.error.retry() : 0; }
uint32_t jx_failure_retry_after_ms(const jx_failure* failure) {
  return failure ? failure->failure.error.retry_after_ms() : 0;
}
const char* jx_failure_field(const jx_failure* failure) {
  return failure ? failure->failure.error.field().c_str() : "";
}
void jx_failure_free(const jx_failure* failure) { delete failure; }
