#include "policy/model/attention_net.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <limits>
#include <random>
#include <stdexcept>
#include <string>

#include "policy/model/hashing.hpp"
#include "policy/model/networks.hpp"
#include "policy/model/word_classes.hpp"
#include "policy/text/pinyin.hpp"
#include "unit/policy/places_of_signs.hpp"

namespace jiaxin::policy {
namespace {

constexpr std::size_t dimension = 3;  // of every kind

struct Tables {
  PointTables points;
  AttentionTables attention;
  AttentionNet net() const { return {points, attention}; }
};

// Random numbers from a fixed seed, for the letters 业, 作, 本 and all sounds, classes and meanings.
// What it computes is held to a plain sum in unit/policy_training/attention_network_test.
Tables tables() {
  std::mt19937 random(5);
  const auto bytes = [&](std::size_t count) {
    std::vector<std::int8_t> all(count);
    for (auto& each : all) each = static_cast<std::int8_t>(static_cast<int>(random() % 31) - 15);
    return all;
  };
  const auto matrix = [&](std::size_t inputs, std::size_t outputs) {
    return MatrixTables{0.01F, bytes(inputs * outputs), std::vector<float>(outputs, 0.1F)};
  };
  Tables made;
  made.points.letters = {U'业', U'作', U'本'};
  for (std::uint16_t one = 1; one < syllables(); ++one) made.points.sounds.push_back(hash_text(spelling(one)));
  const auto names = known_word_classes().names();
  made.points.classes.assign(names.begin(), names.end());
  made.points.dimensions.fill(dimension);
  made.points.scale.fill(0.05F);
  const std::size_t rows[] = {1 + made.points.letters.size(), 1 + made.points.sounds.size(),
                              2 + 2 * made.points.classes.size(), place_meanings};
  for (std::size_t kind = 0; kind < place_kinds; ++kind) made.points.rows[kind] = bytes(rows[kind] * dimension);
  constexpr std::size_t units = attention_units;
  made.attention.near = {{{near_width, attention_units}},
                         {0.05F},
                         bytes(near_width * units * place_kinds * dimension),
                         std::vector<float>(units, 0.25F)};
  made.attention.ask = matrix(units, 3 * units);
  made.attention.gather = matrix(units, units);
  made.attention.widen = matrix(units, hidden_units);
  made.attention.narrow = matrix(hidden_units, units);
  made.attention.distance.assign(attention_heads * distance_bins, 0);
  made.attention.head = {std::vector<float>(2 * units, 0.5F), -1,      0.01F, bytes(2 * 2 * units), {0.5F, -0.5F},
                         {0.75F, -0.25F}};
  return made;
}

double score(const AttentionNet& net, std::u32string_view signs) { return net.score(net.gist(places_of_signs(signs))); }

TEST(AttentionNet, WhoStandsAtTheOtherEndMatters) {
  const AttentionNet net = tables().net();
  const std::u32string between(30, U'本');
  EXPECT_NE(score(net, U"作业" + between + U"作"), score(net, U"作业" + between + U"业"));
  const auto first_gist = net.gist(places_of_signs(U"作业" + between));
  const auto other_end = net.gist(places_of_signs(U"作业" + between + U"作作"));
  EXPECT_NE(first_gist.greatest, other_end.greatest);
}

TEST(AttentionNet, WhatIsTooFarAwayIsNotSeen) {
  Tables given = tables();
  // Then nothing but who is seen tells places apart: of each unit only the sum over all changes.
  const AttentionNet net = given.net();
  const std::u32string apart(2 * farthest_place + 2 * near_width, U'本');
  const auto middle = [&](const std::u32string& signs) {
    auto places = places_of_signs(signs);
    return net.gist(places).places;
  };
  EXPECT_EQ(middle(U"作" + apart), static_cast<std::int32_t>(apart.size() + 1));
  auto sum_of = [&](const std::u32string& signs) { return net.gist(places_of_signs(signs)).sum; };
  // What two letters at the far ends add is what each adds by itself.
  const auto both = sum_of(U"作" + apart + U"业"), front = sum_of(U"作" + apart + U"本"),
             back = sum_of(U"本" + apart + U"业"), none = sum_of(U"本" + apart + U"本");
  for (std::size_t unit = 0; unit < attention_units; ++unit)
    EXPECT_EQ(both[unit] - back[unit], front[unit] - none[unit]) << unit;
}

TEST(AttentionNet, APassageHasTheGreatestAndTheMeanOfItsSentences) {
  const AttentionNet net = tables().net();
  auto both = net.gist(places_of_signs(U"作业本"));
  const auto others = net.gist(places_of_signs(U"在作文本业"));
  const auto before = both;
  AttentionNet::add(both, others);
  EXPECT_EQ(both.places, 8);
  for (std::size_t unit = 0; unit < attention_units; ++unit) {
    EXPECT_EQ(both.greatest[unit], std::max(before.greatest[unit], others.greatest[unit]));
    EXPECT_EQ(both.sum[unit], before.sum[unit] + others.sum[unit]);
  }
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
  const std::u32string longest(3 * farthest_place, U'作');
  EXPECT_GT(score(given.net(), longest), 0);
  for (auto* matrix : {&net.ask, &net.gather, &net.widen, &net.narrow}) matrix->scale = -1e6F;
  EXPECT_TRUE(std::isfinite(score(given.net(), longest)));
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
  for (auto part : {&AttentionTables::ask, &AttentionTables::gather, &AttentionTables::widen, &AttentionTables::narrow}) {
    refused([&](Tables& given) { (given.attention.*part).weights.pop_back(); });
    refused([&](Tables& given) { (given.attention.*part).bias.push_back(0); });
    refused([&](Tables& given) { (given.attention.*part).scale = std::numeric_limits<float>::infinity(); });
    refused([&](Tables& given) { (given.attention.*part).bias[1] = std::numeric_limits<float>::quiet_NaN(); });
  }
  refused([](Tables& given) { given.attention.distance.pop_back(); });
  refused([](Tables& given) { given.attention.distance[3] = std::numeric_limits<float>::quiet_NaN(); });
  refused([](Tables& given) { given.attention.head.share.pop_back(); });
  refused([](Tables& given) { given.attention.head.joints.pop_back(); });
  refused([](Tables& given) { given.attention.head.base = std::numeric_limits<float>::infinity(); });
}

}  // namespace
}  // namespace jiaxin::policy
