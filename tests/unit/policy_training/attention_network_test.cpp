#include "attention_network.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <random>
#include <span>
#include <vector>

#include "unit/policy/places_of_signs.hpp"
#include "unit/policy_training/plain_head.hpp"
#include "unit/policy_training/rows.hpp"

namespace jiaxin::policy::training::attention_network_test {
namespace {

constexpr std::size_t units = attention_units, joints = 4;
constexpr std::array<std::uint16_t, place_kinds> dimensions{3, 2, 2, 1};
constexpr std::size_t all_dimensions = 8;
constexpr RowCounts few_rows{6, 5, 8, 4};

using Mask = std::vector<float>;

// The network with its points and all numbers of both.
struct Network {
  Network(PointShape shape, std::uint32_t seed)
      : random(seed), points(shape, all, random), points_end(all.size()), network(joints, points, all, random) {}

  PooledUnits read(const Row& row, PlaceRange passage, const Mask& mask) {
    points.forward(all, row, at_points);
    network.forward(all, row, at_points, activity);
    return network.pool(all, activity, passage, mask);
  }
  void teach(const Row& row, PlaceRange passage, const Mask& mask, std::optional<std::size_t> type) {
    const PooledUnits pooled = read(row, passage, mask);
    const float slope = 1 / (1 + std::exp(-pooled.head.score)) - (type ? 1.0F : 0.0F);
    network.backward(all, row, at_points, activity, passage, pooled, mask, {slope, type});
  }
  void step(float rate) {
    all.step(rate, 1);
    network.turn(all);
  }

  Parameters all;
  std::mt19937 random;
  PointSpace points;
  std::size_t points_end;
  AttentionNetwork network;
  PointActivity at_points;
  AttentionActivity activity;
};

Mask drawn_mask(std::mt19937& random) {
  Mask mask(pooled_units);
  for (float& one : mask) one = random() % 4 == 0 ? 0.0F : 1.25F;
  return mask;
}

const Mask& whole_mask() {
  static const Mask mask(pooled_units, 1);
  return mask;
}

Network taught(std::uint32_t seed) {
  Network network({dimensions, few_rows}, seed);
  std::mt19937 random(3);
  constexpr std::array<std::uint32_t, 3> lengths{3, 5, 2};
  for (std::size_t lesson = 0; lesson < 12; ++lesson) {
    network.teach(drawn_row(few_rows, lengths, random), {3, 10}, drawn_mask(random),
                  lesson % 3 == 0 ? std::nullopt : std::optional(lesson % violation_types));
    network.step(0.01F);
  }
  return network;
}

// What the headers say, in doubles and as plainly as can be.
class Plain {
 public:
  explicit Plain(std::span<const float> given) : values(given.begin(), given.end()) {
    for (std::size_t kind = 0; kind < place_kinds; ++kind) rows_[kind] = take_(few_rows[kind] * dimensions[kind]);
    near_ = layer(near_width * all_dimensions, units);
    ask_ = layer(units, 3 * units);
    gather_ = layer(units, units);
    widen_ = layer(units, hidden_units);
    narrow_ = layer(hidden_units, units);
    distance_ = take_(attention_heads * distance_bins);
    head_.emplace(pooled_units, joints, take_);
    EXPECT_EQ(take_(0), given.size());
  }

  using Numbers = std::vector<double>;

  std::vector<Numbers> sentence(const Row& row, PlaceRange range) const {
    std::vector<Numbers> near, asked, out;
    for (std::size_t at = range.begin; at < range.end; ++at) {
      Numbers input;
      for (std::size_t beside = 0; beside < near_width; ++beside) {
        const std::size_t where = at + beside - 1;
        const Numbers point =
            where < range.begin || where >= range.end ? Numbers(all_dimensions) : point_of(row.rows[where]);
        input.insert(input.end(), point.begin(), point.end());
      }
      near.push_back(cut(apply(near_, input)));
      asked.push_back(apply(ask_, near.back()));
    }
    for (std::size_t at = 0; at < near.size(); ++at) {
      Numbers mixed = near[at];
      add(mixed, apply(gather_, gathered(asked, at)));
      const Numbers hidden = cut(apply(widen_, mixed));
      add(mixed, apply(narrow_, hidden));
      out.push_back(mixed);
    }
    return out;
  }

  PlainHead::Scores scores(const Row& row, PlaceRange passage, const Mask& mask) const {
    Numbers greatest(units, -1e9), sum(units);
    for (std::size_t first = passage.begin; first < passage.end; first = row.sentence[first].end)
      for (const Numbers& place : sentence(row, row.sentence[first]))
        for (std::size_t unit = 0; unit < units; ++unit) {
          greatest[unit] = std::max(greatest[unit], place[unit]);
          sum[unit] += place[unit];
        }
    Numbers numbers(2 * units);
    for (std::size_t unit = 0; unit < units; ++unit) {
      numbers[unit] = greatest[unit] * double{mask[unit]};
      numbers[units + unit] = sum[unit] / passage.size() * double{mask[units + unit]};
    }
    return head_->scores(values, numbers);
  }
  double loss(const Row& row, PlaceRange passage, const Mask& mask, std::optional<std::size_t> type) const {
    return plain_loss(scores(row, passage, mask), type);
  }

  std::vector<double> values;

 private:
  struct Layer {
    std::size_t weights, bias, inputs, outputs;
  };
  Layer layer(std::size_t inputs, std::size_t outputs) {
    const std::size_t weights = take_(inputs * outputs);
    return {weights, take_(outputs), inputs, outputs};
  }
  Numbers apply(const Layer& layer, const Numbers& in) const {
    Numbers out(&values[layer.bias], &values[layer.bias] + layer.outputs);
    for (std::size_t input = 0; input < layer.inputs; ++input)
      for (std::size_t output = 0; output < layer.outputs; ++output)
        out[output] += in[input] * values[layer.weights + input * layer.outputs + output];
    return out;
  }
  static Numbers cut(Numbers numbers) {
    for (double& each : numbers) each = std::max(0.0, each);
    return numbers;
  }
  static void add(Numbers& to, const Numbers& more) {
    for (std::size_t at = 0; at < to.size(); ++at) to[at] += more[at];
  }
  Numbers point_of(const RowNumbers& place) const {
    Numbers point;
    for (std::size_t kind = 0; kind < place_kinds; ++kind)
      for (std::size_t d = 0; d < dimensions[kind]; ++d)
        point.push_back(kind > 0 && place[kind] == 0 ? 0 : values[rows_[kind] + place[kind] * dimensions[kind] + d]);
    return point;
  }
  Numbers gathered(const std::vector<Numbers>& asked, std::size_t i) const {
    constexpr std::size_t part = units / attention_heads;
    Numbers found(units);
    for (std::size_t head = 0; head < attention_heads; ++head) {
      Numbers shares(asked.size());
      double all = 0;
      for (std::size_t j = 0; j < asked.size(); ++j) {
        const auto apart = static_cast<std::int64_t>(j) - static_cast<std::int64_t>(i);
        if (std::abs(apart) > std::int64_t{farthest_place}) continue;
        double fits = 0;
        for (std::size_t n = head * part; n < (head + 1) * part; ++n) fits += asked[i][n] * asked[j][units + n];
        const auto bin = static_cast<std::size_t>(std::clamp<std::int64_t>(apart, -16, 16) + 16);
        all += shares[j] = std::exp(fits / std::sqrt(double{part}) + values[distance_ + head * distance_bins + bin]);
      }
      for (std::size_t j = 0; j < asked.size(); ++j)
        for (std::size_t n = head * part; n < (head + 1) * part; ++n)
          found[n] += shares[j] / all * asked[j][2 * units + n];
    }
    return found;
  }

  Taken take_;
  std::array<std::size_t, place_kinds> rows_{};
  Layer near_{}, ask_{}, gather_{}, widen_{}, narrow_{};
  std::size_t distance_ = 0;
  std::optional<PlainHead> head_;
};

TEST(AttentionNetwork, IsThePlainSumOverTheSentence) {
  Network network = taught(1);
  const Plain plain(network.all.values());
  std::mt19937 random(2);
  constexpr std::array<std::uint32_t, 6> lengths{1, 12, 2, 70, 5, 140};  // some reach farther than a place sees
  const Row row = drawn_row(few_rows, lengths, random);
  const Mask mask = drawn_mask(random);
  network.read(row, {0, 1}, mask);
  for (std::uint32_t first = 0; first < row.rows.size(); first = row.sentence[first].end) {
    const auto expected = plain.sentence(row, row.sentence[first]);
    for (std::size_t at = 0; at < expected.size(); ++at)
      for (std::size_t unit = 0; unit < units; ++unit)
        ASSERT_NEAR(network.activity.out[(first + at) * units + unit], expected[at][unit], 2e-3) << first + at;
  }
  const PlaceRange passage{13, 85};
  EXPECT_NEAR(network.read(row, passage, mask).head.score, plain.scores(row, passage, mask).violation, 2e-3);
}

// Of every so manieth number, whether its slope is that of the loss.
void expect_slopes(std::span<const std::uint32_t> lengths, PlaceRange passage, std::optional<std::size_t> type,
                   std::size_t every) {
  Network network = taught(1);
  Plain plain(network.all.values());
  std::mt19937 random(6);
  const Row row = drawn_row(few_rows, lengths, random);
  const Mask mask = drawn_mask(random);
  network.teach(row, passage, mask, type);
  std::size_t sloping = 0;
  for (std::size_t at = 0; at < plain.values.size(); at += every) {
    const double slope = plain_slope(plain.values, at, 1e-6, [&] { return plain.loss(row, passage, mask, type); });
    ASSERT_NEAR(network.all.gradient()[at], slope, 2e-5 + 5e-3 * std::abs(slope)) << at;
    sloping += std::abs(slope) > 1e-3 ? 1 : 0;
  }
  EXPECT_GT(sloping, plain.values.size() / every / 50);
}

constexpr std::array<std::uint32_t, 4> short_lengths{3, 6, 1, 4};

TEST(AttentionNetwork, LearnsFromWhatIsLawfulAlongItsLoss) { expect_slopes(short_lengths, {3, 10}, std::nullopt, 1); }

TEST(AttentionNetwork, LearnsFromAViolationAlongItsLossWithTheTypes) { expect_slopes(short_lengths, {3, 10}, 5, 1); }

TEST(AttentionNetwork, LearnsWithinWhatAPlaceSees) {
  constexpr std::array<std::uint32_t, 3> lengths{2, 3 * farthest_place / 2, 2};
  expect_slopes(lengths, {2, 2 + lengths[1]}, 5, 97);
}

TEST(AttentionNetwork, OfNoPlacesItLearnsTheBaseOnly) {
  Network network({dimensions, few_rows}, 1);
  network.teach({}, {0, 0}, whole_mask(), std::nullopt);
  std::vector<float> sloping;
  for (const float slope : network.all.gradient())
    if (slope != 0) sloping.push_back(slope);
  EXPECT_EQ(sloping, std::vector<float>{0.5F});
}

TEST(AttentionNetwork, StepsLowerTheLoss) {
  Network network({dimensions, few_rows}, 1);
  std::mt19937 random(9);
  constexpr std::array<std::uint32_t, 2> lengths{4, 7};
  const Row row = drawn_row(few_rows, lengths, random);
  double before = Plain(network.all.values()).loss(row, {0, 11}, whole_mask(), 2);
  for (int step = 0; step < 10; ++step) {
    network.teach(row, {0, 11}, whole_mask(), 2);
    network.step(0.001F);
    const double after = Plain(network.all.values()).loss(row, {0, 11}, whole_mask(), 2);
    EXPECT_LT(after, before);
    before = after;
  }
}

// Were a matrix turned or parts in another order in the tables, these would be sums of others.
TEST(AttentionNetwork, ItsTablesMakeAnAttentionNetOfTheSameScores) {
  Network network({{5, 3, 2, 2}, rows_for_letters()}, 1);
  for (std::size_t at = network.points_end; at < network.all.size(); ++at)  // no bias and no distance is left at 0
    if (network.all[at] == 0) network.all.fill(at, 1, 1, network.random);
  network.network.turn(network.all);
  std::u32string longest;
  for (std::size_t at = 0; at < 100; ++at) longest += at % 7 == 0 ? U'a' : known_letters[at * at % 3];
  const AttentionNet net(named(network.points.tables(network.all)), network.network.tables(network.all));
  for (const std::u32string& signs : {std::u32string(U"作"), std::u32string(U"业本"), std::u32string(U"本a作业"),
                                      std::u32string(U"作业本在作文本业a作作业本"), longest}) {
    const auto sentence = places_of_signs(signs);
    const PooledUnits pooled =
        network.read(row_of(sentence), {0, static_cast<std::uint32_t>(sentence.size())}, whole_mask());
    EXPECT_GT(*std::max_element(pooled.head.numbers.begin(), pooled.head.numbers.end()), 0.1F);
    EXPECT_NEAR(net.score(net.gist(sentence)), pooled.head.score, 0.005) << sentence.size();
  }
}

}  // namespace
}  // namespace jiaxin::policy::training::attention_network_test
