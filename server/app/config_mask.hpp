// What is shown in place of a secret.
#pragma once

#include <string_view>

namespace jiaxin::app {

inline constexpr std::string_view secret_mask = "********";

}  // namespace jiaxin::app
