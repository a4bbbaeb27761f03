#pragma once

#include <array>
#include <cstdint>
#include <random>
#include <span>
#include <vector>

#include "head_network.hpp"
#include "parameters.hpp"
#include "point_space.hpp"
#include "policy/model/pattern_net.hpp"

// The patterns while they are trained: the same sums as PatternNet, in floats, and their gradients.
namespace jiaxin::policy::training {

// What a forward pass leaves for the backward pass.
using FitActivity = std::vector<float>;  // by place, pattern

struct PooledFits {
  std::vector<float> best;          // by pattern; at least 0
  std::vector<std::int32_t> where;  // the place, or -1
  HeadActivity head;
};

// One weight of each of so many patterns as are laid at once.
inline constexpr std::size_t patterns_in_bundle = 16;
struct alignas(patterns_in_bundle * sizeof(float)) PatternBundle {
  std::array<float, patterns_in_bundle> weights;
};

class PatternNetwork {
 public:
  // Its numbers are the last of `all`; it keeps none but what turn() copies.
  PatternNetwork(std::vector<PatternGroup> groups, std::size_t joints, const PointSpace& points, Parameters& all,
                 std::mt19937& random);

  std::size_t patterns() const { return patterns_; }
  void turn(const Parameters& all);  // whenever they have changed
  void forward(const Parameters& all, const Row& row, const PointActivity& points, FitActivity& out) const;
  // `mask`: what each pattern's fit is multiplied with.
  PooledFits pool(const Parameters& all, const FitActivity& fits, PlaceRange passage,
                  std::span<const float> mask) const;
  void backward(Parameters& all, const Row& row, const PointActivity& points, const PooledFits& pooled,
                std::span<const float> mask, const Lesson& lesson) const;

  PatternTables tables(const Parameters& all) const;

 private:
  void lay(const Parameters& all, std::size_t group, const Row& row, const PointActivity& points,
           FitActivity& out) const;
  void backward(Parameters& all, const Row& row, const PointActivity& points, std::size_t group, std::size_t pattern,
                std::int32_t where, float slope) const;

  std::vector<PatternGroup> groups_;
  PointSpace points_;
  std::size_t patterns_ = 0;
  std::vector<std::size_t> weights_at_, first_pattern_;  // by group; weights by pattern, place, dimension
  std::size_t bias_at_ = 0;
  std::vector<PatternBundle> turned_;  // weights again
  HeadNetwork head_;
};

}  // namespace jiaxin::policy::training
