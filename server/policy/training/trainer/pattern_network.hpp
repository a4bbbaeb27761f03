#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "policy/model/linear_model.hpp"
#include "policy/model/pattern_net.hpp"

// The patterns while they are trained: the same sums as PatternNet, in floats, and their gradients.
namespace jiaxin::policy::training {

using RowNumbers = std::array<std::uint32_t, place_kinds>;  // of a place, in the space of each kind; 0: unknown

struct Shape {
  std::array<std::uint16_t, place_kinds> dimensions;
  std::vector<PatternGroup> groups;
  std::array<std::size_t, place_kinds> rows;
  std::size_t joints;
};

// What a passage should have been, and by how much the score missed it.
struct Lesson {
  float slope;                      // of the loss over the score
  std::optional<std::size_t> type;  // of a violation, below violation_types
};

struct PlaceRange {
  std::uint32_t begin = 0;  // half-open
  std::uint32_t end = 0;
};

// Sentences one behind the other.
struct Row {
  std::vector<RowNumbers> rows;      // by place
  std::vector<PlaceRange> sentence;  // that each place belongs to: it sees no other
};

// What a forward pass leaves for the backward pass.
struct Activity {
  std::vector<float> points;           // all dimensions of places, zeros around each sentence
  std::vector<std::size_t> points_of;  // by place, where in `points`, in places
  std::vector<float> fits;             // by place, pattern
};

struct Pooled {
  float score = 0;
  std::vector<float> best;          // by pattern; at least 0
  std::vector<std::int32_t> where;  // the place, or -1
  std::vector<float> above;         // by joint unit; at least 0
};

// One weight of each of so many patterns as are laid at once.
inline constexpr std::size_t patterns_in_bundle = 16;
struct alignas(patterns_in_bundle * sizeof(float)) PatternBundle {
  std::array<float, patterns_in_bundle> weights;
};

// While it learns it tells types of violations apart too, by the same patterns: those that do say more about texts of
// strangers (multi-task learning, Caruana 1997). The tables hold nothing of that.
class PatternNetwork {
 public:
  PatternNetwork(Shape shape, std::uint32_t seed);

  std::size_t patterns() const { return patterns_; }
  void forward(const Row& row, Activity& out) const;
  // `mask`: what each pattern's fit is multiplied with.
  Pooled pool(const Activity& activity, std::size_t begin, std::size_t end, std::span<const float> mask) const;
  void backward(const Row& row, const Activity& activity, const Pooled& pooled, std::span<const float> mask,
                const Lesson& lesson);
  void step(float rate, std::size_t texts);  // one of Adam's, with the gradients' sum over `texts`
  void remember();                           // all weights as they are now
  void settle();  // on the mean of what was remembered, at least once; it is trained no further

  // Everything but the names of rows.
  PatternTables tables() const;

  // For tests, in the order of the members from rows_at_ on.
  std::span<const float> values() const { return values_; }
  std::span<const float> gradient() const { return gradient_; }  // of the lessons since the last step

 private:
  std::size_t row_at(std::size_t kind, std::uint32_t row) const {
    return rows_at_[kind] + row * shape_.dimensions[kind];
  }
  void turn_weights();
  void join(Pooled& pooled, std::span<const float> mask) const;
  // The loss's slopes over what each pattern, and each unit above 0, gave.
  struct Slopes {
    std::vector<float> of_pattern, of_unit;
  };
  void backward_types(const Pooled& pooled, std::span<const float> mask, std::size_t type, Slopes& slopes);
  void backward_joints(const Pooled& pooled, std::span<const float> mask, float slope, Slopes& slopes);
  void lay(std::size_t group, const Row& row, Activity& out) const;
  void backward(const Row& row, const Activity& activity, std::size_t group, std::size_t pattern, std::int32_t where,
                float slope);

  Shape shape_;
  std::size_t dimensions_ = 0;
  std::size_t patterns_ = 0;
  std::array<std::size_t, place_kinds> rows_at_{};
  std::vector<std::size_t> weights_at_, first_pattern_;  // by group
  std::size_t bias_at_ = 0, share_at_ = 0, base_at_ = 0;
  std::size_t joints_at_ = 0, joint_bias_at_ = 0, joint_share_at_ = 0;
  std::size_t types_at_ = 0, joint_types_at_ = 0, type_bias_at_ = 0;
  std::vector<float> values_, gradient_, mean_,
      spread_;  // weights by group, pattern, place, dimension; joints by pattern, unit; types by pattern or unit, type
  std::vector<PatternBundle> turned_;  // weights again
  std::vector<double> remembered_;     // their sum
  std::size_t memories_ = 0;
  double first_decay_ = 1, second_decay_ = 1;  // powers of Adam's
};

}  // namespace jiaxin::policy::training
