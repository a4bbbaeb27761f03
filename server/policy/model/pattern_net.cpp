#include "policy/model/pattern_net.hpp"

#include <algorithm>
#include <cstring>

namespace jiaxin::policy {

PatternNet::PatternNet(const PointTables& points, const PatternTables& tables)
    : rows_(points, tables.laid), head_(tables.head, rows_.patterns()) {}

PatternNet::Fits PatternNet::fits(std::span<const Place> sentence) const {
  Fits fits(rows_.patterns());
  rows_.lay(rows_.rows_of(sentence), [&](std::size_t, std::size_t first, const PlaceRows::Block& sum) {
    PlaceRows::Block best = PlaceRows::block_at(&fits[first]);
    for (std::size_t part = 0; part < sum.size(); ++part) best[part] = best[part] < sum[part] ? sum[part] : best[part];
    std::memcpy(&fits[first], &best, sizeof best);
  });
  return fits;
}

void PatternNet::better(Fits& fits, const Fits& others) {
  for (std::size_t at = 0; at < fits.size(); ++at) fits[at] = std::max(fits[at], others[at]);
}

double PatternNet::score(const Fits& fits) const { return head_.score(fits); }

}  // namespace jiaxin::policy
