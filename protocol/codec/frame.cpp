#include "codec/frame.hpp"

namespace jiaxin::codec {
namespace {

template <class Frame>
std::optional<Frame> decode(std::string_view bytes) {
  Frame frame;
  if (bytes.size() > max_frame_bytes) return std::nullopt;
  if (!frame.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return std::nullopt;
  return frame;
}

}  // namespace

std::optional<v1::ClientFrame> decode_client_frame(std::string_view bytes) { return decode<v1::ClientFrame>(bytes); }
std::optional<v1::ServerFrame> decode_server_frame(std::string_view bytes) { return decode<v1::ServerFrame>(bytes); }

std::string encode(const v1::ClientFrame& frame) { return frame.SerializeAsString(); }
std::string encode(const v1::ServerFrame& frame) { return frame.SerializeAsString(); }

}  // namespace jiaxin::codec
