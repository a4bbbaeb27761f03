#pragma once

#include <cstdint>
#include <random>
#include <span>
#include <vector>

// The numbers of a network while it learns, with their gradient, by steps of Adam (Kingma and Ba 2015).
namespace jiaxin::policy::training {

class Parameters {
 public:
  std::size_t take(std::size_t count);  // so many more, all zero; returns where the first stands
  void fill(std::size_t from, std::size_t count, float most, std::mt19937& random);  // between -most and most

  float operator[](std::size_t at) const { return values_[at]; }
  float* value(std::size_t at) { return &values_[at]; }
  const float* value(std::size_t at) const { return &values_[at]; }
  float* slope(std::size_t at) { return &gradient_[at]; }
  std::size_t size() const { return values_.size(); }
  std::span<const float> values() const { return values_; }
  std::span<const float> gradient() const { return gradient_; }  // of the lessons since the last step

  void step(float rate, std::size_t texts);  // with the gradients' sum over `texts`
  void remember();                           // all values as they are now
  void settle();  // on the mean of what was remembered, at least once; they are trained no further

 private:
  std::vector<float> values_, gradient_, mean_, spread_;
  std::vector<double> remembered_;  // their sum
  std::size_t memories_ = 0;
  double first_decay_ = 1, second_decay_ = 1;  // powers of Adam's
};

}  // namespace jiaxin::policy::training
