#include "policy/text/normalise.hpp"

namespace jiaxin::policy {

Normalised normalise(std::u32string_view points, const FoldTable& table) {
  Normalised out;
  out.letters.reserve(points.size());
  out.gap.reserve(points.size() + 1);
  out.origin.reserve(points.size());
  Gap pending = gap_none;
  std::uint32_t at = 0;
  for (const char32_t point : points) {
    table.fold(
        point,
        [&](char32_t letter) {
          out.letters.push_back(letter);
          out.gap.push_back(pending);
          out.origin.push_back(at);
          pending = gap_none;
        },
        [&](Gap gap) { pending |= gap; });
    ++at;
  }
  out.gap.push_back(pending);
  return out;
}

}  // namespace jiaxin::policy
