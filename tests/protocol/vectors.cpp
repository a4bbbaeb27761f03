#include "vectors.hpp"

#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <sstream>

namespace jiaxin::vectors {
namespace {

std::string joined(const json::value& value) {
  if (value.is_string()) return std::string(value.as_string());
  std::string out;
  for (const auto& piece : value.as_array()) {
    if (piece.is_string()) {
      out += std::string_view(piece.as_string());
      continue;
    }
    const auto unit = text(piece.as_object(), "repeat");
    for (auto times = piece.at("times").to_number<int>(); times > 0; --times) out += unit;
  }
  return out;
}

}  // namespace

std::vector<json::object> vectors_of(const std::string& topic) {
  std::ifstream file(std::string(JIAXIN_SOURCE_DIR) + "/protocol/vectors/" + topic + ".json");
  std::ostringstream content;
  content << file.rdbuf();
  const json::value document = json::parse(content.str());
  std::vector<json::object> found;
  for (const auto& vector : document.at("vectors").as_array()) found.push_back(vector.as_object());
  EXPECT_FALSE(found.empty()) << topic;
  return found;
}

std::string text(const json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value ? std::string(value->as_string()) : std::string();
}

std::string input_of(const json::object& vector) {
  const auto& input = vector.at("input").as_object();
  const auto* hex = input.if_contains("hex");
  return hex ? unhex(joined(*hex)) : joined(input.at("text"));
}

bool is_binary(const json::object& vector) { return vector.at("input").as_object().contains("hex"); }
bool is_json(const json::object& vector) { return text(vector, "subprotocol") == "jiaxin.v1.json"; }
bool is_client(const json::object& vector) { return text(vector, "direction") == "client"; }

std::string unhex(std::string_view hex) {
  std::string digits, out;
  for (const char c : hex)
    if (c != ' ') digits += c;
  for (std::size_t i = 0; i < digits.size(); i += 2)
    out += static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16));
  return out;
}

template <class Frame>
Frame frame_from(const json::value& mapping) {
  Frame frame;
  EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(json::serialize(mapping), &frame).ok());
  return frame;
}
template v1::ClientFrame frame_from(const json::value&);
template v1::ServerFrame frame_from(const json::value&);

std::string known_bytes(const google::protobuf::Message& frame) {
  const std::unique_ptr<google::protobuf::Message> copy(frame.New());
  copy->CopyFrom(frame);
  copy->DiscardUnknownFields();
  return copy->SerializeAsString();
}

}  // namespace jiaxin::vectors
