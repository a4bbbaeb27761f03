// One text message of a client that speaks jiaxin.v1.json, through the codec and the session machine; and whatever is a
// frame of the server's, written as JSON.
#include <google/protobuf/util/json_util.h>

#include <boost/json.hpp>

#include "codec/json_frame.hpp"
#include "session_check.hpp"

namespace jiaxin::fuzz {
namespace {

std::optional<v1::ClientFrame> frame_of(std::string_view text) {
  auto read = codec::client_frame_from_json(text);
  if (const auto* not_a_frame = std::get_if<codec::NotAFrame>(&read)) {
    const auto& why = not_a_frame->why;
    expect(!why.empty() && why.size() <= 200, "why it is no frame is said in a few words");
    expect(roster::valid_utf8(why) && why.find('\n') == std::string::npos, "in one line of UTF-8");
    return std::nullopt;
  }
  return std::move(std::get<v1::ClientFrame>(read));
}

void check_round_trip(const v1::ClientFrame& frame) {
  std::string text;
  expect(google::protobuf::util::MessageToJsonString(frame, &text).ok(), "what was read can be written");
  const auto again = codec::client_frame_from_json(text);
  const auto* same = std::get_if<v1::ClientFrame>(&again);
  expect(same || text.size() > codec::max_message_bytes(codec::max_frame_bytes, codec::WireFormat::json),
         "and read again");
  if (same) expect(codec::encode(*same) == codec::encode(frame), "as the same");
}

void check_server_frame(const v1::ServerFrame& frame) {
  boost::json::error_code failed;
  const auto value = boost::json::parse(codec::json_from(frame), failed);
  expect(!failed && value.is_object(), "a frame of the server's is a JSON object in UTF-8");
}

}  // namespace
}  // namespace jiaxin::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace jiaxin;
  const auto bytes = fuzz::text_of(data, size);
  const auto frame = fuzz::frame_of(bytes);
  if (frame) fuzz::check_round_trip(*frame);
  fuzz::check_session(session::SessionMachine(codec::WireFormat::json), bytes, false, frame);
  if (const auto server_frame = codec::decode_server_frame(bytes)) fuzz::check_server_frame(*server_frame);
  return 0;
}
