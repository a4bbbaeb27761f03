#pragma once

#include <algorithm>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

#include "policy/model/hashing.hpp"
#include "policy/model/place_rows.hpp"
#include "policy/model/word_classes.hpp"
#include "policy/text/pinyin.hpp"

// Tables of a network with drawn numbers.
namespace jiaxin::policy {

inline std::vector<std::int8_t> drawn_bytes(std::size_t count, std::mt19937& random) {
  std::vector<std::int8_t> all(count);
  for (auto& each : all) each = static_cast<std::int8_t>(static_cast<int>(random() % 31) - 15);
  return all;
}

// Points of `dimension` numbers of each kind, for these letters and all sounds, classes and meanings; of what is unknown
// only letters have any.
inline PointTables drawn_points(std::vector<std::uint32_t> letters, std::uint16_t dimension, float scale,
                                std::mt19937& random) {
  PointTables made;
  made.letters = std::move(letters);
  for (std::uint16_t one = 1; one < syllables(); ++one) made.sounds.push_back(hash_text(spelling(one)));
  const auto names = known_word_classes().names();
  made.classes.assign(names.begin(), names.end());
  made.dimensions.fill(dimension);
  made.scale.fill(scale);
  const std::size_t rows[] = {1 + made.letters.size(), 1 + made.sounds.size(), 2 + 2 * made.classes.size(),
                              place_meanings};
  for (std::size_t kind = 0; kind < place_kinds; ++kind) made.rows[kind] = drawn_bytes(rows[kind] * dimension, random);
  for (std::size_t kind = 1; kind < place_kinds; ++kind) std::fill_n(made.rows[kind].begin(), 2 * dimension, 0);
  return made;
}

}  // namespace jiaxin::policy
