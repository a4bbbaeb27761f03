// A person's decision as one more text for the policy filter, in the form of server/policy/training/README.md.
#pragma once

#include <optional>

#include "jiaxin/v1/review.pb.h"
#include "json_text.hpp"

namespace jiaxin::cli {

// nullopt: not decided, or the text is no longer kept.
std::optional<json::object> training_text(const v1::MemberRef& member, const v1::Review& review);

}  // namespace jiaxin::cli
