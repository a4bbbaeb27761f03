#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

// What a network that reads places has found in a passage, as one score: each number counts by itself, and a few units see
// which go together. Constant once made; any thread.
namespace jiaxin::policy {

// As it is trained and stored.
struct HeadTables {
  std::vector<float> share;         // what a number adds to the score
  float base = 0;                   // the score without any
  float joint_scale = 0;            // of one unit of a joint weight
  std::vector<std::int8_t> joints;  // by unit, number
  std::vector<float> joint_bias;    // one a unit
  std::vector<float> joint_share;   // what it adds to the score where it is above 0, one a unit
};

class ScoreHead {
 public:
  // Throws std::runtime_error when the tables do not fit together, or to so many numbers.
  ScoreHead(const HeadTables& tables, std::size_t numbers);

  double score(std::span<const std::int16_t> numbers) const;  // in 1/256

 private:
  std::vector<float> share_;
  float base_;
  float joint_scale_;
  std::vector<std::int16_t> joints_;
  std::vector<float> joint_bias_;
  std::vector<float> joint_share_;
};

}  // namespace jiaxin::policy
