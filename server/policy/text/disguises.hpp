#pragma once

#include <span>

#include "policy/text/fold_table.hpp"

namespace jiaxin::policy {

// Emoji that are used as words (others only separate) and letters that look like others. Constant.
std::span<const Disguise> national_disguises();

}  // namespace jiaxin::policy
