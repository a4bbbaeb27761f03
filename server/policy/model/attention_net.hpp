#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "policy/model/place_rows.hpp"
#include "policy/model/score_head.hpp"

// The third trained part of the filter: every place of a sentence looks at all others (self-attention, Vaswani et al.
// 2017). A pattern sees nine places at most; this sees who is asked at one end of a sentence and what at the other. It is
// dear, and is asked only where patterns leave a doubt. In whole numbers, but for how much each place counts. Constant
// once made; any thread.
namespace jiaxin::policy {

inline constexpr std::uint16_t near_width = 3;  // places that a place is first seen with
inline constexpr std::uint16_t attention_units = 48;
inline constexpr std::size_t attention_heads = 4;
inline constexpr std::size_t hidden_units = 96;
inline constexpr std::size_t farthest_place = 64;  // beyond it nothing is seen, so that cost is linear in the text
inline constexpr std::size_t told_apart = 16;      // distances; all greater ones count as this
inline constexpr std::size_t distance_bins = 2 * told_apart + 1;

// How far behind i a place j stands.
inline std::size_t distance_bin(std::size_t i, std::size_t j) {
  return j < i ? told_apart - std::min(i - j, told_apart) : told_apart + std::min(j - i, told_apart);
}

// As they are trained and stored.
struct MatrixTables {
  float scale = 0;                   // of one unit of a weight
  std::vector<std::int8_t> weights;  // by output, input
  std::vector<float> bias;           // one an output
};
struct AttentionTables {
  PatternWeights near;          // one group of near_width by attention_units, over the points of the patterns
  MatrixTables ask;             // what a place asks for, what it is known by, and what it tells
  MatrixTables gather;          // of what it is told
  MatrixTables widen, narrow;   // by hidden_units
  std::vector<float> distance;  // what is added to how well a place fits what is asked for: by head, distance_bin()
  HeadTables head;              // over the greatest, then the mean of each unit
};

class AttentionNet {
 public:
  // Throws std::runtime_error when the tables do not fit together.
  AttentionNet(const PointTables& points, const AttentionTables& tables);

  // What a sentence leaves, or several; in 1/256.
  struct Gist {
    std::vector<std::int16_t> greatest;  // of each unit; nothing of no places
    std::vector<std::int32_t> sum;
    std::int32_t places = 0;
  };
  // Some twenty thousand multiplications a place, in a long sentence twice as many.
  Gist gist(std::span<const Place> sentence) const;
  static void add(Gist& gist, const Gist& other);
  double score(const Gist& gist) const;

 private:
  using Numbers = std::vector<std::int16_t>;  // by place, in 1/256

  struct Matrix {
    Matrix(const MatrixTables& tables, std::size_t inputs, std::size_t outputs);
    Numbers operator()(const Numbers& in, float most) const;  // cut off beyond `most`

    std::size_t inputs, outputs;
    float scale;
    std::vector<std::int16_t> weights;
    std::vector<float> bias;  // in 1/256
  };

  Numbers look_around(const Numbers& asked) const;
  void look_from(std::size_t place, std::size_t head, const Numbers& asked, std::span<std::int16_t> gathered) const;

  PlaceRows rows_;
  Matrix ask_, gather_, widen_, narrow_;
  std::vector<float> distance_;
  ScoreHead head_;
};

}  // namespace jiaxin::policy
