#include "policy/text/without_fillers.hpp"

namespace jiaxin::policy {
namespace {

constexpr std::size_t fewest = 4, longest = 2;
constexpr char32_t unseen = 0x200B;  // ZERO WIDTH SPACE

// How often the filler that stands at `at` stands there again with one character between.
std::size_t times(std::u32string_view points, std::size_t at, std::size_t length) {
  const std::u32string_view filler = points.substr(at, length);
  std::size_t found = 0;
  while (at + length <= points.size() && points.substr(at, length) == filler &&
         filler.find(points[at - 1]) == filler.npos) {
    ++found;
    at += length + 1;
  }
  return found;
}

}  // namespace

std::optional<std::u32string> without_fillers(std::u32string_view given) {
  std::u32string points(given);
  bool changed = false;
  for (std::size_t length = 1; length <= longest; ++length)
    for (std::size_t at = 1; at < points.size();) {
      const std::size_t found = points[at] == unseen ? 0 : times(points, at, length);
      if (found < fewest) {
        ++at;
        continue;
      }
      for (std::size_t nth = 0; nth < found; ++nth, at += length + 1) points.replace(at, length, length, unseen);
      changed = true;
    }
  if (!changed) return std::nullopt;
  return points;
}

}  // namespace jiaxin::policy
