#include "message.hpp"

#include <google/protobuf/util/json_util.h>

#include <cstdlib>
#include <cstring>
#include <new>

namespace jiaxin::c {
namespace util = google::protobuf::util;

std::string encode(Format format, const google::protobuf::Message& message) {
  if (format == Format::protobuf) return message.SerializeAsString();
  std::string text;
  // Cannot fail: the schemas have none of the types that have no JSON form.
  (void)util::MessageToJsonString(message, &text);
  return text;
}

bool decode(Format format, const std::uint8_t* data, std::size_t size, google::protobuf::Message& message) {
  if (size == 0) return true;
  if (size > INT32_MAX) return false;
  if (format == Format::protobuf) return message.ParseFromArray(data, static_cast<int>(size));
  util::JsonParseOptions options;
  options.ignore_unknown_fields = true;
  return util::JsonStringToMessage({reinterpret_cast<const char*>(data), size}, &message, options).ok();
}

void give(const std::string& bytes, std::uint8_t** message, std::size_t* size) {
  auto* copy = static_cast<std::uint8_t*>(std::malloc(bytes.size() + 1));
  if (!copy) throw std::bad_alloc();
  std::memcpy(copy, bytes.c_str(), bytes.size() + 1);
  *message = copy;
  if (size) *size = bytes.size();
}

}  // namespace jiaxin::c
