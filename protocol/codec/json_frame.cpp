#include "codec/json_frame.hpp"

#include <google/protobuf/util/json_util.h>

#include <algorithm>

namespace jiaxin::codec {
namespace {

namespace util = google::protobuf::util;

constexpr std::size_t max_why_bytes = 200;

// The parser's words show the place on lines of their own.
NotAFrame because(std::string_view words) {
  std::string line(words.substr(0, words.find('\n')));
  if (line.size() > max_why_bytes) {
    std::size_t end = max_why_bytes;
    while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xc0) == 0x80) --end;
    line.resize(end);
  }
  std::replace_if(
      line.begin(), line.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }, ' ');
  return {std::move(line)};
}

}  // namespace

std::variant<v1::ClientFrame, NotAFrame> client_frame_from_json(std::string_view text) {
  if (text.size() > max_message_bytes(max_frame_bytes, WireFormat::json)) return because("the message is too long");
  util::JsonParseOptions options;
  options.ignore_unknown_fields = true;
  v1::ClientFrame frame;
  const auto status = util::JsonStringToMessage({text.data(), text.size()}, &frame, options);
  if (!status.ok()) return because({status.message().data(), status.message().size()});
  if (frame.ByteSizeLong() > max_frame_bytes) return because("the frame is too long");
  return frame;
}

// Cannot fail: the schema has none of the types that have no JSON form, and every string in a frame is UTF-8.
std::string json_from(const v1::ServerFrame& frame) {
  std::string text;
  (void)util::MessageToJsonString(frame, &text);
  return text;
}

}  // namespace jiaxin::codec
