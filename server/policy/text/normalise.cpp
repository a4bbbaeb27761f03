#include "policy/text/normalise.hpp"

#include <algorithm>

namespace jiaxin::policy {
namespace {

// Where the override that begins at `from` ends: at a sign that ends it or another, or with its line.
std::size_t override_end(std::u32string_view points, std::size_t from) {
  return std::min(points.find_first_of(U"\u202C\u202D\u202E\n\r\u2028\u2029", from), points.size());
}

// Calls each(point, place) in the order in which a reader sees them.
template <class Each>
void as_shown(std::u32string_view points, Each&& each) {
  for (std::size_t at = 0; at < points.size();) {
    if (points[at] != shown_backwards) {
      each(points[at], static_cast<std::uint32_t>(at));
      ++at;
      continue;
    }
    const std::size_t end = override_end(points, at + 1);
    for (std::size_t back = end; back-- > at + 1;) each(points[back], static_cast<std::uint32_t>(back));
    at = end;
  }
}

}  // namespace

Normalised normalise(std::u32string_view points, const FoldTable& table) {
  Normalised out;
  out.letters.reserve(points.size());
  out.gap.reserve(points.size() + 1);
  out.origin.reserve(points.size());
  Gap pending = gap_none;
  as_shown(points, [&](char32_t point, std::uint32_t at) {
    table.fold(
        point,
        [&](char32_t letter) {
          out.letters.push_back(letter);
          out.gap.push_back(pending);
          out.origin.push_back(at);
          pending = gap_none;
        },
        [&](Gap gap) { pending |= gap; });
  });
  out.gap.push_back(pending);
  return out;
}

}  // namespace jiaxin::policy
