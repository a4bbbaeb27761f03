#pragma once

#include <optional>
#include <string>

namespace jiaxin::extraction {

constexpr std::size_t max_file_bytes = std::size_t{32} << 20;

// The whole of a regular file, read from its start. Nothing if it cannot be read; more than max_file_bytes are not.
std::optional<std::string> whole_file(int descriptor);

}  // namespace jiaxin::extraction
