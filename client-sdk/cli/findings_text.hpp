// What the policy filter found, as people read it and as JSON.
#pragma once

#include <google/protobuf/repeated_field.h>

#include <string>

#include "jiaxin/v1/message.pb.h"
#include "json_text.hpp"

namespace jiaxin::cli {

using Findings = google::protobuf::RepeatedPtrField<v1::Finding>;

std::string findings_text(const Findings& findings);
json::array findings_json(const Findings& findings);

}  // namespace jiaxin::cli
