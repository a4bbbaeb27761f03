// The files of protocol/vectors, read for tests. Fails a test where a file cannot be read or has nothing in it.
#pragma once

#include <boost/json.hpp>

#include <string>
#include <string_view>
#include <vector>

#include "jiaxin/v1/envelope.pb.h"

namespace jiaxin::vectors {

namespace json = boost::json;

std::vector<json::object> vectors_of(const std::string& topic);

// A text member; empty if it is not there.
std::string text(const json::object& object, std::string_view key);

// The bytes of a frame's vector, whether they are given as hex or as text.
std::string input_of(const json::object& vector);
bool is_binary(const json::object& vector);  // comes as a binary message
bool is_json(const json::object& vector);    // on a connection of jiaxin.v1.json
bool is_client(const json::object& vector);  // direction

std::string unhex(std::string_view hex);

template <class Frame>
Frame frame_from(const json::value& mapping);
extern template v1::ClientFrame frame_from(const json::value&);
extern template v1::ServerFrame frame_from(const json::value&);

// The same without unknown fields, and in an order that compares.
std::string known_bytes(const google::protobuf::Message& frame);

}  // namespace jiaxin::vectors
