#include "policy/model/attention_net.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "unit/policy/drawn_tables.hpp"
#include "unit/policy/places_of_signs.hpp"

namespace jiaxin::policy::attention_net_test {
namespace {

constexpr std::uint16_t dimension = 3;  // of every kind

struct Tables {
  PointTables points;
  AttentionTables attention;
  AttentionNet net() const { return {points, attention}; }
};

// For the letters 业, 作 and 本. What the net computes is held to a plain sum in unit/policy_training.
Tables tables() {
  std::mt19937 random(5);
  const auto matrix = [&](std::size_t inputs, std::size_t outputs) {
    return MatrixTables{0.01F, drawn_bytes(inputs * outputs, random), std::vector<float>(outputs, 0.1F)};
  };
  constexpr std::size_t units = attention_units;
  Tables made;
  made.points = drawn_points({U'业', U'作', U'本'}, dimension, 0.05F, random);
  made.attention.near = {{{near_width, attention_units}},
                         {0.05F},
                         drawn_bytes(near_width * units * place_kinds * dimension, random),
                         std::vector<float>(units, 0.25F)};
  made.attention.ask = matrix(units, 3 * units);
  made.attention.gather = matrix(units, units);
  made.attention.widen = matrix(units, hidden_units);
  made.attention.narrow = matrix(hidden_units, units);
  made.attention.distance.assign(attention_heads * distance_bins, 0);
  made.attention.head = {std::vector<float>(2 * units, 0.5F),
                         -1,
                         0.01F,
                         drawn_bytes(2 * 2 * units, random),
                         {0.5F, -0.5F},
                         {0.75F, -0.25F}};
  return made;
}

double score(const AttentionNet& net, std::u32string_view signs) { return net.score(net.gist(places_of_signs(signs))); }

using Sum = std::vector<std::int32_t>;

Sum sum_of(const AttentionNet& net, const std::u32string& signs) { return net.gist(places_of_signs(signs)).sum; }

Sum operator-(Sum more, const Sum& less) {
  for (std::size_t at = 0; at < more.size(); ++at) more[at] -= less[at];
  return more;
}

TEST(AttentionNet, WhoStandsAtTheOtherEndMatters) {
  const AttentionNet net = tables().net();
  const std::u32string between(30, U'本');
  const auto added_before = [&](const std::u32string& end) {
    return sum_of(net, U"作" + between + end) - sum_of(net, U"本" + between + end);
  };
  EXPECT_NE(added_before(U"业"), added_before(U"本"));
}

TEST(AttentionNet, SixtyFourPlacesAwayNothingIsSeen) {
  const AttentionNet net = tables().net();
  const auto added_before = [&](std::size_t others) {
    const std::u32string rest(others, U'本');
    return sum_of(net, U"作" + rest) - sum_of(net, U"本" + rest);
  };
  EXPECT_NE(added_before(40), added_before(48));
  EXPECT_EQ(added_before(2 * 64 + 2), added_before(2 * 64 + 12));
}

TEST(AttentionNet, APassageHasTheGreatestAndTheMeanOfItsSentences) {
  const Tables given = tables();
  const AttentionNet net = given.net();
  auto both = net.gist(places_of_signs(U"作业本"));
  const auto others = net.gist(places_of_signs(U"在作文本业"));
  const auto before = both;
  AttentionNet::add(both, others);
  EXPECT_EQ(both.places, 8);
  std::vector<std::int16_t> numbers(2 * attention_units);
  for (std::size_t unit = 0; unit < attention_units; ++unit) {
    numbers[unit] = std::max(before.greatest[unit], others.greatest[unit]);
    numbers[attention_units + unit] = static_cast<std::int16_t>((before.sum[unit] + others.sum[unit]) / 8);
  }
  EXPECT_EQ(net.score(both), ScoreHead(given.attention.head, numbers.size()).score(numbers));
}

TEST(AttentionNet, OfNothingThereIsTheBase) {
  const AttentionNet net = tables().net();
  EXPECT_DOUBLE_EQ(score(net, U""), -1 + 0.75 * 0.5);
  auto one = net.gist(places_of_signs(U"作"));
  const double alone = net.score(one);
  AttentionNet::add(one, net.gist(places_of_signs(U"")));
  EXPECT_EQ(net.score(one), alone);
  auto nothing = net.gist(places_of_signs(U""));
  AttentionNet::add(nothing, net.gist(places_of_signs(U"作")));
  EXPECT_EQ(net.score(nothing), alone);
}

TEST(AttentionNet, TheGreatestWeightsDoNotOverflow) {
  Tables given = tables();
  for (auto& rows : given.points.rows) std::fill(rows.begin(), rows.end(), std::int8_t{127});
  given.points.scale.fill(100);
  auto& net = given.attention;
  for (auto* weights : {&net.near.weights, &net.ask.weights, &net.gather.weights, &net.widen.weights,
                        &net.narrow.weights, &net.head.joints})
    std::fill(weights->begin(), weights->end(), std::int8_t{127});
  for (auto* matrix : {&net.ask, &net.gather, &net.widen, &net.narrow}) {
    matrix->scale = 1e6F;
    std::fill(matrix->bias.begin(), matrix->bias.end(), 1e9F);
  }
  std::fill(net.distance.begin(), net.distance.end(), 1e30F);
  const std::u32string longest(192, U'作');
  const auto expect_the_greatest = [&] {
    const auto gist = given.net().gist(places_of_signs(longest));
    EXPECT_EQ(gist.greatest, std::vector<std::int16_t>(attention_units, 32767));
    EXPECT_EQ(gist.sum, Sum(attention_units, 32767 * 192));
  };
  expect_the_greatest();
  for (auto* matrix : {&net.ask, &net.gather, &net.widen, &net.narrow}) matrix->scale = -1e6F;
  expect_the_greatest();
}

TEST(AttentionNet, RefusesTablesThatDoNotFitTogether) {
  EXPECT_NO_THROW(tables().net());
  const auto refused = [](const std::function<void(Tables&)>& spoil) {
    Tables given = tables();
    spoil(given);
    EXPECT_THROW(given.net(), std::runtime_error);
  };
  refused([](Tables& given) { given.points.letters.push_back(U'文'); });
  refused([](Tables& given) { given.attention.near.groups[0].width = near_width - 1; });
  refused([](Tables& given) { given.attention.near.groups[0].count = 2 * attention_units; });
  refused([](Tables& given) { given.attention.near.groups.clear(); });
  refused([](Tables& given) { given.attention.near.weights.pop_back(); });
  for (auto part :
       {&AttentionTables::ask, &AttentionTables::gather, &AttentionTables::widen, &AttentionTables::narrow}) {
    refused([&](Tables& given) { (given.attention.*part).weights.pop_back(); });
    refused([&](Tables& given) { (given.attention.*part).bias.push_back(0); });
    refused([&](Tables& given) { (given.attention.*part).scale = std::numeric_limits<float>::infinity(); });
    refused([&](Tables& given) { (given.attention.*part).bias[1] = std::numeric_limits<float>::quiet_NaN(); });
    refused([&](Tables& given) { (given.attention.*part).bias[1] = -3e38F; });
  }
  refused([](Tables& given) { given.attention.distance.pop_back(); });
  refused([](Tables& given) { given.attention.distance[3] = std::numeric_limits<float>::quiet_NaN(); });
  refused([](Tables& given) { given.attention.head.share.pop_back(); });
  refused([](Tables& given) { given.attention.head.joints.pop_back(); });
  refused([](Tables& given) { given.attention.head.base = std::numeric_limits<float>::infinity(); });
}

}  // namespace
}  // namespace jiaxin::policy::attention_net_test
