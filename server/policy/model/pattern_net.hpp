#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "policy/model/large_array.hpp"
#include "policy/model/places.hpp"

// The second trained part of the filter: patterns of neighbouring places. Where signs know only the words they were trained
// on, a pattern knows what is like them: every letter, sound, class of words and meaning stands for a point in a small
// space. One layer of convolution, the best fit of each pattern in a passage (Collobert et al. 2011; Kim 2014), and a few
// units that see which patterns fit together. Constant once made; any thread.
namespace jiaxin::policy {

// What is known of a place, each with a space of its own.
enum class PlaceKind : std::uint8_t { letter, sound, word_class, meaning, count_ };
inline constexpr std::size_t place_kinds = static_cast<std::size_t>(PlaceKind::count_);

inline constexpr std::size_t pattern_lanes = 48;  // patterns that are laid at once
inline constexpr std::uint32_t widest_pattern = 9;

struct PatternGroup {
  std::uint16_t width = 0;  // neighbouring places of a sentence; as many before as behind, or one more before
  std::uint16_t count = 0;  // patterns, a multiple of pattern_lanes
};

// As it is trained and stored. Row 0 of each space is for what is unknown; only for letters it is anything but zero.
struct PatternTables {
  std::vector<std::uint32_t> letters;  // signs of places, rising, of row 1 and on
  std::vector<std::uint32_t> sounds;   // hashes of spellings
  std::vector<std::uint32_t> classes;  // hashes of names: two rows each, for a word's first letter and the others
  std::array<std::uint16_t, place_kinds> dimensions{};
  std::array<float, place_kinds> scale{};  // of one unit of a row
  std::array<std::vector<std::int8_t>, place_kinds> rows;
  std::vector<PatternGroup> groups;
  std::vector<float> group_scale;    // of one unit of a weight
  std::vector<std::int8_t> weights;  // by group, place in it, dimension (kind by kind), pattern
  std::vector<float> bias;           // one a pattern
  std::vector<float> share;          // what a pattern's fit adds to the score, one a pattern
  float base = 0;                    // the score without any
  float joint_scale = 0;             // of one unit of a joint weight
  std::vector<std::int8_t> joints;   // by unit, pattern
  std::vector<float> joint_bias;     // one a unit
  std::vector<float> joint_share;    // what it adds to the score where it is above 0, one a unit
};

class PatternNet {
 public:
  // Throws std::runtime_error when the tables do not fit together.
  explicit PatternNet(const PatternTables& tables);

  using Fits = std::vector<std::int16_t>;  // of each pattern its best, at least 0, in 1/256
  Fits fits(std::span<const Place> sentence) const;
  static void better(Fits& fits, const Fits& others);  // keeps the better of each
  double score(const Fits& fits) const;                // some twenty thousand multiplications

 private:
  using Row = const std::int16_t*;            // by group, place, pattern
  using Rows = std::array<Row, place_kinds>;  // of one place, null behind the last

  static std::vector<std::int16_t> weights_of(const PatternTables& tables, std::size_t kind);
  void make_rows(const PatternTables& tables, std::size_t kind);
  void add_sounds_to_letters(const PatternTables& tables);
  std::int16_t* row_at(PlaceKind kind, std::size_t number) {
    return rows_.get() + (first_row_[static_cast<std::size_t>(kind)] + number) * row_size_;
  }
  Row row_at(PlaceKind kind, std::size_t number) const {
    return rows_.get() + (first_row_[static_cast<std::size_t>(kind)] + number) * row_size_;
  }
  std::size_t letter_row(char32_t sign) const;
  Rows rows_of(const Place& place) const;
  void lay(const PatternGroup& group, const std::vector<Rows>& sentence, std::size_t in_row, Row bias,
           std::int16_t* fits) const;

  std::vector<PatternGroup> groups_;
  std::size_t row_size_ = 0;
  std::array<std::size_t, place_kinds> first_row_{};
  LargeArray<std::int16_t> rows_;             // kind by kind
  std::vector<std::uint16_t> row_of_letter_;  // of the basic plane; 0: unknown
  std::vector<std::uint32_t> words_;          // signs, rising; their rows stand behind those of letters
  std::size_t row_before_words_ = 0;
  std::vector<std::uint16_t> row_of_sound_;  // by syllable
  std::vector<std::uint16_t> row_of_class_;  // by number, of a word's first letter
  std::vector<std::int16_t> bias_;
  std::vector<float> share_;
  float base_ = 0;
  float joint_scale_ = 0;
  std::vector<std::int16_t> joints_;
  std::vector<float> joint_bias_;
  std::vector<float> joint_share_;
};

}  // namespace jiaxin::policy
