// One binary message of a client, through the codec, the limits and the session machine.
#include "session_check.hpp"

namespace jiaxin::fuzz {
namespace {

void check_round_trip(const v1::ClientFrame& frame) {
  const auto bytes = codec::encode(frame);
  const auto again = codec::decode_client_frame(bytes);
  expect(again || bytes.size() > codec::max_frame_bytes, "what was decoded can be encoded and decoded");
  if (again) expect(codec::encode(*again) == bytes, "encoding is stable");
}

}  // namespace
}  // namespace jiaxin::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace jiaxin;
  const auto bytes = fuzz::text_of(data, size);
  const auto frame = codec::decode_client_frame(bytes);
  if (frame) fuzz::check_round_trip(*frame);
  fuzz::check_session(session::SessionMachine(), bytes, true, frame);
  return 0;
}
