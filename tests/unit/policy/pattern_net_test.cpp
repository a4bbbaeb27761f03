#include "policy/model/pattern_net.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <limits>
#include <random>
#include <stdexcept>

#include "policy/model/hashing.hpp"
#include "policy/model/latin_word.hpp"
#include "policy/model/word_classes.hpp"
#include "policy/text/pinyin.hpp"
#include "unit/policy/places_of_signs.hpp"

namespace jiaxin::policy {
namespace {

constexpr std::size_t dimension = 3;  // of every kind
constexpr char32_t known_word = first_word_sign + 5;

// Random numbers from a fixed seed, for the letters 业, 作, 本, a word and all sounds, classes and meanings.
PatternTables tables() {
  std::mt19937 random(5);
  const auto bytes = [&](std::size_t count) {
    std::vector<std::int8_t> all(count);
    for (auto& each : all) each = static_cast<std::int8_t>(static_cast<int>(random() % 31) - 15);
    return all;
  };
  PatternTables made;
  made.letters = {U'业', U'作', U'本', known_word};
  for (std::uint16_t one = 1; one < syllables(); ++one) made.sounds.push_back(hash_text(spelling(one)));
  const auto names = known_word_classes().names();
  made.classes.assign(names.begin(), names.end());
  made.dimensions.fill(dimension);
  made.scale.fill(0.02F);
  const std::size_t rows[] = {1 + made.letters.size(), 1 + made.sounds.size(), 2 + 2 * made.classes.size(),
                              place_meanings};
  for (std::size_t kind = 0; kind < place_kinds; ++kind) made.rows[kind] = bytes(rows[kind] * dimension);
  for (std::size_t kind = 1; kind < place_kinds; ++kind) std::fill_n(made.rows[kind].begin(), 2 * dimension, 0);
  made.groups = {{2, pattern_lanes}, {3, 2 * pattern_lanes}};
  made.group_scale = {0.05F, 0.03F};
  made.weights = bytes((2 * 1 + 3 * 2) * pattern_lanes * place_kinds * dimension);
  made.bias.assign(3 * pattern_lanes, 0.25F);
  made.share.assign(3 * pattern_lanes, 0.5F);
  made.base = -1;
  made.joint_scale = 0.01F;
  made.joints = bytes(2 * 3 * pattern_lanes);
  made.joint_bias = {0.5F, -0.5F};
  made.joint_share = {0.75F, -0.25F};
  return made;
}

// What the header says, computed as plainly as can be.
double plain_fit(const PatternTables& given, const std::vector<Place>& places, std::size_t group, std::size_t pattern,
                 std::size_t at) {
  const auto [width, count] = given.groups[group];
  std::size_t first = 0;
  for (std::size_t before = 0; before < group; ++before)
    first += given.groups[before].width * given.groups[before].count * place_kinds * dimension;
  double sum = 0.25;
  for (std::size_t j = 0; j < width; ++j) {
    const auto where = static_cast<std::int64_t>(at + j) - width / 2;
    if (where < 0 || where >= static_cast<std::int64_t>(places.size())) continue;
    const Place& place = places[static_cast<std::size_t>(where)];
    const auto letter = std::find(given.letters.begin(), given.letters.end(), place.sign);
    const std::size_t rows[] = {letter == given.letters.end() ? 0 : 1 + std::size_t(letter - given.letters.begin()),
                                place.sound, place.word_class, place.meaning};
    for (std::size_t kind = 0; kind < place_kinds; ++kind)
      for (std::size_t d = 0; d < dimension; ++d)
        sum += given.rows[kind][rows[kind] * dimension + d] * static_cast<double>(given.scale[kind]) *
               given.weights[first + ((j * place_kinds + kind) * dimension + d) * count + pattern] *
               static_cast<double>(given.group_scale[group]);
  }
  return sum;
}

TEST(PatternNet, IsTheBestFitOfEveryPattern) {
  const PatternTables given = tables();
  const PatternNet net(given);
  const std::u32string words{known_word, known_word + 1};
  const auto places = places_of_signs(U"作业本在作" + words + U"文本业a");
  const auto fits = net.fits(places);
  double score = -1;
  std::array<double, 2> together{0.5, -0.5};
  for (std::size_t group = 0, all = 0; group < 2; ++group)
    for (std::size_t pattern = 0; pattern < given.groups[group].count; ++pattern, ++all) {
      double best = 0;
      for (std::size_t at = 0; at < places.size(); ++at)
        best = std::max(best, plain_fit(given, places, group, pattern, at));
      EXPECT_NEAR(fits[all] / 256.0, best, 0.03) << group << ' ' << pattern;
      score += 0.5 * fits[all] / 256.0;
      for (std::size_t unit = 0; unit < 2; ++unit)
        together[unit] +=
            static_cast<double>(given.joint_scale) * given.joints[unit * fits.size() + all] * fits[all] / 256;
    }
  EXPECT_GT(together[0], 0);
  score += 0.75 * std::max(0.0, together[0]) - 0.25 * std::max(0.0, together[1]);
  EXPECT_NEAR(net.score(fits), score, 1e-9);
}

TEST(PatternNet, APassageIsTheBestOfItsSentences) {
  const PatternNet net(tables());
  auto best = net.fits(places_of_signs(U"作业本"));
  const auto others = net.fits(places_of_signs(U"在作文本业"));
  const auto before = best;
  PatternNet::better(best, others);
  for (std::size_t at = 0; at < best.size(); ++at) EXPECT_EQ(best[at], std::max(before[at], others[at]));
}

TEST(PatternNet, NothingFitsWhereThereIsNothing) {
  const PatternNet net(tables());
  EXPECT_DOUBLE_EQ(net.score(net.fits(places_of_signs(U""))), -1 + 0.75 * 0.5);
}

TEST(PatternNet, LettersBeyondTheBasicPlaneAreUnknown) {
  const PatternNet net(tables());
  EXPECT_EQ(net.fits(places_of_signs(U"\U0001F600")), net.fits(places_of_signs(U"#")));
}

TEST(PatternNet, WordsThatAreNotInItAreUnknown) {
  const PatternNet net(tables());
  const auto fits_of = [&](char32_t sign) { return net.fits(places_of_signs(std::u32string(1, sign))); };
  EXPECT_NE(fits_of(known_word), fits_of(U'#'));
  for (const char32_t other : {known_word - 1, known_word + 1, first_word_sign + word_signs - 1})
    EXPECT_EQ(fits_of(other), fits_of(U'#'));
}

TEST(PatternNet, TheGreatestWeightsDoNotOverflow) {
  PatternTables given = tables();
  for (auto& rows : given.rows) std::fill(rows.begin(), rows.end(), std::int8_t{127});
  std::fill(given.weights.begin(), given.weights.end(), std::int8_t{127});
  given.scale.fill(100);
  given.bias.assign(given.bias.size(), 1e9F);
  given.joints.assign(given.joints.size(), 127);
  given.groups = {{9, pattern_lanes}, {3, 2 * pattern_lanes}};
  given.weights.resize((9 * 1 + 3 * 2) * pattern_lanes * place_kinds * dimension, 127);
  auto places = places_of_signs(U"作业本作业本作业本作业本");
  for (Place& place : places) place = {U'文', syllable(U'文'), 7, 5};  // of every kind a row of its own
  const PatternNet net(given);
  for (const auto fit : net.fits(places)) EXPECT_GT(fit, 0);
  EXPECT_GT(net.score(net.fits(places)), 0);
}

TEST(PatternNet, RefusesTablesThatDoNotFitTogether) {
  EXPECT_NO_THROW(PatternNet{tables()});
  const auto refused = [](const std::function<void(PatternTables&)>& spoil) {
    PatternTables given = tables();
    spoil(given);
    EXPECT_THROW(PatternNet{given}, std::runtime_error);
  };
  refused([](PatternTables& given) { given.letters.push_back(U'文'); });
  refused([](PatternTables& given) { given.letters[2] = 0x10FFFF; });
  refused([](PatternTables& given) { std::swap(given.letters[0], given.letters[1]); });
  refused([](PatternTables& given) { given.rows[3].pop_back(); });
  refused([](PatternTables& given) { given.groups[0].count = pattern_lanes - 1; });
  refused([](PatternTables& given) { given.groups[0].width = 0; });
  refused([](PatternTables& given) { given.weights.pop_back(); });
  refused([](PatternTables& given) { given.bias.pop_back(); });
  refused([](PatternTables& given) { given.share.push_back(0); });
  refused([](PatternTables& given) { given.group_scale.clear(); });
  refused([](PatternTables& given) { given.joints.pop_back(); });
  refused([](PatternTables& given) { given.scale[0] = given.group_scale[0] = 1e30F; });
  refused([](PatternTables& given) { given.joint_share.pop_back(); });
  refused([](PatternTables& given) { given.joint_scale = std::numeric_limits<float>::infinity(); });
  refused([](PatternTables& given) { given.dimensions[0] = 0; });
  refused([](PatternTables& given) {
    given.dimensions[3] = 0;
    given.rows[3].clear();
    given.weights.resize(given.weights.size() * (place_kinds - 1) / place_kinds);
  });
  refused([](PatternTables& given) { given.groups.clear(); });
  refused([](PatternTables& given) { given.groups[0].width = widest_pattern + 1; });
  refused([](PatternTables& given) { given.share[5] = std::numeric_limits<float>::quiet_NaN(); });
}

}  // namespace
}  // namespace jiaxin::policy
