#pragma once

#include <optional>
#include <random>
#include <span>
#include <vector>

#include "parameters.hpp"
#include "policy/model/score_head.hpp"

// The head of a network while it is trained: the same sums as ScoreHead, in floats, and their gradients. While it learns it
// tells types of violations apart too, by the same numbers: networks that do say more about texts of strangers (multi-task
// learning, Caruana 1997). The tables hold nothing of that.
namespace jiaxin::policy::training {

// What a passage should have been, and by how much the score missed it.
struct Lesson {
  float slope;                      // of the loss over the score
  std::optional<std::size_t> type;  // of a violation, below violation_types
};

struct HeadActivity {
  float score = 0;
  std::vector<float> numbers;  // that it was given
  std::vector<float> above;    // by joint unit; at least 0
};

class HeadNetwork {
 public:
  // Its numbers are the last of `all`; it does not keep them.
  HeadNetwork(std::size_t numbers, std::size_t joints, Parameters& all, std::mt19937& random);

  HeadActivity forward(const Parameters& all, std::vector<float> numbers) const;
  // Adds to the gradient; returns the loss's slope over each number.
  std::vector<float> backward(Parameters& all, const HeadActivity& activity, const Lesson& lesson) const;

  HeadTables tables(const Parameters& all) const;

 private:
  struct Slopes {
    std::vector<float> of_number, of_unit;
  };
  void join(const Parameters& all, HeadActivity& activity) const;
  void backward_types(Parameters& all, const HeadActivity& activity, std::size_t type, Slopes& slopes) const;
  void backward_joints(Parameters& all, const HeadActivity& activity, float slope, Slopes& slopes) const;

  std::size_t numbers_, joints_;
  std::size_t share_at_, base_at_;
  std::size_t joints_at_, joint_bias_at_, joint_share_at_;  // joints by number, unit
  std::size_t types_at_, joint_types_at_, type_bias_at_;    // by number or unit, type
};

}  // namespace jiaxin::policy::training
