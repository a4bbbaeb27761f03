#include "pattern_network.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

#include "bytes.hpp"
#include "wide.hpp"

namespace jiaxin::policy::training {
namespace {

using Lanes = float __attribute__((vector_size(sizeof(PatternBundle))));

std::size_t count_of(const std::vector<PatternGroup>& groups) {
  std::size_t count = 0;
  for (const PatternGroup& group : groups) count += group.count;
  return count;
}

std::size_t take_weights(const std::vector<PatternGroup>& groups, std::size_t dimensions,
                         std::vector<std::size_t>& weights_at, Parameters& all, std::mt19937& random) {
  for (const auto& [width, count] : groups) {
    const std::size_t inputs = width * dimensions;
    weights_at.push_back(all.take(inputs * count));
    all.fill(weights_at.back(), inputs * count, 1.5F * std::sqrt(3.0F / static_cast<float>(inputs)), random);
  }
  return all.take(count_of(groups));
}

}  // namespace

PatternNetwork::PatternNetwork(std::vector<PatternGroup> groups, std::size_t joints, const PointSpace& points,
                               Parameters& all, std::mt19937& random)
    : groups_(std::move(groups)),
      points_(points),
      patterns_(count_of(groups_)),
      bias_at_(take_weights(groups_, points.dimensions(), weights_at_, all, random)),
      head_(patterns_, joints, all, random) {
  std::size_t pattern = 0;
  for (const PatternGroup& group : groups_) first_pattern_.push_back(std::exchange(pattern, pattern + group.count));
  turned_.resize((bias_at_ - weights_at_.front()) / patterns_in_bundle);
  turn(all);
}

// For the forward pass, in the order in which it reads them: by group, bundle of patterns, place, dimension.
void PatternNetwork::turn(const Parameters& all) {
  static_assert(pattern_lanes % patterns_in_bundle == 0);
  auto to = turned_.begin();
  for (std::size_t group = 0; group < groups_.size(); ++group) {
    const auto [width, count] = groups_[group];
    const std::size_t inputs = width * points_.dimensions();
    for (std::size_t first = 0; first < count; first += patterns_in_bundle)
      for (std::size_t input = 0; input < inputs; ++input, ++to)
        for (std::size_t p = 0; p < patterns_in_bundle; ++p)
          to->weights[p] = all[weights_at_[group] + (first + p) * inputs + input];
  }
}

void PatternNetwork::forward(const Parameters& all, const Row& row, const PointActivity& points,
                             FitActivity& out) const {
  out.resize(row.rows.size() * patterns_);
  for (std::size_t group = 0; group < groups_.size(); ++group) lay(all, group, row, points, out);
}

// Patterns lie side by side, so that no sum depends on how wide the machine computes.
JIAXIN_WIDE void PatternNetwork::lay(const Parameters& all, std::size_t number, const Row& row,
                                     const PointActivity& given, FitActivity& out) const {
  const auto [width, count] = groups_[number];
  const std::size_t dimensions = points_.dimensions();
  const std::size_t inputs = width * dimensions;
  const PatternBundle* const weights = &turned_[(weights_at_[number] - weights_at_[0]) / patterns_in_bundle];
  for (std::size_t first = 0; first < row.rows.size();) {
    const std::size_t places = std::min<std::size_t>(laid_together, row.sentence[first].end - first);
    const float* const points = &given.all[(given.at[first] - width / 2) * dimensions];
    for (std::size_t bundle = 0; bundle < count / patterns_in_bundle; ++bundle) {
      const std::size_t pattern = first_pattern_[number] + bundle * patterns_in_bundle;
      std::array<Lanes, laid_together> sum;
      for (Lanes& each : sum) std::memcpy(&each, all.value(bias_at_ + pattern), sizeof each);
      for (std::size_t input = 0; input < inputs; ++input) {
        Lanes weight;
        std::memcpy(&weight, &weights[bundle * inputs + input], sizeof weight);
        for (std::size_t at = 0; at < laid_together; ++at) sum[at] += points[at * dimensions + input] * weight;
      }
      for (std::size_t at = 0; at < places; ++at)
        std::memcpy(&out[(first + at) * patterns_ + pattern], &sum[at], sizeof sum[at]);
    }
    first += places;
  }
}

JIAXIN_WIDE PooledFits PatternNetwork::pool(const Parameters& all, const FitActivity& activity, PlaceRange passage,
                                            std::span<const float> mask) const {
  PooledFits pooled{std::vector<float>(patterns_), std::vector<std::int32_t>(patterns_, -1), {}};
  for (std::size_t at = passage.begin; at < passage.end; ++at) {
    const float* const fits = &activity[at * patterns_];
    for (std::size_t p = 0; p < patterns_; ++p)
      if (fits[p] > pooled.best[p]) {
        pooled.best[p] = fits[p];
        pooled.where[p] = static_cast<std::int32_t>(at);
      }
  }
  std::vector<float> kept(patterns_);
  for (std::size_t p = 0; p < patterns_; ++p) kept[p] = pooled.best[p] * mask[p];
  pooled.head = head_.forward(all, std::move(kept));
  return pooled;
}

void PatternNetwork::backward(Parameters& all, const Row& row, const PointActivity& points, const PooledFits& pooled,
                              std::span<const float> mask, const Lesson& lesson) const {
  const std::vector<float> slopes = head_.backward(all, pooled.head, lesson);
  for (std::size_t group = 0; group < groups_.size(); ++group)
    for (std::size_t p = 0; p < groups_[group].count; ++p) {
      const std::size_t pattern = first_pattern_[group] + p;
      if (pooled.where[pattern] < 0 || mask[pattern] == 0) continue;
      const float of_fit = mask[pattern] * slopes[pattern];
      *all.slope(bias_at_ + pattern) += of_fit;
      backward(all, row, points, group, p, pooled.where[pattern], of_fit);
    }
}

void PatternNetwork::backward(Parameters& all, const Row& row, const PointActivity& points, std::size_t group,
                              std::size_t pattern, std::int32_t where, float slope) const {
  const std::size_t width = groups_[group].width, dimensions = points_.dimensions();
  const auto [begin, end] = row.sentence[static_cast<std::size_t>(where)];
  for (std::size_t place = 0; place < width; ++place) {
    const std::int64_t at = where + static_cast<std::int64_t>(place) - width / 2;
    if (at < begin || at >= end) continue;
    const auto there = static_cast<std::size_t>(at);
    const float* const point = &points.all[points.at[there] * dimensions];
    const std::size_t weight = weights_at_[group] + (pattern * width + place) * dimensions;
    float* const gradient = all.slope(weight);
    for (std::size_t d = 0; d < dimensions; ++d) gradient[d] += slope * point[d];
    points_.backward(all, row.rows[there], all.value(weight), slope);
  }
}

PatternTables PatternNetwork::tables(const Parameters& all) const {
  PatternTables tables;
  tables.laid.groups = groups_;
  for (std::size_t group = 0; group < groups_.size(); ++group) {
    const auto [width, count] = groups_[group];
    const std::size_t inputs = width * points_.dimensions();
    std::vector<float> by_input;
    for (std::size_t input = 0; input < inputs; ++input)
      for (std::size_t p = 0; p < count; ++p) by_input.push_back(all[weights_at_[group] + p * inputs + input]);
    const auto [scale, bytes] = bytes_of(by_input);
    tables.laid.scale.push_back(scale);
    tables.laid.weights.insert(tables.laid.weights.end(), bytes.begin(), bytes.end());
  }
  tables.laid.bias.assign(all.value(bias_at_), all.value(bias_at_) + patterns_);
  tables.head = head_.tables(all);
  return tables;
}

}  // namespace jiaxin::policy::training
