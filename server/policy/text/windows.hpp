#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Who strings a task between harmless words without a comma says several things in one clause. Pure; linear.
namespace jiaxin::policy {

inline constexpr std::size_t window_width = 72;  // 3 for a Chinese character, 1 for a Latin letter

struct Windows {
  std::u32string points;
  std::vector<std::uint32_t> put_in;  // places of the line ends that were not written
};

// The text with line ends put into its long clauses, behind the first `first` of width and then after every
// window_width, but not into Latin words; nothing where it has no such clause.
// One with a quotation stays whole: what is said about it may stand far from it.
std::optional<Windows> in_windows(std::u32string_view points, std::size_t first);

}  // namespace jiaxin::policy
