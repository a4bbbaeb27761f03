#include "policy/model/pattern_net.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <limits>
#include <numeric>
#include <random>
#include <stdexcept>

#include "policy/model/latin_word.hpp"
#include "unit/policy/drawn_tables.hpp"
#include "unit/policy/places_of_signs.hpp"

namespace jiaxin::policy::pattern_net_test {
namespace {

constexpr std::uint16_t dimension = 3;  // of every kind
constexpr char32_t known_word = first_word_sign + 5;

struct Tables {
  PointTables points;
  PatternTables patterns;
  PatternNet net() const { return {points, patterns}; }
};

// For the letters 业, 作, 本 and a word.
Tables tables() {
  std::mt19937 random(5);
  const auto bytes = [&](std::size_t count) { return drawn_bytes(count, random); };
  Tables made;
  made.points = drawn_points({U'业', U'作', U'本', known_word}, dimension, 0.02F, random);
  made.patterns.laid.groups = {{2, pattern_lanes}, {3, 2 * pattern_lanes}};
  made.patterns.laid.scale = {0.05F, 0.03F};
  made.patterns.laid.weights = bytes((2 * 1 + 3 * 2) * pattern_lanes * place_kinds * dimension);
  made.patterns.laid.bias.assign(3 * pattern_lanes, 0.25F);
  made.patterns.head.share.assign(3 * pattern_lanes, 0.5F);
  made.patterns.head.base = -1;
  made.patterns.head.joint_scale = 0.01F;
  made.patterns.head.joints = bytes(2 * 3 * pattern_lanes);
  made.patterns.head.joint_bias = {0.5F, -0.5F};
  made.patterns.head.joint_share = {0.75F, -0.25F};
  return made;
}

// What the header says, computed as plainly as can be.
double plain_fit(const Tables& given, const std::vector<Place>& places, std::size_t group, std::size_t pattern,
                 std::size_t at) {
  const auto [width, count] = given.patterns.laid.groups[group];
  std::size_t first = 0;
  for (std::size_t before = 0; before < group; ++before)
    first +=
        given.patterns.laid.groups[before].width * given.patterns.laid.groups[before].count * place_kinds * dimension;
  double sum = 0.25;
  for (std::size_t j = 0; j < width; ++j) {
    const auto where = static_cast<std::int64_t>(at + j) - width / 2;
    if (where < 0 || where >= static_cast<std::int64_t>(places.size())) continue;
    const Place& place = places[static_cast<std::size_t>(where)];
    const auto letter = std::find(given.points.letters.begin(), given.points.letters.end(), place.sign);
    const std::size_t rows[] = {
        letter == given.points.letters.end() ? 0 : 1 + std::size_t(letter - given.points.letters.begin()), place.sound,
        place.word_class, place.meaning};
    for (std::size_t kind = 0; kind < place_kinds; ++kind)
      for (std::size_t d = 0; d < dimension; ++d)
        sum += given.points.rows[kind][rows[kind] * dimension + d] * static_cast<double>(given.points.scale[kind]) *
               given.patterns.laid.weights[first + ((j * place_kinds + kind) * dimension + d) * count + pattern] *
               static_cast<double>(given.patterns.laid.scale[group]);
  }
  return sum;
}

TEST(PatternNet, IsTheBestFitOfEveryPattern) {
  const Tables given = tables();
  const PatternNet net = given.net();
  const std::u32string words{known_word, known_word + 1};
  const auto places = places_of_signs(U"作业本在作" + words + U"文本业a");
  const auto fits = net.fits(places);
  double score = -1;
  std::array<double, 2> together{0.5, -0.5};
  for (std::size_t group = 0, all = 0; group < 2; ++group)
    for (std::size_t pattern = 0; pattern < given.patterns.laid.groups[group].count; ++pattern, ++all) {
      double best = 0;
      for (std::size_t at = 0; at < places.size(); ++at)
        best = std::max(best, plain_fit(given, places, group, pattern, at));
      EXPECT_NEAR(fits[all] / 256.0, best, 0.03) << group << ' ' << pattern;
      score += 0.5 * fits[all] / 256.0;
      for (std::size_t unit = 0; unit < 2; ++unit)
        together[unit] += static_cast<double>(given.patterns.head.joint_scale) *
                          given.patterns.head.joints[unit * fits.size() + all] * fits[all] / 256;
    }
  EXPECT_GT(together[0], 0);
  score += 0.75 * std::max(0.0, together[0]) - 0.25 * std::max(0.0, together[1]);
  EXPECT_NEAR(net.score(fits), score, 1e-9);
}

TEST(PatternNet, APassageIsTheBestOfItsSentences) {
  const PatternNet net = tables().net();
  auto best = net.fits(places_of_signs(U"作业本"));
  const auto others = net.fits(places_of_signs(U"在作文本业"));
  const auto before = best;
  PatternNet::better(best, others);
  for (std::size_t at = 0; at < best.size(); ++at) EXPECT_EQ(best[at], std::max(before[at], others[at]));
}

TEST(PatternNet, NothingFitsWhereThereIsNothing) {
  const PatternNet net = tables().net();
  EXPECT_DOUBLE_EQ(net.score(net.fits(places_of_signs(U""))), -1 + 0.75 * 0.5);
}

TEST(PatternNet, LettersBeyondTheBasicPlaneAreUnknown) {
  const PatternNet net = tables().net();
  EXPECT_EQ(net.fits(places_of_signs(U"\U0001F600")), net.fits(places_of_signs(U"#")));
}

TEST(PatternNet, WordsThatAreNotInItAreUnknown) {
  const PatternNet net = tables().net();
  const auto fits_of = [&](char32_t sign) { return net.fits(places_of_signs(std::u32string(1, sign))); };
  EXPECT_NE(fits_of(known_word), fits_of(U'#'));
  for (const char32_t other : {known_word - 1, known_word + 1, first_word_sign + word_signs - 1})
    EXPECT_EQ(fits_of(other), fits_of(U'#'));
}

TEST(PatternNet, TheGreatestWeightsDoNotOverflow) {
  Tables given = tables();
  for (auto& rows : given.points.rows) std::fill(rows.begin(), rows.end(), std::int8_t{127});
  std::fill(given.patterns.laid.weights.begin(), given.patterns.laid.weights.end(), std::int8_t{127});
  given.points.scale.fill(100);
  given.patterns.laid.bias.assign(given.patterns.laid.bias.size(), 1e9F);
  given.patterns.head.joints.assign(given.patterns.head.joints.size(), 127);
  given.patterns.laid.groups = {{9, pattern_lanes}, {3, 2 * pattern_lanes}};
  given.patterns.laid.weights.resize((9 * 1 + 3 * 2) * pattern_lanes * place_kinds * dimension, 127);
  auto places = places_of_signs(U"作业本作业本作业本作业本");
  for (Place& place : places) place = {U'文', syllable(U'文'), 7, 5};  // of every kind a row of its own
  const PatternNet net = given.net();
  for (const auto fit : net.fits(places)) EXPECT_GT(fit, 0);
  EXPECT_GT(net.score(net.fits(places)), 0);
}

TEST(PatternNet, RefusesTablesThatDoNotFitTogether) {
  EXPECT_NO_THROW(tables().net());
  const auto refused = [](const std::function<void(Tables&)>& spoil) {
    Tables given = tables();
    spoil(given);
    EXPECT_THROW(given.net(), std::runtime_error);
  };
  refused([](Tables& given) { given.points.letters.push_back(U'文'); });
  refused([](Tables& given) { given.points.letters[2] = 0x10FFFF; });
  refused([](Tables& given) { std::swap(given.points.letters[0], given.points.letters[1]); });
  refused([](Tables& given) { given.points.letters[1] = given.points.letters[0]; });
  refused([](Tables& given) { given.points.rows[3].pop_back(); });
  refused([](Tables& given) { given.patterns.laid.groups[0].count = pattern_lanes - 1; });
  refused([](Tables& given) { given.patterns.laid.groups[0].width = 0; });
  refused([](Tables& given) { given.patterns.laid.weights.pop_back(); });
  refused([](Tables& given) { given.patterns.laid.bias.pop_back(); });
  refused([](Tables& given) { given.patterns.head.share.push_back(0); });
  refused([](Tables& given) { given.patterns.laid.scale.clear(); });
  refused([](Tables& given) { given.patterns.head.joints.pop_back(); });
  refused([](Tables& given) { given.points.scale[0] = given.patterns.laid.scale[0] = 1e30F; });
  refused([](Tables& given) { given.patterns.head.joint_share.pop_back(); });
  refused([](Tables& given) { given.patterns.head.joint_scale = std::numeric_limits<float>::infinity(); });
  refused([](Tables& given) { given.points.dimensions[0] = 0; });
  refused([](Tables& given) {
    given.points.dimensions[3] = 0;
    given.points.rows[3].clear();
    given.patterns.laid.weights.resize(given.patterns.laid.weights.size() * (place_kinds - 1) / place_kinds);
  });
  refused([](Tables& given) { given.patterns.laid.groups.clear(); });
  refused([](Tables& given) {  // more memory than any model needs
    given.points.letters.resize(60'000);
    std::iota(given.points.letters.begin(), given.points.letters.end(), 1);
    given.points.rows[0].resize((1 + given.points.letters.size()) * dimension);
    constexpr std::size_t patterns = 10 * pattern_lanes;
    given.patterns.laid = {{{9, patterns}},
                           {0.05F},
                           std::vector<std::int8_t>(9 * patterns * place_kinds * dimension),
                           std::vector<float>(patterns)};
    given.patterns.head.share.resize(patterns);
    given.patterns.head.joints.resize(2 * patterns);
  });
  refused([](Tables& given) { given.patterns.laid.groups[0].width = widest_pattern + 1; });
  refused([](Tables& given) { given.patterns.head.share[5] = std::numeric_limits<float>::quiet_NaN(); });
}

}  // namespace
}  // namespace jiaxin::policy::pattern_net_test
