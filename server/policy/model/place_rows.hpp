#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

#include "policy/model/large_array.hpp"
#include "policy/model/places.hpp"

// Weights laid over neighbouring places: a convolution. Every letter, sound, class of words and meaning stands for a point in
// a small space; what each adds to each sum is multiplied out once, so that laying is adding. Constant once made; any thread.
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

// The points, as they are trained and stored. Row 0 of each space is for what is unknown; only for letters it is anything but
// zero.
struct PointTables {
  std::vector<std::uint32_t> letters;  // signs of places, rising, of row 1 and on
  std::vector<std::uint32_t> sounds;   // hashes of spellings
  std::vector<std::uint32_t> classes;  // hashes of names: two rows each, for a word's first letter and the others
  std::array<std::uint16_t, place_kinds> dimensions{};
  std::array<float, place_kinds> scale{};  // of one unit of a row
  std::array<std::vector<std::int8_t>, place_kinds> rows;
};

struct PatternWeights {
  std::vector<PatternGroup> groups;
  std::vector<float> scale;          // of one unit of a weight, one a group
  std::vector<std::int8_t> weights;  // by group, place in it, dimension (kind by kind), pattern
  std::vector<float> bias;           // one a pattern
};

class PlaceRows {
 public:
  // Throws std::runtime_error when the tables do not fit together.
  PlaceRows(const PointTables& points, const PatternWeights& patterns);

  std::size_t patterns() const { return bias_.size(); }

  using Row = const std::int16_t*;                                   // by group, place, pattern
  using Rows = std::array<Row, place_kinds>;                         // of one place, null behind the last
  std::vector<Rows> rows_of(std::span<const Place> sentence) const;  // one for each letter, and each word that is known

  // Written for the vectors that every machine of this kind has.
  static constexpr std::size_t lanes = 8;
  using Lanes [[gnu::vector_size(lanes * sizeof(std::int16_t))]] = std::int16_t;
  using Block = std::array<Lanes, pattern_lanes / lanes>;
  static_assert(sizeof(Block) == pattern_lanes * sizeof(std::int16_t));
  static Block block_at(Row values) {
    Block block;
    std::memcpy(&block, values, sizeof block);
    return block;
  }

  // How so many patterns as are laid at once fit each place, in 1/256: visit(place, first of the patterns, Block).
  template <class Visit>
  void lay(const std::vector<Rows>& sentence, Visit&& visit) const {
    std::size_t in_row = 0, pattern = 0;
    for (const PatternGroup& group : groups_) {
      lay(group, sentence, in_row, pattern, visit);
      in_row += std::size_t{group.width} * group.count;
      pattern += group.count;
    }
  }

 private:
  template <class Visit>
  void lay(const PatternGroup& group, const std::vector<Rows>& sentence, std::size_t in_row, std::size_t pattern,
           Visit& visit) const {
    const std::size_t before = group.width / 2;
    for (std::size_t at = 0; at < sentence.size(); ++at) {
      const std::size_t from = at < before ? before - at : 0;
      const std::size_t to = std::min<std::size_t>(group.width, sentence.size() + before - at);
      for (std::size_t first = 0; first < group.count; first += pattern_lanes) {
        Block sum = block_at(&bias_[pattern + first]);
        for (std::size_t place = from; place < to; ++place)
          for (const Row one : sentence[at + place - before]) {
            if (!one) break;
            const Block values = block_at(one + in_row + place * group.count + first);
            for (std::size_t part = 0; part < sum.size(); ++part) sum[part] += values[part];
          }
        visit(at, pattern + first, sum);
      }
    }
  }

  void make_rows(const PointTables& points, const PatternWeights& patterns, std::size_t kind);
  void add_sounds_to_letters(const PointTables& points);
  void know_letters(const PointTables& points);
  void know_sounds_and_classes(const PointTables& points);
  std::int16_t* row_at(PlaceKind kind, std::size_t number) {
    return rows_.get() + (first_row_[static_cast<std::size_t>(kind)] + number) * row_size_;
  }
  Row row_at(PlaceKind kind, std::size_t number) const {
    return rows_.get() + (first_row_[static_cast<std::size_t>(kind)] + number) * row_size_;
  }
  std::size_t letter_row(char32_t sign) const;
  Rows rows_of(const Place& place) const;

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
};

}  // namespace jiaxin::policy
