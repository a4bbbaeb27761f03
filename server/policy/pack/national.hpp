#pragma once

#include <string_view>

namespace jiaxin::policy {

// policy/packs/national.toml as it was when the library was built. Constant.
std::string_view national_toml();

}  // namespace jiaxin::policy
