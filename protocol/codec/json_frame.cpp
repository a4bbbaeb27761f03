#include "codec/json_frame.hpp"

#include <google/protobuf/util/json_util.h>

#include <algorithm>

namespace jiaxin::codec {
namespace {

namespace util = google::protobuf::util;

constexpr std::size_t max_why_bytes = 200;
constexpr int max_depth = 100;  // as protobuf's own for its bytes; the parser bounds objects, but not lists

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

// Whether the text is well formed or not. The parser takes strings in single quotes, too.
bool is_too_deep(std::string_view text) {
  int depth = 0;
  char quote = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (quote && c == '\\') ++at;
    else if (quote) quote = c == quote ? 0 : quote;
    else if (c == '"' || c == '\'') quote = c;
    else if (c == '[' || c == '{') ++depth;
    else if (c == ']' || c == '}') --depth;
    if (depth > max_depth) return true;
  }
  return false;
}

}  // namespace

std::variant<v1::ClientFrame, NotAFrame> client_frame_from_json(std::string_view text) {
  if (text.size() > max_message_bytes(max_frame_bytes, WireFormat::json)) return because("the message is too long");
  if (is_too_deep(text)) return because("lists and objects are nested too deeply");
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
