#include "dense_layer.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <tuple>

#include "bytes.hpp"
#include "wide.hpp"

namespace jiaxin::policy::training {
namespace {

constexpr std::size_t together = 4;  // rows
using Lanes [[gnu::vector_size(dense_lanes * sizeof(float))]] = float;

struct Rows {
  const float* first;
  std::size_t step;
  std::size_t count;

  // Of the four from `from` on, where fewer are left the last again.
  std::array<const float*, together> four(std::size_t from) const {
    std::array<const float*, together> found;
    for (std::size_t at = 0; at < together; ++at) found[at] = first + std::min(from + at, count - 1) * step;
    return found;
  }
};

// Outputs lie side by side, so that no sum depends on how wide the machine computes.
JIAXIN_WIDE void add_products(const Rows& in, const float* weights, std::size_t inputs, std::size_t outputs,
                              float* out) {
  for (std::size_t first = 0; first < in.count; first += together) {
    const auto row = in.four(first);
    const std::size_t rows = std::min(together, in.count - first);
    for (std::size_t output = 0; output < outputs; output += dense_lanes) {
      std::array<Lanes, together> sum{};
      for (std::size_t input = 0; input < inputs; ++input) {
        Lanes weight;
        std::memcpy(&weight, weights + input * outputs + output, sizeof weight);
        for (std::size_t at = 0; at < together; ++at) sum[at] += row[at][input] * weight;
      }
      for (std::size_t at = 0; at < rows; ++at) {
        float* const to = out + (first + at) * outputs + output;
        Lanes before;
        std::memcpy(&before, to, sizeof before);
        sum[at] += before;
        std::memcpy(to, &sum[at], sizeof before);
      }
    }
  }
}

JIAXIN_WIDE void add_outer(const Rows& in, const float* slopes, std::size_t inputs, std::size_t outputs,
                           float* gradient) {
  for (std::size_t first = 0; first < in.count; first += together) {
    const auto row = in.four(first);
    const std::size_t rows = std::min(together, in.count - first);
    for (std::size_t output = 0; output < outputs; output += dense_lanes) {
      std::array<Lanes, together> slope{};
      for (std::size_t at = 0; at < rows; ++at)
        std::memcpy(&slope[at], slopes + (first + at) * outputs + output, sizeof slope[at]);
      for (std::size_t input = 0; input < inputs; ++input) {
        float* const to = gradient + input * outputs + output;
        Lanes sum;
        std::memcpy(&sum, to, sizeof sum);
        for (std::size_t at = 0; at < together; ++at) sum += row[at][input] * slope[at];
        std::memcpy(to, &sum, sizeof sum);
      }
    }
  }
}

}  // namespace

DenseLayer::DenseLayer(std::size_t inputs, std::size_t outputs, float most, Parameters& all, std::mt19937& random)
    : inputs_(inputs),
      outputs_(outputs),
      weights_at_(all.take(inputs * outputs)),
      bias_at_(all.take(outputs)),
      slope_step_((inputs + dense_lanes - 1) / dense_lanes * dense_lanes),
      turned_(slope_step_ * outputs) {
  all.fill(weights_at_, inputs * outputs, most, random);
  turn(all);
}

void DenseLayer::turn(const Parameters& all) {
  for (std::size_t input = 0; input < inputs_; ++input)
    for (std::size_t output = 0; output < outputs_; ++output)
      turned_[output * slope_step_ + input] = all[weights_at_ + input * outputs_ + output];
}

void DenseLayer::forward(const Parameters& all, const float* in, std::size_t step, std::size_t rows, float* out) const {
  for (std::size_t row = 0; row < rows; ++row) std::copy_n(all.value(bias_at_), outputs_, out + row * outputs_);
  add_products({in, step, rows}, all.value(weights_at_), inputs_, outputs_, out);
}

void DenseLayer::backward(Parameters& all, const float* in, std::size_t step, const float* out_slopes, std::size_t rows,
                          float* in_slopes) const {
  float* const of_bias = all.slope(bias_at_);
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t output = 0; output < outputs_; ++output) of_bias[output] += out_slopes[row * outputs_ + output];
  add_outer({in, step, rows}, out_slopes, inputs_, outputs_, all.slope(weights_at_));
  add_products({out_slopes, outputs_, rows}, turned_.data(), outputs_, slope_step_, in_slopes);
}

MatrixTables DenseLayer::tables(const Parameters& all) const {
  MatrixTables tables;
  std::vector<float> by_output;
  for (std::size_t output = 0; output < outputs_; ++output)
    by_output.insert(by_output.end(), &turned_[output * slope_step_], &turned_[output * slope_step_] + inputs_);
  std::tie(tables.scale, tables.weights) = bytes_of(by_output);
  tables.bias.assign(all.value(bias_at_), all.value(bias_at_) + outputs_);
  return tables;
}

}  // namespace jiaxin::policy::training
