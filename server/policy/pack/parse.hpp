#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "policy/pack/pack.hpp"
#include "policy/pack/pack_error.hpp"

namespace jiaxin::policy {

inline constexpr std::size_t max_pack_bytes = std::size_t{1} << 20;

// Reads and checks a pack that stands below `above`, highest level first; without any it must be a national base.
// `file` is the name that errors carry. Pure.
std::variant<Pack, PackErrors> parse_pack(std::string_view toml, const std::string& file, std::span<const Pack> above);

}  // namespace jiaxin::policy
