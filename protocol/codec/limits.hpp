// The one place where the limits that stand in the schema are enforced, by walking a message's descriptor.
#pragma once

#include <google/protobuf/message.h>

#include <optional>
#include <string>

namespace jiaxin::codec {

struct LimitViolation {
  std::string field;    // path from the message's root, e.g. send_notice.header.client_id
  std::string text_zh;  // what is wrong and what is allowed
  std::string text_en;
  bool too_large = false;  // over a maximum; otherwise missing or malformed
};

// The first violation in field order, or nullopt. Pure, any thread.
std::optional<LimitViolation> check_limits(const google::protobuf::Message& message);

}  // namespace jiaxin::codec
