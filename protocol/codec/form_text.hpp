// The exact text of a consent form that a decision is bound to. Server and clients compute it alike.
#pragma once

#include <string>
#include <string_view>

#include "jiaxin/v1/message.pb.h"

namespace jiaxin::codec {

inline constexpr std::string_view default_agree_label = "同意";
inline constexpr std::string_view default_decline_label = "不同意";

// SHA-256 (32 bytes) of title, purpose, body, agree label and decline label in this order, as UTF-8, joined by
// the byte 0x1e. An empty label counts as its default.
std::string form_text_sha256(std::string_view title, const v1::ConsentForm& form);

}  // namespace jiaxin::codec
