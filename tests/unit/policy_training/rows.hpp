#pragma once

#include <array>
#include <cstdint>
#include <random>
#include <span>
#include <string_view>
#include <vector>

#include "point_space.hpp"
#include "policy/model/hashing.hpp"
#include "policy/model/word_classes.hpp"
#include "policy/text/pinyin.hpp"

// Rows of places for networks to be taught with.
namespace jiaxin::policy::training {

using RowCounts = std::array<std::size_t, place_kinds>;

// Sentences one behind the other, of drawn places; some are unknown.
inline Row drawn_row(const RowCounts& rows, std::span<const std::uint32_t> lengths, std::mt19937& random) {
  constexpr auto of_words = static_cast<std::size_t>(PlaceKind::word_class);
  Row row;
  for (const std::uint32_t length : lengths) {
    const auto begin = static_cast<std::uint32_t>(row.rows.size());
    row.sentence.insert(row.sentence.end(), length, {begin, begin + length});
    for (std::uint32_t place = 0; place < length; ++place) {
      RowNumbers& numbers = row.rows.emplace_back();
      for (std::size_t kind = 0; kind < place_kinds; ++kind)
        numbers[kind] = static_cast<std::uint32_t>(random() % rows[kind]);
      if (numbers[of_words] == 1) numbers[of_words] = 0;  // no class has this row
    }
  }
  return row;
}

// For the letters 业, 作, 本 and all sounds, classes and meanings.
inline constexpr std::u32string_view known_letters = U"业作本";

inline RowCounts rows_for_letters() {
  return {1 + known_letters.size(), syllables(), 2 + 2 * known_word_classes().names().size(), place_meanings};
}

inline PointTables named(PointTables tables) {
  tables.letters.assign(known_letters.begin(), known_letters.end());
  for (std::uint16_t one = 1; one < syllables(); ++one) tables.sounds.push_back(hash_text(spelling(one)));
  tables.classes.assign(known_word_classes().names().begin(), known_word_classes().names().end());
  return tables;
}

inline Row row_of(const std::vector<Place>& places) {
  Row row;
  row.sentence.assign(places.size(), {0, static_cast<std::uint32_t>(places.size())});
  for (const Place& place : places)
    row.rows.push_back({static_cast<std::uint32_t>(known_letters.find(place.sign) + 1),  // none: 0, as npos + 1 is
                        place.sound, place.word_class, place.meaning});
  return row;
}

}  // namespace jiaxin::policy::training
