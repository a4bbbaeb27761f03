#include "pattern_network.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>
#include <random>
#include <span>
#include <stdexcept>
#include <tuple>
#include <utility>
#include <vector>

#include "unit/policy/places_of_signs.hpp"
#include "unit/policy_training/plain_head.hpp"
#include "unit/policy_training/rows.hpp"

namespace jiaxin::policy::training::pattern_network_test {
namespace {

constexpr std::uint16_t few = patterns_in_bundle;

struct Shape {
  std::array<std::uint16_t, place_kinds> dimensions;
  std::vector<PatternGroup> groups;
  std::array<std::size_t, place_kinds> rows;
  std::size_t joints;
};

struct Activity {
  PointActivity points;
  FitActivity fits;
};

// The network with its points and all numbers of both.
class Network {
 public:
  Network(const Shape& shape, std::uint32_t seed)
      : random_(seed),
        points_({shape.dimensions, shape.rows}, all_, random_),
        network_(shape.groups, shape.joints, points_, all_, random_) {}

  std::size_t patterns() const { return network_.patterns(); }
  void forward(const Row& row, Activity& out) const {
    points_.forward(all_, row, out.points);
    network_.forward(all_, row, out.points, out.fits);
  }
  PooledFits pool(const Activity& activity, PlaceRange passage, std::span<const float> mask) const {
    return network_.pool(all_, activity.fits, passage, mask);
  }
  void backward(const Row& row, const Activity& activity, const PooledFits& pooled, std::span<const float> mask,
                const Lesson& lesson) {
    network_.backward(all_, row, activity.points, pooled, mask, lesson);
  }
  void step(float rate, std::size_t texts) {
    all_.step(rate, texts);
    network_.turn(all_);
  }
  void remember() { all_.remember(); }
  void settle() {
    all_.settle();
    network_.turn(all_);
  }
  PointTables points() const { return points_.tables(all_); }
  PatternTables tables() const { return network_.tables(all_); }
  std::span<const float> values() const { return all_.values(); }
  std::span<const float> gradient() const { return all_.gradient(); }

 private:
  Parameters all_;
  std::mt19937 random_;
  PointSpace points_;
  PatternNetwork network_;
};

Shape small_shape(std::vector<PatternGroup> groups) { return {{3, 2, 2, 1}, std::move(groups), {6, 5, 8, 4}, 6}; }

struct Task {
  Row row;
  PlaceRange passage;
  std::vector<float> mask;
  bool violation = false;
  std::optional<std::size_t> type;
};

// The passage is the second and third of four sentences; a third of the patterns is dropped.
Task task(const Shape& shape, std::size_t patterns, std::optional<std::size_t> type, std::mt19937& random) {
  constexpr std::array<std::uint32_t, 4> lengths{3, 5, 2, 4};
  Task made{drawn_row(shape.rows, lengths, random), {3, 10}, std::vector<float>(patterns), type.has_value(), type};
  for (float& each : made.mask) each = random() % 3 == 0 ? 0.0F : 1.5F;
  return made;
}

PooledFits read(const Network& network, const Task& task, Activity& activity) {
  network.forward(task.row, activity);
  return network.pool(activity, task.passage, task.mask);
}

void teach(Network& network, const Task& task) {
  Activity activity;
  const PooledFits pooled = read(network, task, activity);
  const float slope = 1 / (1 + std::exp(-pooled.head.score)) - (task.violation ? 1.0F : 0.0F);
  network.backward(task.row, activity, pooled, task.mask, {slope, task.type});
}

// After some lessons, so that no bias and no weight of a type is zero any more.
Network taught(const Shape& shape, std::uint32_t seed) {
  Network network(shape, seed);
  std::mt19937 random(3);
  for (std::size_t lesson = 0; lesson < 24; ++lesson) {
    const auto type = lesson % 3 == 0 ? std::nullopt : std::optional(lesson % violation_types);
    teach(network, task(shape, network.patterns(), type, random));
    network.step(0.01F, 1);
  }
  return network;
}

// What the header says, in doubles and as plainly as can be.
class Plain {
 public:
  Plain(const Shape& shape, std::span<const float> given) : values(given.begin(), given.end()), shape_(shape) {
    for (std::size_t kind = 0; kind < place_kinds; ++kind)
      rows_[kind] = take_(shape.rows[kind] * shape.dimensions[kind]);
    const auto dimensions = std::accumulate(shape.dimensions.begin(), shape.dimensions.end(), std::size_t{0});
    for (const auto& [width, count] : shape.groups)
      for (std::size_t p = 0; p < count; ++p) patterns_.push_back({width, take_(width * dimensions)});
    bias_ = take_(patterns_.size());
    head_.emplace(patterns_.size(), shape.joints, take_);
    EXPECT_EQ(take_(0), given.size());
  }

  double fit(const Row& row, std::size_t at, std::size_t pattern) const {
    const auto [width, weights] = patterns_[pattern];
    double sum = values[bias_ + pattern];
    std::size_t weight = weights;
    for (std::size_t place = 0; place < width; ++place)
      for (std::size_t kind = 0; kind < place_kinds; ++kind)
        for (std::size_t d = 0; d < shape_.dimensions[kind]; ++d)
          sum += coordinate(row, at, static_cast<std::int64_t>(at + place) - width / 2, kind, d) * values[weight++];
    return sum;
  }
  double best(const Task& task, std::size_t pattern) const {
    double best = 0;
    for (std::size_t at = task.passage.begin; at < task.passage.end; ++at)
      best = std::max(best, fit(task.row, at, pattern));
    return best;
  }

  PlainHead::Scores scores(const Task& task) const {
    std::vector<double> numbers;
    for (std::size_t p = 0; p < patterns_.size(); ++p)
      numbers.push_back(best(task, p) * static_cast<double>(task.mask[p]));
    return head_->scores(values, numbers);
  }
  double loss(const Task& task) const { return plain_loss(scores(task), task.type); }

  std::vector<double> values;

 private:
  struct Pattern {
    std::uint16_t width;
    std::size_t weights;
  };

  // What is unknown, or stands in another sentence than `seen_from`, is nothing.
  double coordinate(const Row& row, std::size_t seen_from, std::int64_t at, std::size_t kind, std::size_t d) const {
    const auto [begin, end] = row.sentence[seen_from];
    if (at < begin || at >= end) return 0;
    const std::uint32_t number = row.rows[static_cast<std::size_t>(at)][kind];
    return kind > 0 && number == 0 ? 0 : values[rows_[kind] + number * shape_.dimensions[kind] + d];
  }

  Shape shape_;
  Taken take_;
  std::array<std::size_t, place_kinds> rows_{};
  std::vector<Pattern> patterns_;
  std::size_t bias_ = 0;
  std::optional<PlainHead> head_;
};

void expect_plain_fits(const Network& network, const Plain& plain, const Row& row, const Activity& activity) {
  ASSERT_EQ(activity.fits.size(), row.rows.size() * network.patterns());
  for (std::size_t at = 0; at < row.rows.size(); ++at)
    for (std::size_t p = 0; p < network.patterns(); ++p)
      ASSERT_NEAR(activity.fits[at * network.patterns() + p], plain.fit(row, at, p), 1e-5) << at << ' ' << p;
}

TEST(PatternNetwork, AFitIsThePlainSumOverTheSentence) {
  std::vector<PatternGroup> groups;
  for (std::uint16_t width = 1; width <= widest_pattern; ++width)
    groups.push_back({width, static_cast<std::uint16_t>(width % 3 == 0 ? 2 * few : few)});
  const Shape shape = small_shape(groups);
  const Network network = taught(shape, 1);
  const Plain plain(shape, network.values());
  std::mt19937 random(2);
  Activity activity;  // the same for all rows: nothing of the one before must be left
  constexpr std::array<std::uint32_t, 14> in_a_row{1, 12, 2, 11, 3, 10, 4, 9, 5, 8, 6, 7, 1, 1};
  const Row all = drawn_row(shape.rows, in_a_row, random);
  network.forward(all, activity);
  expect_plain_fits(network, plain, all, activity);
  for (std::uint32_t length = 1; length <= 12; ++length) {
    const Row one = drawn_row(shape.rows, {&length, 1}, random);
    network.forward(one, activity);
    expect_plain_fits(network, plain, one, activity);
  }
}

TEST(PatternNetwork, APassageHasTheBestPlaceOfEachPattern) {
  const Shape shape = small_shape({{2, few}, {3, 2 * few}});
  const Network network = taught(shape, 1);
  std::mt19937 random(4);
  const Task given = task(shape, network.patterns(), std::nullopt, random);
  Activity activity;
  const PooledFits pooled = read(network, given, activity);
  std::size_t nowhere = 0;
  for (std::size_t p = 0; p < network.patterns(); ++p) {
    const auto fit = [&](std::size_t at) { return activity.fits[at * network.patterns() + p]; };
    float best = 0;
    std::int32_t where = -1;
    for (std::size_t at = given.passage.begin; at < given.passage.end; ++at)
      if (fit(at) > best) {
        best = fit(at);
        where = static_cast<std::int32_t>(at);
      }
    EXPECT_EQ(pooled.best[p], best) << p;
    EXPECT_EQ(pooled.where[p], where) << p;
    nowhere += where < 0 ? 1 : 0;
  }
  EXPECT_GT(nowhere, 0u);
  EXPECT_LT(nowhere, network.patterns());
  EXPECT_NEAR(pooled.head.score, Plain(shape, network.values()).scores(given).violation, 1e-4);
}

TEST(PatternNetwork, OfPlacesThatFitAlikeTheFirstIsTaken) {
  const Shape shape = small_shape({{1, few}});
  const Network network(shape, 1);
  const Row row{{{1, 1, 2, 1}, {1, 1, 2, 1}}, {{0, 2}, {0, 2}}};
  Activity activity;
  network.forward(row, activity);
  const PooledFits pooled = network.pool(activity, {0, 2}, std::vector<float>(few, 1));
  EXPECT_GT(std::count(pooled.where.begin(), pooled.where.end(), 0), 0);
  EXPECT_EQ(std::count(pooled.where.begin(), pooled.where.end(), 1), 0);
}

// The network's exponential is off by a thousandth of what it gives here.
void expect_slopes(std::optional<std::size_t> type) {
  const Shape shape = small_shape({{2, few}, {3, 2 * few}});
  Network network = taught(shape, 1);
  Plain plain(shape, network.values());
  std::mt19937 random(6);
  const Task given = task(shape, network.patterns(), type, random);
  Activity activity;
  const auto above = read(network, given, activity).head.above;
  const auto silent = std::count(above.begin(), above.end(), 0.0F);
  ASSERT_GT(silent, 0);  // both sides of what a unit gives
  ASSERT_LT(silent, static_cast<std::ptrdiff_t>(above.size()));

  teach(network, given);
  std::size_t sloping = 0;
  for (std::size_t at = 0; at < plain.values.size(); ++at) {
    const double slope = plain_slope(plain.values, at, 1e-5, [&] { return plain.loss(given); });
    EXPECT_NEAR(network.gradient()[at], slope, 1e-5 + 2e-3 * std::abs(slope)) << at;
    sloping += std::abs(slope) > 1e-3 ? 1 : 0;
  }
  EXPECT_GT(sloping, plain.values.size() / 5);
}

TEST(PatternNetwork, LearnsFromWhatIsLawfulAlongItsLoss) { expect_slopes(std::nullopt); }

TEST(PatternNetwork, LearnsFromAViolationAlongItsLossWithTheTypes) {
  for (std::size_t type = 0; type < violation_types; type += 3) expect_slopes(type);
}

TEST(PatternNetwork, LessonsAddUpUntilAStep) {
  const Shape shape = small_shape({{2, few}});
  Network network = taught(shape, 1);
  std::mt19937 random(8);
  const Task lawful = task(shape, network.patterns(), std::nullopt, random);
  const Task violation = task(shape, network.patterns(), 5, random);
  const auto gradient_of = [&](std::initializer_list<const Task*> lessons) {
    Network copy = network;
    for (const Task* lesson : lessons) teach(copy, *lesson);
    return std::vector<float>(copy.gradient().begin(), copy.gradient().end());
  };
  const auto first = gradient_of({&lawful}), second = gradient_of({&violation});
  const auto both = gradient_of({&lawful, &violation});
  for (std::size_t at = 0; at < both.size(); ++at) EXPECT_NEAR(both[at], first[at] + second[at], 1e-5) << at;

  teach(network, lawful);
  network.step(0.001F, 1);
  for (const float slope : network.gradient()) EXPECT_EQ(slope, 0);
}

TEST(PatternNetwork, StepsLowerTheLoss) {
  const Shape shape = small_shape({{2, few}, {3, few}});
  Network network(shape, 1);
  std::mt19937 random(9);
  const Task given = task(shape, network.patterns(), 2, random);
  double before = Plain(shape, network.values()).loss(given);
  for (int step = 0; step < 10; ++step) {
    teach(network, given);
    network.step(0.001F, 1);
    const double after = Plain(shape, network.values()).loss(given);
    EXPECT_LT(after, before);
    before = after;
  }
}

TEST(PatternNetwork, SettlesOnTheMeanOfWhatItRemembers) {
  const Shape shape = small_shape({{2, few}});
  Network network(shape, 1);
  EXPECT_THROW(Network(network).settle(), std::out_of_range);
  const std::vector<float> first(network.values().begin(), network.values().end());
  network.remember();
  std::mt19937 random(10);
  const Task given = task(shape, network.patterns(), 2, random);
  teach(network, given);
  network.step(0.1F, 1);
  const std::vector<float> second(network.values().begin(), network.values().end());
  network.remember();
  network.settle();
  for (std::size_t at = 0; at < first.size(); ++at)
    EXPECT_NEAR(network.values()[at], (first[at] + second[at]) / 2, 1e-6) << at;
  Activity activity;
  network.forward(given.row, activity);
  expect_plain_fits(network, Plain(shape, network.values()), given.row, activity);
}

TEST(PatternNetwork, TheSameSeedGivesTheSameTables) {
  const auto numbers = [](const PatternTables& t) {
    return std::tie(t.laid.scale, t.laid.weights, t.laid.bias, t.head.share, t.head.base, t.head.joint_scale,
                    t.head.joints, t.head.joint_bias, t.head.joint_share);
  };
  const Shape shape = small_shape({{2, pattern_lanes}, {5, pattern_lanes}});
  const PatternTables once = taught(shape, 7).tables();
  EXPECT_EQ(numbers(once), numbers(taught(shape, 7).tables()));
  EXPECT_NE(once.laid.weights, taught(shape, 8).tables().laid.weights);
  EXPECT_EQ(taught(shape, 7).points().rows, taught(shape, 7).points().rows);
}

Shape shape_for_places() {
  return {{5, 3, 2, 2}, {{2, pattern_lanes}, {3, 2 * pattern_lanes}, {9, pattern_lanes}}, rows_for_letters(), 16};
}

// Were weights or joints in another order in the tables, these would be sums of others.
TEST(PatternNetwork, ItsTablesMakeAPatternNetOfTheSameFits) {
  const Network network = taught(shape_for_places(), 1);
  const PatternNet net(named(network.points()), network.tables());
  const std::vector<float> mask(network.patterns(), 1);
  for (const auto signs : {U"作", U"业本", U"本a作业", U"作业本在作文本业a作作业本"}) {
    const auto sentence = places_of_signs(signs);
    Activity activity;
    network.forward(row_of(sentence), activity);
    const PooledFits pooled = network.pool(activity, {0, static_cast<std::uint32_t>(sentence.size())}, mask);
    const auto fits = net.fits(sentence);
    ASSERT_EQ(fits.size(), pooled.best.size());
    for (std::size_t p = 0; p < fits.size(); ++p) EXPECT_NEAR(fits[p] / 256.0, pooled.best[p], 0.02) << p;
    EXPECT_GT(std::accumulate(pooled.head.above.begin(), pooled.head.above.end(), 0.0F), 0.01F);
    EXPECT_NEAR(net.score(fits), pooled.head.score, 0.01);
  }
}

}  // namespace
}  // namespace jiaxin::policy::training::pattern_network_test
