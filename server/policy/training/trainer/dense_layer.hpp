#pragma once

#include <cstddef>
#include <random>
#include <vector>

#include "parameters.hpp"
#include "policy/model/attention_net.hpp"

// A layer in which every output depends on every input, while it is trained.
namespace jiaxin::policy::training {

inline constexpr std::size_t dense_lanes = 16;  // outputs that are computed at once

// `outputs` are a multiple of dense_lanes.
class DenseLayer {
 public:
  // Its numbers are the last of `all`; it keeps none but what turn() copies. Weights begin between -`most` and `most`.
  DenseLayer(std::size_t inputs, std::size_t outputs, float most, Parameters& all, std::mt19937& random);

  std::size_t inputs() const { return inputs_; }
  std::size_t slope_step() const { return slope_step_; }
  void turn(const Parameters& all);  // whenever they have changed

  // Rows of inputs begin `step` numbers after each other, rows of outputs stand one behind the other.
  void forward(const Parameters& all, const float* in, std::size_t step, std::size_t rows, float* out) const;
  // Adds to the gradient, and to the slopes over the inputs, whose rows begin slope_step() numbers after each other.
  void backward(Parameters& all, const float* in, std::size_t step, const float* out_slopes, std::size_t rows,
                float* in_slopes) const;

  MatrixTables tables(const Parameters& all) const;

 private:
  std::size_t inputs_, outputs_;
  std::size_t weights_at_, bias_at_;  // weights by input, output
  std::size_t slope_step_;            // inputs_, or a little more
  std::vector<float> turned_;         // weights by output, input
};

}  // namespace jiaxin::policy::training
