#include "pattern_network.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <random>
#include <tuple>
#include <utility>

#include "bytes.hpp"
#include "exponential.hpp"

namespace jiaxin::policy::training {
namespace {

constexpr float first_moment = 0.9F, second_moment = 0.999F, least = 1e-8F;  // as Adam's authors propose
constexpr float weight_decay = 1e-5F;
// What telling types apart counts beside telling violations: 0.5 to 1 did as well, 0.2 brought half.
constexpr float worth_types = 0.7F;

// The same operations on each number, only more of them at once: no other bits, given -ffp-contract=off.
#if defined(__x86_64__) && !defined(__SANITIZE_THREAD__)  // its loader comes before ThreadSanitizer is ready
#define JIAXIN_WIDE __attribute__((target_clones("arch=x86-64-v4", "avx2", "default")))
#else
#define JIAXIN_WIDE
#endif

constexpr std::size_t laid_together = 4;  // places
using Lanes = float __attribute__((vector_size(sizeof(PatternBundle))));
constexpr std::size_t between_sentences = widest_pattern / 2 + laid_together;

constexpr auto of_words = static_cast<std::size_t>(PlaceKind::word_class);

void add(float* to, const float* from, float times, std::size_t count) {
  for (std::size_t at = 0; at < count; ++at) to[at] += times * from[at];
}

}  // namespace

PatternNetwork::PatternNetwork(Shape shape, std::uint32_t seed) : shape_(std::move(shape)) {
  std::size_t size = 0;
  const auto take = [&](std::size_t count) { return std::exchange(size, size + count); };
  for (std::size_t kind = 0; kind < place_kinds; ++kind) {
    rows_at_[kind] = take(shape_.rows[kind] * shape_.dimensions[kind]);
    dimensions_ += shape_.dimensions[kind];
  }
  const std::size_t end_of_rows = size;
  for (const PatternGroup& group : shape_.groups) {
    weights_at_.push_back(take(std::size_t{group.width} * group.count * dimensions_));
    first_pattern_.push_back(patterns_);
    patterns_ += group.count;
  }
  bias_at_ = take(patterns_);
  share_at_ = take(patterns_);
  base_at_ = take(1);
  joints_at_ = take(shape_.joints * patterns_);
  joint_bias_at_ = take(shape_.joints);
  joint_share_at_ = take(shape_.joints);
  types_at_ = take(patterns_ * violation_types);
  joint_types_at_ = take(shape_.joints * violation_types);
  type_bias_at_ = take(violation_types);
  for (auto* each : {&values_, &gradient_, &mean_, &spread_}) each->assign(size, 0);

  std::mt19937 random(seed);
  const auto fill = [&](std::size_t from, std::size_t count, float most) {
    for (std::size_t at = from; at < from + count; ++at)
      values_[at] = most * static_cast<float>(static_cast<double>(random()) / 2147483648.0 - 1);
  };
  fill(0, end_of_rows, 0.25F);
  for (std::size_t group = 0; group < shape_.groups.size(); ++group) {
    const std::size_t inputs = shape_.groups[group].width * dimensions_;
    fill(weights_at_[group], inputs * shape_.groups[group].count, 1.5F * std::sqrt(3.0F / static_cast<float>(inputs)));
  }
  fill(share_at_, patterns_, 0.1F);
  fill(joints_at_, shape_.joints * patterns_, 0.1F);
  fill(joint_share_at_, shape_.joints, 0.2F);
  turned_.resize((bias_at_ - weights_at_.front()) / patterns_in_bundle);
  for (std::size_t kind = 1; kind < place_kinds; ++kind)  // the unknown adds nothing; a class has two rows
    std::fill_n(&values_[rows_at_[kind]], (kind == of_words ? 2 : 1) * shape_.dimensions[kind], 0.0F);
  turn_weights();
}

// For the forward pass, in the order in which it reads them: by group, bundle of patterns, place, dimension.
void PatternNetwork::turn_weights() {
  static_assert(pattern_lanes % patterns_in_bundle == 0);
  auto to = turned_.begin();
  for (std::size_t group = 0; group < shape_.groups.size(); ++group) {
    const auto [width, count] = shape_.groups[group];
    const std::size_t inputs = width * dimensions_;
    for (std::size_t first = 0; first < count; first += patterns_in_bundle)
      for (std::size_t input = 0; input < inputs; ++input, ++to)
        for (std::size_t p = 0; p < patterns_in_bundle; ++p)
          to->weights[p] = values_[weights_at_[group] + (first + p) * inputs + input];
  }
}

// Between sentences stand points of nothing, where patterns reach beyond.
void PatternNetwork::forward(const Row& row, Activity& out) const {
  out.points_of.clear();
  out.points.assign(between_sentences * dimensions_, 0);
  for (std::size_t at = 0; at < row.rows.size(); ++at) {
    out.points_of.push_back(out.points.size() / dimensions_);
    for (std::size_t kind = 0; kind < place_kinds; ++kind) {
      const float* const from = &values_[row_at(kind, row.rows[at][kind])];
      out.points.insert(out.points.end(), from, from + shape_.dimensions[kind]);
    }
    if (at + 1 == row.sentence[at].end) out.points.resize(out.points.size() + between_sentences * dimensions_);
  }
  out.fits.resize(row.rows.size() * patterns_);
  for (std::size_t group = 0; group < shape_.groups.size(); ++group) lay(group, row, out);
}

// Patterns lie side by side, so that no sum depends on how wide the machine computes.
JIAXIN_WIDE void PatternNetwork::lay(std::size_t number, const Row& row, Activity& out) const {
  const auto [width, count] = shape_.groups[number];
  const std::size_t inputs = width * dimensions_;
  const PatternBundle* const weights = &turned_[(weights_at_[number] - weights_at_[0]) / patterns_in_bundle];
  for (std::size_t first = 0; first < row.rows.size();) {
    const std::size_t places = std::min<std::size_t>(laid_together, row.sentence[first].end - first);
    const float* const points = &out.points[(out.points_of[first] - width / 2) * dimensions_];
    for (std::size_t bundle = 0; bundle < count / patterns_in_bundle; ++bundle) {
      const std::size_t pattern = first_pattern_[number] + bundle * patterns_in_bundle;
      std::array<Lanes, laid_together> sum;
      for (Lanes& each : sum) std::memcpy(&each, &values_[bias_at_ + pattern], sizeof each);
      for (std::size_t input = 0; input < inputs; ++input) {
        Lanes weight;
        std::memcpy(&weight, &weights[bundle * inputs + input], sizeof weight);
        for (std::size_t at = 0; at < laid_together; ++at) sum[at] += points[at * dimensions_ + input] * weight;
      }
      for (std::size_t at = 0; at < places; ++at)
        std::memcpy(&out.fits[(first + at) * patterns_ + pattern], &sum[at], sizeof sum[at]);
    }
    first += places;
  }
}

JIAXIN_WIDE Pooled PatternNetwork::pool(const Activity& activity, std::size_t begin, std::size_t end,
                                        std::span<const float> mask) const {
  Pooled pooled{values_[base_at_], std::vector<float>(patterns_), std::vector<std::int32_t>(patterns_, -1)};
  for (std::size_t at = begin; at < end; ++at) {
    const float* const fits = &activity.fits[at * patterns_];
    for (std::size_t p = 0; p < patterns_; ++p)
      if (fits[p] > pooled.best[p]) {
        pooled.best[p] = fits[p];
        pooled.where[p] = static_cast<std::int32_t>(at);
      }
  }
  for (std::size_t p = 0; p < patterns_; ++p) pooled.score += pooled.best[p] * mask[p] * values_[share_at_ + p];
  join(pooled, mask);
  return pooled;
}

JIAXIN_WIDE void PatternNetwork::join(Pooled& pooled, std::span<const float> mask) const {
  const std::size_t units = shape_.joints;
  const float* const bias = &values_[joint_bias_at_];
  pooled.above.assign(bias, bias + units);
  for (std::size_t p = 0; p < patterns_; ++p) {
    const float* const weights = &values_[joints_at_ + p * units];
    const float fit = pooled.best[p] * mask[p];
    for (std::size_t unit = 0; unit < units; ++unit) pooled.above[unit] += fit * weights[unit];
  }
  for (std::size_t unit = 0; unit < units; ++unit) {
    pooled.above[unit] = std::max(0.0F, pooled.above[unit]);
    pooled.score += pooled.above[unit] * values_[joint_share_at_ + unit];
  }
}

// The more likely it takes one type for, the less the others: softmax.
JIAXIN_WIDE void PatternNetwork::backward_types(const Pooled& pooled, std::span<const float> mask, std::size_t type,
                                                Slopes& slopes) {
  constexpr std::size_t types = violation_types;
  std::array<float, types> score;
  std::copy_n(&values_[type_bias_at_], types, score.begin());
  const auto add_share = [&](float given, std::size_t weights) {
    for (std::size_t t = 0; t < types; ++t) score[t] += given * values_[weights + t];
  };
  for (std::size_t p = 0; p < patterns_; ++p) add_share(pooled.best[p] * mask[p], types_at_ + p * types);
  for (std::size_t u = 0; u < shape_.joints; ++u) add_share(pooled.above[u], joint_types_at_ + u * types);

  std::array<double, types> power;
  const float most = *std::max_element(score.begin(), score.end());
  double all = 0;
  for (std::size_t t = 0; t < types; ++t) all += power[t] = exponential(static_cast<double>(score[t] - most));
  std::array<float, types> of_type;
  for (std::size_t t = 0; t < types; ++t)
    of_type[t] = worth_types * static_cast<float>(power[t] / all - (t == type ? 1 : 0));

  const auto blame = [&](float given, std::size_t weights) {
    float of_given = 0;
    for (std::size_t t = 0; t < types; ++t) {
      of_given += of_type[t] * values_[weights + t];
      gradient_[weights + t] += of_type[t] * given;
    }
    return of_given;
  };
  for (std::size_t p = 0; p < patterns_; ++p)
    slopes.of_pattern[p] += blame(pooled.best[p] * mask[p], types_at_ + p * types);
  for (std::size_t u = 0; u < shape_.joints; ++u)
    if (pooled.above[u] > 0) slopes.of_unit[u] += blame(pooled.above[u], joint_types_at_ + u * types);
  for (std::size_t t = 0; t < types; ++t) gradient_[type_bias_at_ + t] += of_type[t];
}

JIAXIN_WIDE void PatternNetwork::backward_joints(const Pooled& pooled, std::span<const float> mask, float slope,
                                                 Slopes& slopes) {
  const std::size_t units = shape_.joints;
  auto& [of_pattern, of_unit] = slopes;
  for (std::size_t unit = 0; unit < units; ++unit) {
    if (pooled.above[unit] <= 0) continue;
    of_unit[unit] += slope * values_[joint_share_at_ + unit];
    gradient_[joint_share_at_ + unit] += slope * pooled.above[unit];
    gradient_[joint_bias_at_ + unit] += of_unit[unit];
  }
  for (std::size_t p = 0; p < patterns_; ++p) {
    const float* const weights = &values_[joints_at_ + p * units];
    float* const gradient = &gradient_[joints_at_ + p * units];
    const float fit = pooled.best[p] * mask[p];
    for (std::size_t unit = 0; unit < units; ++unit) of_pattern[p] += of_unit[unit] * weights[unit];
    for (std::size_t unit = 0; unit < units; ++unit) gradient[unit] += of_unit[unit] * fit;
  }
}

void PatternNetwork::backward(const Row& row, const Activity& activity, const Pooled& pooled,
                              std::span<const float> mask, const Lesson& lesson) {
  const float slope = lesson.slope;
  gradient_[base_at_] += slope;
  Slopes slopes{std::vector<float>(patterns_), std::vector<float>(shape_.joints)};
  if (lesson.type) backward_types(pooled, mask, *lesson.type, slopes);
  backward_joints(pooled, mask, slope, slopes);
  for (std::size_t group = 0; group < shape_.groups.size(); ++group)
    for (std::size_t p = 0; p < shape_.groups[group].count; ++p) {
      const std::size_t pattern = first_pattern_[group] + p;
      if (pooled.where[pattern] < 0 || mask[pattern] == 0) continue;
      gradient_[share_at_ + pattern] += slope * mask[pattern] * pooled.best[pattern];
      const float of_fit = mask[pattern] * (slope * values_[share_at_ + pattern] + slopes.of_pattern[pattern]);
      gradient_[bias_at_ + pattern] += of_fit;
      backward(row, activity, group, p, pooled.where[pattern], of_fit);
    }
}

void PatternNetwork::backward(const Row& row, const Activity& activity, std::size_t group, std::size_t pattern,
                              std::int32_t where, float slope) {
  const std::size_t width = shape_.groups[group].width;
  const auto [begin, end] = row.sentence[static_cast<std::size_t>(where)];
  for (std::size_t place = 0; place < width; ++place) {
    const std::int64_t at = where + static_cast<std::int64_t>(place) - width / 2;
    if (at < begin || at >= end) continue;
    const float* point = &activity.points[activity.points_of[static_cast<std::size_t>(at)] * dimensions_];
    std::size_t weight = weights_at_[group] + (pattern * width + place) * dimensions_;
    for (std::size_t kind = 0; kind < place_kinds; ++kind) {
      const std::uint32_t number = row.rows[static_cast<std::size_t>(at)][kind];
      const bool known = kind == 0 || number > 0;
      const std::size_t point_at = row_at(kind, number);
      const std::size_t count = shape_.dimensions[kind];
      add(&gradient_[weight], point, slope, count);
      if (known) add(&gradient_[point_at], &values_[weight], slope, count);
      point += count;
      weight += count;
    }
  }
}

JIAXIN_WIDE void PatternNetwork::step(float rate, std::size_t texts) {
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
  turn_weights();
}

void PatternNetwork::remember() {
  remembered_.resize(values_.size());
  for (std::size_t at = 0; at < values_.size(); ++at) remembered_[at] += static_cast<double>(values_[at]);
  ++memories_;
}

void PatternNetwork::settle() {
  for (std::size_t at = 0; at < values_.size(); ++at)
    values_[at] = static_cast<float>(remembered_.at(at) / static_cast<double>(memories_));
  turn_weights();
}

PatternTables PatternNetwork::tables() const {
  PatternTables tables;
  tables.dimensions = shape_.dimensions;
  tables.groups = shape_.groups;
  const std::span<const float> all(values_);
  for (std::size_t kind = 0; kind < place_kinds; ++kind)
    std::tie(tables.scale[kind], tables.rows[kind]) =
        bytes_of(all.subspan(rows_at_[kind], shape_.rows[kind] * shape_.dimensions[kind]));
  for (std::size_t group = 0; group < shape_.groups.size(); ++group) {
    const auto [width, count] = shape_.groups[group];
    const std::size_t inputs = width * dimensions_;
    std::vector<float> by_input;
    for (std::size_t input = 0; input < inputs; ++input)
      for (std::size_t p = 0; p < count; ++p) by_input.push_back(values_[weights_at_[group] + p * inputs + input]);
    const auto [scale, bytes] = bytes_of(by_input);
    tables.group_scale.push_back(scale);
    tables.weights.insert(tables.weights.end(), bytes.begin(), bytes.end());
  }
  const auto part = [&](std::size_t from) { return all.subspan(from, patterns_); };
  tables.bias.assign(part(bias_at_).begin(), part(bias_at_).end());
  tables.share.assign(part(share_at_).begin(), part(share_at_).end());
  tables.base = values_[base_at_];
  std::vector<float> by_unit;
  for (std::size_t unit = 0; unit < shape_.joints; ++unit)
    for (std::size_t p = 0; p < patterns_; ++p) by_unit.push_back(values_[joints_at_ + p * shape_.joints + unit]);
  std::tie(tables.joint_scale, tables.joints) = bytes_of(by_unit);
  const auto of_units = [&](std::size_t from) { return all.subspan(from, shape_.joints); };
  tables.joint_bias.assign(of_units(joint_bias_at_).begin(), of_units(joint_bias_at_).end());
  tables.joint_share.assign(of_units(joint_share_at_).begin(), of_units(joint_share_at_).end());
  return tables;
}

}  // namespace jiaxin::policy::training
