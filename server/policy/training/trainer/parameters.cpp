#include "parameters.hpp"

#include <cmath>

#include "wide.hpp"

namespace jiaxin::policy::training {
namespace {

constexpr float first_moment = 0.9F, second_moment = 0.999F, least = 1e-8F;  // as Adam's authors propose
constexpr float weight_decay = 1e-5F;

}  // namespace

std::size_t Parameters::take(std::size_t count) {
  const std::size_t from = values_.size();
  for (auto* each : {&values_, &gradient_, &mean_, &spread_}) each->resize(from + count);
  return from;
}

void Parameters::fill(std::size_t from, std::size_t count, float most, std::mt19937& random) {
  for (std::size_t at = from; at < from + count; ++at)
    values_[at] = most * static_cast<float>(static_cast<double>(random()) / 2147483648.0 - 1);
}

JIAXIN_WIDE void Parameters::step(float rate, std::size_t texts) {
  first_decay_ *= static_cast<double>(first_moment);
  second_decay_ *= static_cast<double>(second_moment);
  const auto of_mean = static_cast<float>(1 / (1 - first_decay_));
  const auto of_spread = static_cast<float>(1 / (1 - second_decay_));
  const float share = 1 / static_cast<float>(texts);
  for (std::size_t at = 0; at < values_.size(); ++at) {
    const float slope = gradient_[at] * share + weight_decay * values_[at];
    mean_[at] += (1 - first_moment) * (slope - mean_[at]);
    spread_[at] += (1 - second_moment) * (slope * slope - spread_[at]);
    values_[at] -= rate * mean_[at] * of_mean / (std::sqrt(spread_[at] * of_spread) + least);
    gradient_[at] = 0;
  }
}

void Parameters::remember() {
  remembered_.resize(values_.size());
  for (std::size_t at = 0; at < values_.size(); ++at) remembered_[at] += static_cast<double>(values_[at]);
  ++memories_;
}

void Parameters::settle() {
  for (std::size_t at = 0; at < values_.size(); ++at)
    values_[at] = static_cast<float>(remembered_.at(at) / static_cast<double>(memories_));
}

}  // namespace jiaxin::policy::training
