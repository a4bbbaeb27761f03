#include "head_network.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "bytes.hpp"
#include "policy/model/exponential.hpp"
#include "policy/model/linear_model.hpp"
#include "wide.hpp"

namespace jiaxin::policy::training {
namespace {

// What telling types apart counts beside telling violations: 0.5 to 1 did as well, 0.2 brought half.
constexpr float worth_types = 0.7F;

}  // namespace

HeadNetwork::HeadNetwork(std::size_t numbers, std::size_t joints, Parameters& all, std::mt19937& random)
    : numbers_(numbers),
      joints_(joints),
      share_at_(all.take(numbers)),
      base_at_(all.take(1)),
      joints_at_(all.take(joints * numbers)),
      joint_bias_at_(all.take(joints)),
      joint_share_at_(all.take(joints)),
      types_at_(all.take(numbers * violation_types)),
      joint_types_at_(all.take(joints * violation_types)),
      type_bias_at_(all.take(violation_types)) {
  all.fill(share_at_, numbers, 0.1F, random);
  all.fill(joints_at_, joints * numbers, 0.1F, random);
  all.fill(joint_share_at_, joints, 0.2F, random);
}

HeadActivity HeadNetwork::forward(const Parameters& all, std::vector<float> numbers) const {
  HeadActivity activity{all[base_at_], std::move(numbers), {}};
  for (std::size_t at = 0; at < numbers_; ++at) activity.score += activity.numbers[at] * all[share_at_ + at];
  join(all, activity);
  return activity;
}

JIAXIN_WIDE void HeadNetwork::join(const Parameters& all, HeadActivity& activity) const {
  const float* const bias = all.value(joint_bias_at_);
  activity.above.assign(bias, bias + joints_);
  for (std::size_t at = 0; at < numbers_; ++at) {
    const float* const weights = all.value(joints_at_ + at * joints_);
    const float number = activity.numbers[at];
    for (std::size_t unit = 0; unit < joints_; ++unit) activity.above[unit] += number * weights[unit];
  }
  for (std::size_t unit = 0; unit < joints_; ++unit) {
    activity.above[unit] = std::max(0.0F, activity.above[unit]);
    activity.score += activity.above[unit] * all[joint_share_at_ + unit];
  }
}

std::vector<float> HeadNetwork::backward(Parameters& all, const HeadActivity& activity, const Lesson& lesson) const {
  const float slope = lesson.slope;
  *all.slope(base_at_) += slope;
  Slopes slopes{std::vector<float>(numbers_), std::vector<float>(joints_)};
  if (lesson.type) backward_types(all, activity, *lesson.type, slopes);
  backward_joints(all, activity, slope, slopes);
  for (std::size_t at = 0; at < numbers_; ++at) {
    *all.slope(share_at_ + at) += slope * activity.numbers[at];
    slopes.of_number[at] += slope * all[share_at_ + at];
  }
  return std::move(slopes.of_number);
}

// The more likely it takes one type for, the less the others: softmax.
JIAXIN_WIDE void HeadNetwork::backward_types(Parameters& all, const HeadActivity& activity, std::size_t type,
                                             Slopes& slopes) const {
  constexpr std::size_t types = violation_types;
  std::array<float, types> score;
  std::copy_n(all.value(type_bias_at_), types, score.begin());
  const auto add_share = [&](float given, std::size_t weights) {
    for (std::size_t t = 0; t < types; ++t) score[t] += given * all[weights + t];
  };
  for (std::size_t at = 0; at < numbers_; ++at) add_share(activity.numbers[at], types_at_ + at * types);
  for (std::size_t u = 0; u < joints_; ++u) add_share(activity.above[u], joint_types_at_ + u * types);

  std::array<double, types> power;
  const float most = *std::max_element(score.begin(), score.end());
  double sum = 0;
  for (std::size_t t = 0; t < types; ++t) sum += power[t] = exponential(static_cast<double>(score[t] - most));
  std::array<float, types> of_type;
  for (std::size_t t = 0; t < types; ++t)
    of_type[t] = worth_types * static_cast<float>(power[t] / sum - (t == type ? 1 : 0));

  const auto blame = [&](float given, std::size_t weights) {
    float of_given = 0;
    float* const gradient = all.slope(weights);
    for (std::size_t t = 0; t < types; ++t) {
      of_given += of_type[t] * all[weights + t];
      gradient[t] += of_type[t] * given;
    }
    return of_given;
  };
  for (std::size_t at = 0; at < numbers_; ++at)
    slopes.of_number[at] += blame(activity.numbers[at], types_at_ + at * types);
  for (std::size_t u = 0; u < joints_; ++u)
    if (activity.above[u] > 0) slopes.of_unit[u] += blame(activity.above[u], joint_types_at_ + u * types);
  for (std::size_t t = 0; t < types; ++t) *all.slope(type_bias_at_ + t) += of_type[t];
}

JIAXIN_WIDE void HeadNetwork::backward_joints(Parameters& all, const HeadActivity& activity, float slope,
                                              Slopes& slopes) const {
  auto& [of_number, of_unit] = slopes;
  for (std::size_t unit = 0; unit < joints_; ++unit) {
    if (activity.above[unit] <= 0) continue;
    of_unit[unit] += slope * all[joint_share_at_ + unit];
    *all.slope(joint_share_at_ + unit) += slope * activity.above[unit];
    *all.slope(joint_bias_at_ + unit) += of_unit[unit];
  }
  for (std::size_t at = 0; at < numbers_; ++at) {
    const float* const weights = all.value(joints_at_ + at * joints_);
    float* const gradient = all.slope(joints_at_ + at * joints_);
    const float number = activity.numbers[at];
    for (std::size_t unit = 0; unit < joints_; ++unit) of_number[at] += of_unit[unit] * weights[unit];
    for (std::size_t unit = 0; unit < joints_; ++unit) gradient[unit] += of_unit[unit] * number;
  }
}

HeadTables HeadNetwork::tables(const Parameters& all) const {
  HeadTables tables;
  const auto part = [&](std::size_t from, std::size_t count) {
    return std::vector<float>(all.value(from), all.value(from) + count);
  };
  tables.share = part(share_at_, numbers_);
  tables.base = all[base_at_];
  std::vector<float> by_unit;
  for (std::size_t unit = 0; unit < joints_; ++unit)
    for (std::size_t at = 0; at < numbers_; ++at) by_unit.push_back(all[joints_at_ + at * joints_ + unit]);
  std::tie(tables.joint_scale, tables.joints) = bytes_of(by_unit);
  tables.joint_bias = part(joint_bias_at_, joints_);
  tables.joint_share = part(joint_share_at_, joints_);
  return tables;
}

}  // namespace jiaxin::policy::training
