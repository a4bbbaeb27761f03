#pragma once

#include <random>
#include <span>
#include <vector>

#include "dense_layer.hpp"
#include "head_network.hpp"
#include "point_space.hpp"
#include "policy/model/attention_net.hpp"

// The attention while it is trained: the same sums as AttentionNet, in floats, and their gradients.
namespace jiaxin::policy::training {

// What a forward pass leaves for the backward pass; by place.
struct AttentionActivity {
  std::vector<float> near;  // what stands beside it; at least 0
  std::vector<float> asked;
  std::vector<float> shares;  // by sentence, head, place, place
  std::vector<std::size_t> shares_at;
  std::vector<float> gathered;
  std::vector<float> mixed;
  std::vector<float> hidden;  // at least 0
  std::vector<float> out;
};

inline constexpr std::size_t pooled_units = 2 * attention_units;  // the greatest, then the mean of each

struct PooledUnits {
  std::vector<std::size_t> where;  // the place of each unit's greatest
  HeadActivity head;
};

class AttentionNetwork {
 public:
  // Its numbers are the last of `all`; it keeps none but what turn() copies.
  AttentionNetwork(std::size_t joints, const PointSpace& points, Parameters& all, std::mt19937& random);

  void turn(const Parameters& all);  // whenever they have changed
  void forward(const Parameters& all, const Row& row, const PointActivity& points, AttentionActivity& out) const;
  // A passage is one or more whole sentences. `mask`: what its pooled_units are multiplied with.
  PooledUnits pool(const Parameters& all, const AttentionActivity& activity, PlaceRange passage,
                   std::span<const float> mask) const;
  void backward(Parameters& all, const Row& row, const PointActivity& points, const AttentionActivity& activity,
                PlaceRange passage, const PooledUnits& pooled, std::span<const float> mask, const Lesson& lesson) const;

  AttentionTables tables(const Parameters& all) const;

 private:
  std::vector<float> out_slopes(const PooledUnits& pooled, PlaceRange passage, std::span<const float> of_numbers) const;
  void backward_hidden(Parameters& all, const AttentionActivity& activity, PlaceRange passage,
                       std::vector<float>& slopes) const;
  void backward_looks(Parameters& all, const Row& row, const AttentionActivity& activity, PlaceRange passage,
                      std::vector<float>& slopes) const;
  void backward_points(Parameters& all, const Row& row, const PointActivity& points, PlaceRange passage,
                       const std::vector<float>& slopes) const;

  PointSpace points_;
  DenseLayer near_, ask_, gather_, widen_, narrow_;
  std::size_t distance_at_;  // by head, bin
  HeadNetwork head_;
};

}  // namespace jiaxin::policy::training
