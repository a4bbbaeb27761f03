// The templates of urgent notices, as people read them and as JSON.
#pragma once

#include <string>

#include "jiaxin/v1/message.pb.h"
#include "json_text.hpp"

namespace jiaxin::cli {

std::string urgent_text(const v1::UrgentTemplates& templates);
json::object urgent_json(const v1::UrgentTemplates& templates);

}  // namespace jiaxin::cli
