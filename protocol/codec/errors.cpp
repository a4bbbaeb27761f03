#include "codec/errors.hpp"

#include <array>

namespace jiaxin::codec {
namespace {

constexpr std::array table{
    ErrorEntry{v1::ERROR_CODE_INVALID, "INVALID", v1::RETRY_AFTER_CHANGE, "请求内容有误，请改正后再试。",
               "The request is not valid. Correct it and try again."},
    ErrorEntry{v1::ERROR_CODE_TOO_LARGE, "TOO_LARGE", v1::RETRY_AFTER_CHANGE, "内容过长，请缩短后再试。",
               "This is over a limit. Shorten it and try again."},
    ErrorEntry{v1::ERROR_CODE_NOT_SIGNED_IN, "NOT_SIGNED_IN", v1::RETRY_AFTER_SIGN_IN, "请先登录。", "Sign in first."},
    ErrorEntry{v1::ERROR_CODE_WRONG_CREDENTIALS, "WRONG_CREDENTIALS", v1::RETRY_AFTER_CHANGE,
               "登录名或密码不正确。忘记密码时，请向学校领取新的登录码。",
               "The sign-in name or the password is wrong. If you forgot it, ask the school for a new code."},
    ErrorEntry{v1::ERROR_CODE_WRONG_CODE, "WRONG_CODE", v1::RETRY_AFTER_CHANGE,
               "登录码不正确、已使用或已过期，请核对，或向学校领取新的登录码。",
               "This code is wrong, used or expired. Check it, or ask the school for a new one."},
    ErrorEntry{v1::ERROR_CODE_NAME_TAKEN, "NAME_TAKEN", v1::RETRY_AFTER_CHANGE, "这个登录名已被使用，请换一个。",
               "This sign-in name is taken. Choose another one."},
    ErrorEntry{v1::ERROR_CODE_SLOW_DOWN, "SLOW_DOWN", v1::RETRY_LATER, "尝试次数过多，请稍后再试。",
               "Too many attempts. Wait a little and try again."},
    ErrorEntry{v1::ERROR_CODE_FORBIDDEN, "FORBIDDEN", v1::RETRY_NEVER, "您没有权限这样做。",
               "You do not have the right to do this."},
    ErrorEntry{v1::ERROR_CODE_NOT_FOUND, "NOT_FOUND", v1::RETRY_NEVER, "没有找到。", "There is no such thing here."},
    ErrorEntry{v1::ERROR_CODE_CONFLICT, "CONFLICT", v1::RETRY_AFTER_CHANGE, "与已有记录不一致，请刷新后再试。",
               "This contradicts what is already recorded. Refresh and try again."},
    ErrorEntry{v1::ERROR_CODE_CLOSED, "CLOSED", v1::RETRY_NEVER, "已过截止时间，请联系班主任。",
               "The deadline has passed. Speak to the class teacher."},
    ErrorEntry{v1::ERROR_CODE_NOT_OPENED, "NOT_OPENED", v1::RETRY_AFTER_CHANGE, "请先打开并阅读，再作决定。",
               "Open and read it first, then answer."},
    ErrorEntry{v1::ERROR_CODE_UNAVAILABLE, "UNAVAILABLE", v1::RETRY_LATER,
               "服务器暂时无法保存，没有作任何更改，请稍后再试。",
               "The server cannot store anything at the moment. Nothing was changed; try again later."},
    ErrorEntry{v1::ERROR_CODE_INTERNAL, "INTERNAL", v1::RETRY_LATER, "服务器出错，请稍后再试。",
               "The server made a mistake. Try again later."},
    ErrorEntry{v1::ERROR_CODE_UNKNOWN_REQUEST, "UNKNOWN_REQUEST", v1::RETRY_NEVER,
               "服务器不认识这个请求，它的版本可能较旧。",
               "The server does not know this request; it may be older than this app."},
};

constexpr ErrorEntry unknown{v1::ERROR_CODE_INTERNAL, "INTERNAL", v1::RETRY_LATER, "服务器出错，请稍后再试。",
                             "The server made a mistake. Try again later."};

const ErrorEntry& entry_of(v1::ErrorCode code) {
  for (const auto& entry : table)
    if (entry.code == code) return entry;
  return unknown;
}

constexpr std::uint32_t default_retry_ms = 5000;

}  // namespace

std::span<const ErrorEntry> error_table() { return table; }

v1::Error make_error(v1::ErrorCode code, std::string_view text_zh, std::string_view text_en) {
  const ErrorEntry& entry = entry_of(code);
  v1::Error error;
  error.set_code(entry.code);
  error.set_name(std::string(entry.name));
  error.set_retry(entry.retry);
  if (entry.retry == v1::RETRY_LATER) error.set_retry_after_ms(default_retry_ms);
  error.set_text_zh(std::string(text_zh.empty() ? entry.text_zh : text_zh));
  error.set_text_en(std::string(text_en.empty() ? entry.text_en : text_en));
  return error;
}

v1::Error slow_down(std::chrono::milliseconds retry_after) {
  auto error = make_error(v1::ERROR_CODE_SLOW_DOWN);
  error.set_retry_after_ms(static_cast<std::uint32_t>(retry_after.count()));
  return error;
}

}  // namespace jiaxin::codec
