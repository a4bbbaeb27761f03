#include "policy/model/place_rows.hpp"

#include <functional>
#include <limits>
#include <numeric>

#include "policy/model/hashing.hpp"
#include "policy/model/latin_word.hpp"
#include "policy/model/whole_numbers.hpp"
#include "policy/model/word_classes.hpp"
#include "policy/text/pinyin.hpp"

namespace jiaxin::policy {
namespace {

constexpr std::size_t basic_plane = 0x10000;
constexpr std::size_t most_products = std::size_t{64} << 20;  // of all rows

std::size_t weights_in(const PatternGroup& group) { return std::size_t{group.width} * group.count; }

std::size_t all_dimensions(const PointTables& points) {
  std::size_t sum = 0;
  for (const std::uint16_t dimensions : points.dimensions) sum += dimensions;
  return sum;
}

std::size_t row_count(const PointTables& points, std::size_t kind) {
  return points.rows[kind].size() / points.dimensions[kind];
}

void check(const PointTables& points) {
  require(std::adjacent_find(points.letters.begin(), points.letters.end(), std::greater_equal<>()) ==
          points.letters.end());
  const std::size_t rows[] = {1 + points.letters.size(), 1 + points.sounds.size(), 2 + 2 * points.classes.size(),
                              place_meanings};
  for (std::size_t kind = 0; kind < place_kinds; ++kind)
    require(rows[kind] < basic_plane && points.dimensions[kind] > 0 &&
            points.rows[kind].size() == rows[kind] * points.dimensions[kind]);
  require(finite(points.scale));
}

void check(const PointTables& points, const PatternWeights& given) {
  std::size_t patterns = 0, weights = 0;
  require(!given.groups.empty());
  for (const PatternGroup& group : given.groups) {
    require(group.width > 0 && group.width <= widest_pattern && group.count > 0 && group.count % pattern_lanes == 0);
    patterns += group.count;
    weights += weights_in(group) * all_dimensions(points);
  }
  require(given.scale.size() == given.groups.size() && given.weights.size() == weights);
  require(given.bias.size() == patterns && finite(given.bias) && finite(given.scale));
  for (const float scale : points.scale)
    for (const float of_group : given.scale) require(std::isfinite(scale * of_group * number_unit));
}

// Sums of so many stay within 16 bits: one of each kind at each place.
float greatest(const PatternGroup& group) {
  return std::floor(std::numeric_limits<std::int16_t>::max() / static_cast<float>(group.width * place_kinds + 1)) - 1;
}

// Of one kind by pattern, place, dimension, so that sums run along memory.
std::vector<std::int16_t> weights_of(const PointTables& points, const PatternWeights& patterns, std::size_t kind) {
  const std::size_t all = all_dimensions(points), dimensions = points.dimensions[kind];
  const auto before = std::accumulate(points.dimensions.begin(), points.dimensions.begin() + kind, std::size_t{0});
  std::vector<std::int16_t> turned;
  const std::int8_t* group_weights = patterns.weights.data();
  for (const auto& [width, count] : patterns.groups) {
    for (std::size_t place = 0; place < width; ++place)
      for (std::size_t p = 0; p < count; ++p)
        for (std::size_t d = 0; d < dimensions; ++d)
          turned.push_back(group_weights[(place * all + before + d) * count + p]);
    group_weights += std::size_t{width} * count * all;
  }
  return turned;
}

std::size_t row_named(const std::vector<std::uint32_t>& known, std::uint32_t name) {
  const auto found = std::find(known.begin(), known.end(), name);
  return found == known.end() ? 0 : static_cast<std::size_t>(found - known.begin()) + 1;
}

}  // namespace

PlaceRows::PlaceRows(const PointTables& points, const PatternWeights& patterns) : groups_(patterns.groups) {
  check(points);
  check(points, patterns);
  for (const PatternGroup& group : groups_) {
    row_size_ += weights_in(group);
    for (std::size_t pattern = 0; pattern < group.count; ++pattern)
      bias_.push_back(rounded(patterns.bias[bias_.size()] * number_unit, greatest(group)));
  }
  std::size_t rows = 0;
  for (std::size_t kind = 0; kind < place_kinds; ++kind) {
    first_row_[kind] = rows;
    rows += row_count(points, kind);
  }
  require(rows * row_size_ <= most_products);
  rows_ = LargeArray<std::int16_t>(rows * row_size_);
  for (std::size_t kind = 0; kind < place_kinds; ++kind) make_rows(points, patterns, kind);
  know_letters(points);
  know_sounds_and_classes(points);
  add_sounds_to_letters(points);
}

void PlaceRows::know_letters(const PointTables& points) {
  const auto first_word = std::lower_bound(points.letters.begin(), points.letters.end(), first_word_sign);
  words_.assign(first_word, points.letters.end());
  row_before_words_ = static_cast<std::size_t>(first_word - points.letters.begin());
  row_of_letter_.resize(basic_plane);
  for (std::size_t at = 0; at < row_before_words_; ++at) {
    require(points.letters[at] < basic_plane);
    row_of_letter_[points.letters[at]] = static_cast<std::uint16_t>(at + 1);
  }
}

void PlaceRows::know_sounds_and_classes(const PointTables& points) {
  for (std::uint16_t one = 0; one < syllables(); ++one)
    row_of_sound_.push_back(
        static_cast<std::uint16_t>(one == 0 ? 0 : row_named(points.sounds, hash_text(spelling(one)))));
  row_of_class_.push_back(0);
  for (const std::uint32_t name : known_word_classes().names())
    row_of_class_.push_back(static_cast<std::uint16_t>(2 * row_named(points.classes, name)));
}

void PlaceRows::make_rows(const PointTables& points, const PatternWeights& patterns, std::size_t kind) {
  const std::size_t dimensions = points.dimensions[kind];
  const std::vector<std::int16_t> weights = weights_of(points, patterns, kind);
  const std::vector<std::int16_t> values(points.rows[kind].begin(), points.rows[kind].end());
  std::vector<std::int32_t> products;
  std::int16_t* row = row_at(static_cast<PlaceKind>(kind), 0);
  for (std::size_t number = 0; number < row_count(points, kind); ++number) {
    const std::int16_t* weight = weights.data();
    for (std::size_t group = 0; group < groups_.size(); ++group) {
      products.resize(weights_in(groups_[group]));
      for (std::int32_t& each : products) {
        each = product(&values[number * dimensions], weight, dimensions);
        weight += dimensions;
      }
      const float unit = points.scale[kind] * patterns.scale[group] * number_unit, most = greatest(groups_[group]);
      for (std::size_t at = 0; at < products.size(); ++at)
        row[at] = rounded(static_cast<float>(products[at]) * unit, most);
      row += products.size();
    }
  }
}

// A character that is known has one sound: its row may hold both.
void PlaceRows::add_sounds_to_letters(const PointTables& points) {
  for (std::size_t at = 0; at < points.letters.size(); ++at) {
    const std::size_t number = row_of_sound_[syllable(points.letters[at])];
    if (number == 0) continue;
    const Row sound = row_at(PlaceKind::sound, number);
    std::int16_t* letter = row_at(PlaceKind::letter, at + 1);
    for (std::size_t p = 0; p < row_size_; ++p) letter[p] = static_cast<std::int16_t>(letter[p] + sound[p]);
  }
}

std::size_t PlaceRows::letter_row(char32_t sign) const {
  if (sign < basic_plane) return row_of_letter_[sign];
  const auto word = std::lower_bound(words_.begin(), words_.end(), sign);
  return word != words_.end() && *word == sign ? row_before_words_ + 1 + static_cast<std::size_t>(word - words_.begin())
                                               : 0;
}

PlaceRows::Rows PlaceRows::rows_of(const Place& place) const {
  const std::size_t letter = letter_row(place.sign);
  const bool has_its_sound = letter != 0 && syllable(place.sign) == place.sound;
  const std::size_t of_class = row_of_class_[place.word_class / 2];
  Rows rows{};
  std::size_t count = 0;
  const auto add = [&](PlaceKind kind, std::size_t number) { rows[count++] = row_at(kind, number); };
  add(PlaceKind::letter, letter);
  if (!has_its_sound && row_of_sound_[place.sound] != 0) add(PlaceKind::sound, row_of_sound_[place.sound]);
  if (of_class != 0) add(PlaceKind::word_class, of_class + place.word_class % 2);
  if (place.meaning != 0) add(PlaceKind::meaning, place.meaning);
  return rows;
}

std::vector<PlaceRows::Rows> PlaceRows::rows_of(std::span<const Place> sentence) const {
  std::vector<Rows> rows;
  rows.reserve(sentence.size());
  for (const Place& place : join_words(sentence, words_)) rows.push_back(rows_of(place));
  return rows;
}

}  // namespace jiaxin::policy
