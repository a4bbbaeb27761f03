#include "codec/limits.hpp"

#include <algorithm>
#include <string_view>

#include "codec/utf8.hpp"
#include "codec/visible.hpp"
#include "jiaxin/v1/limits.pb.h"

namespace jiaxin::codec {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

LimitViolation violation(const std::string& field, bool too_large, std::string zh, std::string en) {
  return {field, field + "：" + zh, field + ": " + en, too_large};
}

std::optional<LimitViolation> check_bytes(const std::string& value, const v1::Limits& limits, const std::string& path,
                                          bool is_text) {
  if (is_text && !is_utf8(value)) return violation(path, false, "不是 UTF-8 文字", "is not UTF-8 text");
  const auto size = std::to_string(value.size());
  if (limits.max_bytes() && value.size() > limits.max_bytes()) {
    const auto max = std::to_string(limits.max_bytes());
    return violation(path, true, "有 " + size + " 字节，最多 " + max + " 字节（一个汉字占 3 字节）",
                     "has " + size + " bytes, at most " + max + " are allowed");
  }
  if (value.size() < limits.min_bytes()) {
    if (value.empty()) return violation(path, false, "不能为空", "must not be empty");
    const auto min = std::to_string(limits.min_bytes());
    return violation(path, false, "至少需要 " + min + " 字节", "needs at least " + min + " bytes");
  }
  if (is_text && limits.min_bytes() > 0 && is_blank(value))
    return violation(path, false, "不能只有空格或看不见的字符", "must not be blank");
  if (limits.single_line() && breaks_a_line(value))
    return violation(path, false, "只能是一行，不能有换行或控制字符", "must be one line without control characters");
  return std::nullopt;
}

bool is_text(const FieldDescriptor& field) { return field.type() == FieldDescriptor::TYPE_STRING; }

std::optional<LimitViolation> check_count(int count, const v1::Limits& limits, const std::string& path) {
  if (limits.max_items() && count > static_cast<int>(limits.max_items())) {
    const auto max = std::to_string(limits.max_items());
    return violation(path, true, "最多 " + max + " 项", "at most " + max + " items are allowed");
  }
  if (count < static_cast<int>(limits.min_items())) {
    const auto min = std::to_string(limits.min_items());
    return violation(path, false, "至少需要 " + min + " 项", "needs at least " + min + " items");
  }
  return std::nullopt;
}

bool is_zero(const Message& message, const FieldDescriptor& field) {
  return !message.GetReflection()->HasField(message, &field);
}

std::optional<LimitViolation> check_message(const Message& message, const std::string& prefix);

std::optional<LimitViolation> check_repeated(const Message& message, const FieldDescriptor& field,
                                             const v1::Limits& limits, const std::string& path) {
  const Reflection& reflection = *message.GetReflection();
  const int count = reflection.FieldSize(message, &field);
  if (auto found = check_count(count, limits, path)) return found;
  std::string scratch;
  for (int i = 0; i < count; ++i) {
    const std::string item = path + "[" + std::to_string(i) + "]";
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
      if (auto found = check_message(reflection.GetRepeatedMessage(message, &field, i), item + ".")) return found;
    } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
      if (auto found = check_bytes(reflection.GetRepeatedStringReference(message, &field, i, &scratch), limits, item,
                                   is_text(field)))
        return found;
    }
  }
  return std::nullopt;
}

std::optional<LimitViolation> check_single(const Message& message, const FieldDescriptor& field,
                                           const v1::Limits& limits, const std::string& path) {
  const Reflection& reflection = *message.GetReflection();
  if (limits.required() && is_zero(message, field)) return violation(path, false, "缺少这一项", "is missing");
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
    std::string scratch;
    return check_bytes(reflection.GetStringReference(message, &field, &scratch), limits, path, is_text(field));
  }
  if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && reflection.HasField(message, &field))
    return check_message(reflection.GetMessage(message, &field), path + ".");
  return std::nullopt;
}

std::optional<LimitViolation> check_message(const Message& message, const std::string& prefix) {
  const auto& descriptor = *message.GetDescriptor();
  for (int i = 0; i < descriptor.field_count(); ++i) {
    const FieldDescriptor& field = *descriptor.field(i);
    if (field.real_containing_oneof() && is_zero(message, field)) continue;
    const auto& limits = field.options().GetExtension(v1::limits);
    const std::string path = prefix + field.name();
    auto found =
        field.is_repeated() ? check_repeated(message, field, limits, path) : check_single(message, field, limits, path);
    if (found) return found;
  }
  return std::nullopt;
}

}  // namespace

std::optional<LimitViolation> check_limits(const Message& message) { return check_message(message, ""); }

}  // namespace jiaxin::codec
