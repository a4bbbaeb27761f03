#include "policy/model/networks.hpp"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <vector>

#include "unit/policy/drawn_tables.hpp"
#include "unit/policy/places_of_signs.hpp"

namespace jiaxin::policy::networks_test {
namespace {

constexpr double of_patterns = -1, of_attention = 0.5;  // all that these networks ever say

Networks networks() {
  std::mt19937 random(5);
  NetworkTables made;
  made.points = drawn_points({U'业', U'作'}, 1, 0.01F, random);
  made.patterns.laid = {{{2, pattern_lanes}},
                        {0.01F},
                        drawn_bytes(2 * pattern_lanes * place_kinds, random),
                        std::vector<float>(pattern_lanes)};
  made.patterns.head.share.assign(pattern_lanes, 0);
  made.patterns.head.base = of_patterns;
  constexpr std::size_t units = attention_units;
  const auto matrix = [](std::size_t inputs, std::size_t outputs) {
    return MatrixTables{0.01F, std::vector<std::int8_t>(inputs * outputs), std::vector<float>(outputs)};
  };
  made.attention.near = {{{near_width, attention_units}},
                         {0.01F},
                         drawn_bytes(near_width * units * place_kinds, random),
                         std::vector<float>(units)};
  made.attention.ask = matrix(units, 3 * units);
  made.attention.gather = matrix(units, units);
  made.attention.widen = matrix(units, hidden_units);
  made.attention.narrow = matrix(hidden_units, units);
  made.attention.distance.assign(attention_heads * distance_bins, 0);
  made.attention.head.share.assign(2 * units, 0);
  made.attention.head.base = of_attention;
  return Networks(made);
}

// A text of three sentences, and how often each was asked for.
struct Text {
  Networks all = networks();
  std::vector<Place> sentence = places_of_signs(U"作业");
  std::array<int, 3> asked{};
  NetworkScores scores{all, [this](std::size_t at) {
                         ++asked[at];
                         return std::span<const Place>(sentence);
                       }};
};

TEST(NetworkScores, AreAddedToWhatSignsSay) {
  Text text;
  EXPECT_EQ(text.scores.with_networks(1, {0, 2}, 0), 1 + of_patterns + of_attention);
}

TEST(NetworkScores, WhatSignsClearlySpeakForIsNotLookedAt) {
  Text text;
  EXPECT_EQ(text.scores.with_networks(worth_patterns, {0, 3}, 0), worth_patterns);
  EXPECT_EQ(text.asked, (std::array{0, 0, 0}));
}

TEST(NetworkScores, AttentionIsAskedWherePatternsLeaveADoubt) {
  Text text;
  const auto with = [&](double by_both, double asked) {
    return text.scores.with_networks(by_both - of_patterns, {0, 1}, asked);
  };
  EXPECT_EQ(with(beyond_attention, 0), beyond_attention);
  EXPECT_EQ(with(beyond_attention + 3, 3), beyond_attention + 3);
  EXPECT_EQ(text.asked[0], 1);
  EXPECT_EQ(with(beyond_attention - 0.5, 0), beyond_attention - 0.5 + of_attention);
  EXPECT_EQ(with(beyond_attention, 3), beyond_attention + of_attention);
  EXPECT_EQ(text.asked[0], 2);
}

TEST(NetworkScores, WhatBothSpeakForIsNoDoubt) {
  Text text;
  EXPECT_EQ(text.scores.with_networks(worth_attention - of_patterns, {0, 1}, 0), worth_attention);
  EXPECT_EQ(text.asked[0], 1);
  EXPECT_EQ(text.scores.with_networks(worth_attention - of_patterns + 0.25, {0, 1}, 0),
            worth_attention + 0.25 + of_attention);
}

TEST(NetworkScores, LookAtEachSentenceOnce) {
  Text text;
  for (const Passage& passage : {Passage{0, 2}, Passage{1, 3}, Passage{0, 3}, Passage{2, 3}})
    text.scores.with_networks(1, passage, 0);
  EXPECT_EQ(text.asked, (std::array{2, 2, 2}));  // for patterns, and for attention
}

}  // namespace
}  // namespace jiaxin::policy::networks_test
