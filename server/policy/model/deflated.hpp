#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// How a model is kept: its length in four bytes, little-endian, and a zlib stream (RFC 1950). Pure.
namespace jiaxin::policy {

std::string deflated(std::string_view bytes);

// Throws std::runtime_error where that is not the whole of one, or its length is beyond any model's.
std::vector<std::byte> inflated(std::span<const std::byte> bytes);

}  // namespace jiaxin::policy
