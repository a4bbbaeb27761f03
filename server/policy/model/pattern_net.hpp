#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "policy/model/place_rows.hpp"
#include "policy/model/score_head.hpp"

// The second trained part of the filter: patterns of neighbouring places. Where signs know only the words they were trained
// on, a pattern knows what is like them. One layer of convolution, the best fit of each pattern in a passage (Collobert et
// al. 2011; Kim 2014), and a few units that see which patterns fit together. Constant once made; any thread.
namespace jiaxin::policy {

// As it is trained and stored.
struct PatternTables {
  PatternWeights laid;
  HeadTables head;
};

class PatternNet {
 public:
  // Throws std::runtime_error when the tables do not fit together.
  PatternNet(const PointTables& points, const PatternTables& tables);

  using Fits = std::vector<std::int16_t>;  // of each pattern its best, at least 0, in 1/256
  Fits fits(std::span<const Place> sentence) const;
  static void better(Fits& fits, const Fits& others);  // keeps the better of each
  double score(const Fits& fits) const;                // some twenty thousand multiplications

 private:
  PlaceRows rows_;
  ScoreHead head_;
};

}  // namespace jiaxin::policy
