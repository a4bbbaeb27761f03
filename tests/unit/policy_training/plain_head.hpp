#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "policy/model/linear_model.hpp"

// What head_network.hpp says, in doubles and as plainly as can be.
namespace jiaxin::policy::training {

// Hands out places of a network's numbers, in the order in which it takes them.
class Taken {
 public:
  std::size_t operator()(std::size_t count) { return std::exchange(taken_, taken_ + count); }

 private:
  std::size_t taken_ = 0;
};

class PlainHead {
 public:
  PlainHead(std::size_t numbers, std::size_t joints, Taken& take)
      : joints_(joints),
        share_(take(numbers)),
        base_(take(1)),
        joints_at_(take(numbers * joints)),
        joint_bias_(take(joints)),
        joint_share_(take(joints)),
        types_(take(numbers * violation_types)),
        joint_types_(take(joints * violation_types)),
        type_bias_(take(violation_types)) {}

  struct Scores {
    double violation;
    std::array<double, violation_types> types;
  };
  Scores scores(const std::vector<double>& values, const std::vector<double>& numbers) const {
    Scores found{values[base_], {}};
    std::copy_n(&values[type_bias_], violation_types, found.types.begin());
    const auto count = [&](double given, std::size_t share, std::size_t types) {
      found.violation += given * values[share];
      for (std::size_t t = 0; t < violation_types; ++t) found.types[t] += given * values[types + t];
    };
    std::vector<double> above(&values[joint_bias_], &values[joint_bias_] + joints_);
    for (std::size_t at = 0; at < numbers.size(); ++at) {
      count(numbers[at], share_ + at, types_ + at * violation_types);
      for (std::size_t u = 0; u < joints_; ++u) above[u] += numbers[at] * values[joints_at_ + at * joints_ + u];
    }
    for (std::size_t u = 0; u < joints_; ++u)
      count(std::max(0.0, above[u]), joint_share_ + u, joint_types_ + u * violation_types);
    return found;
  }

 private:
  std::size_t joints_;
  std::size_t share_, base_, joints_at_, joint_bias_, joint_share_, types_, joint_types_, type_bias_;
};

// Of a violation where there is a type, else of what is lawful.
inline double plain_loss(const PlainHead::Scores& scores, std::optional<std::size_t> type) {
  const double logistic = std::log1p(std::exp(type ? -scores.violation : scores.violation));
  if (!type) return logistic;
  double powers = 0;
  for (const double score : scores.types) powers += std::exp(score);
  return logistic + 0.7 * (std::log(powers) - scores.types[*type]);
}

// How the loss changes with one of the values.
inline double plain_slope(std::vector<double>& values, std::size_t at, double little,
                          const std::function<double()>& loss) {
  const double was = values[at];
  values[at] = was + little;
  const double more = loss();
  values[at] = was - little;
  const double less = loss();
  values[at] = was;
  return (more - less) / (2 * little);
}

}  // namespace jiaxin::policy::training
