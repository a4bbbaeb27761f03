#pragma once

#include <string_view>

namespace jiaxin::file_policy {

// Whether a device or a program gave a file this name, so that it says nothing: 「微信图片_20261127101010」,
// "Screenshot 2026-11-27 at 10.11.12", 「扫描件1」. Without what says of which kind the file is. Pure; linear.
bool given_by_a_device(std::string_view stem);

}  // namespace jiaxin::file_policy
