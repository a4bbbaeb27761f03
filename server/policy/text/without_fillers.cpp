#include "policy/text/without_fillers.hpp"

#include <algorithm>

namespace jiaxin::policy {
namespace {

constexpr std::size_t fewest = 4, longest = 3, widest = 2;
constexpr char32_t unseen = 0x200B;  // ZERO WIDTH SPACE

// Signs alone are no filler, they part words: 语文、数学、英语、物理、
constexpr bool is_letter(char32_t point) {
  return (point >= '0' && point <= '9') || (point >= 'A' && point <= 'Z') || (point >= 'a' && point <= 'z') ||
         (point >= 0x3400 && point < 0xa000);
}

struct Rhythm {
  std::size_t length = 0;   // of the filler
  std::size_t between = 0;  // letters
};

// How often the filler that stands at `at` stands there again in the rhythm.
std::size_t times(std::u32string_view points, std::size_t at, Rhythm rhythm) {
  const std::u32string_view filler = points.substr(at, rhythm.length);
  std::size_t found = 0;
  if (std::none_of(filler.begin(), filler.end(), is_letter)) return found;
  while (at + rhythm.length <= points.size() && points.substr(at, rhythm.length) == filler &&
         filler.find_first_of(points.substr(at - rhythm.between, rhythm.between)) == filler.npos) {
    ++found;
    at += rhythm.length + rhythm.between;
  }
  return found;
}

// Returns whether there was something to hide.
bool hide(std::u32string& points, Rhythm rhythm) {
  const std::size_t step = rhythm.length + rhythm.between;
  bool changed = false;
  for (std::size_t at = rhythm.between; at + step < points.size();) {
    const bool again = points[at] == points[at + step] && points[at] != unseen;
    const std::size_t found = again ? times(points, at, rhythm) : 0;
    if (found < fewest) {
      ++at;
      continue;
    }
    for (std::size_t nth = 0; nth < found; ++nth, at += step) points.replace(at, rhythm.length, rhythm.length, unseen);
    changed = true;
  }
  return changed;
}

}  // namespace

std::optional<std::u32string> without_fillers(std::u32string_view given) {
  std::u32string points(given);
  bool changed = false;
  for (std::size_t length = longest; length > 0; --length)
    for (std::size_t between = 1; between <= widest; ++between) changed |= hide(points, {length, between});
  if (!changed) return std::nullopt;
  return points;
}

}  // namespace jiaxin::policy
