#include "policy/model/pattern_net.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>
#include <stdexcept>

#include "policy/model/hashing.hpp"
#include "policy/model/latin_word.hpp"
#include "policy/model/word_classes.hpp"
#include "policy/text/pinyin.hpp"

namespace jiaxin::policy {
namespace {

constexpr float fit_unit = 256;  // of a fit of 1
constexpr std::size_t basic_plane = 0x10000;
constexpr std::size_t most_patterns = 512;  // the sum of their fits times joint weights stays within 32 bits

// Written for the vectors that every machine of this kind has.
constexpr std::size_t lanes = 8;
using Lanes [[gnu::vector_size(lanes * sizeof(std::int16_t))]] = std::int16_t;
using Block = std::array<Lanes, pattern_lanes / lanes>;
static_assert(sizeof(Block) == pattern_lanes * sizeof(std::int16_t));

Block block_at(const std::int16_t* values) {
  Block block;
  std::memcpy(&block, values, sizeof block);
  return block;
}

std::size_t weights_in(const PatternGroup& group) { return std::size_t{group.width} * group.count; }

void require(bool holds) {
  if (!holds) throw std::runtime_error("the policy model's patterns do not fit together");
}

std::size_t all_dimensions(const PatternTables& tables) {
  std::size_t sum = 0;
  for (const std::uint16_t dimensions : tables.dimensions) sum += dimensions;
  return sum;
}

std::size_t row_count(const PatternTables& tables, std::size_t kind) {
  return tables.rows[kind].size() / tables.dimensions[kind];
}

void check(const PatternTables& tables) {
  std::size_t patterns = 0, weights = 0;
  require(!tables.groups.empty() && std::is_sorted(tables.letters.begin(), tables.letters.end()));
  for (const PatternGroup& group : tables.groups) {
    require(group.width > 0 && group.width <= widest_pattern && group.count > 0 && group.count % pattern_lanes == 0);
    patterns += group.count;
    weights += weights_in(group) * all_dimensions(tables);
  }
  require(tables.group_scale.size() == tables.groups.size() && tables.weights.size() == weights);
  require(tables.bias.size() == patterns && tables.share.size() == patterns && patterns <= most_patterns);
  require(tables.joints.size() == tables.joint_bias.size() * patterns &&
          tables.joint_share.size() == tables.joint_bias.size());
  const std::size_t rows[] = {1 + tables.letters.size(), 1 + tables.sounds.size(), 2 + 2 * tables.classes.size(),
                              place_meanings};
  for (std::size_t kind = 0; kind < place_kinds; ++kind)
    require(rows[kind] < basic_plane && tables.dimensions[kind] > 0 &&
            tables.rows[kind].size() == rows[kind] * tables.dimensions[kind]);
  const auto finite = [](const auto& numbers) {
    return std::all_of(numbers.begin(), numbers.end(), [](float number) { return std::isfinite(number); });
  };
  require(finite(tables.scale) && finite(tables.group_scale) && finite(tables.bias) && finite(tables.share) &&
          finite(tables.joint_bias) && finite(tables.joint_share) && std::isfinite(tables.joint_scale) &&
          std::isfinite(tables.base));
  for (const float scale : tables.scale)
    for (const float of_group : tables.group_scale) require(std::isfinite(scale * of_group * fit_unit));
}

// Sums of so many stay within 16 bits: one of each kind at each place.
float greatest(const PatternGroup& group) {
  return std::floor(std::numeric_limits<std::int16_t>::max() / static_cast<float>(group.width * place_kinds + 1)) - 1;
}

std::int32_t product(const std::int16_t* a, const std::int16_t* b, std::size_t count) {
  std::int32_t sum = 0;
  for (std::size_t at = 0; at < count; ++at) sum += a[at] * b[at];
  return sum;
}

std::int16_t rounded(float value, float most) {
  const float within = std::min(std::max(value, -most), most);
  return static_cast<std::int16_t>(static_cast<std::int32_t>(within + std::copysign(0.5F, within)));
}

}  // namespace

PatternNet::PatternNet(const PatternTables& tables)
    : groups_(tables.groups),
      row_of_letter_(basic_plane),
      share_(tables.share),
      base_(tables.base),
      joint_scale_(tables.joint_scale),
      joints_(tables.joints.begin(), tables.joints.end()),
      joint_bias_(tables.joint_bias),
      joint_share_(tables.joint_share) {
  check(tables);
  for (const PatternGroup& group : groups_) {
    row_size_ += weights_in(group);
    for (std::size_t pattern = 0; pattern < group.count; ++pattern)
      bias_.push_back(rounded(tables.bias[bias_.size()] * fit_unit, greatest(group)));
  }
  std::size_t rows = 0;
  for (std::size_t kind = 0; kind < place_kinds; ++kind) {
    first_row_[kind] = rows;
    rows += row_count(tables, kind);
  }
  rows_ = LargeArray<std::int16_t>(rows * row_size_);
  for (std::size_t kind = 0; kind < place_kinds; ++kind) make_rows(tables, kind);
  const auto first_word = std::lower_bound(tables.letters.begin(), tables.letters.end(), first_word_sign);
  words_.assign(first_word, tables.letters.end());
  row_before_words_ = static_cast<std::size_t>(first_word - tables.letters.begin());
  for (std::size_t at = 0; at < row_before_words_; ++at) {
    require(tables.letters[at] < basic_plane);
    row_of_letter_[tables.letters[at]] = static_cast<std::uint16_t>(at + 1);
  }
  const auto row_named = [](const std::vector<std::uint32_t>& known, std::uint32_t name) {
    const auto found = std::find(known.begin(), known.end(), name);
    return found == known.end() ? std::size_t{0} : static_cast<std::size_t>(found - known.begin()) + 1;
  };
  for (std::uint16_t one = 0; one < syllables(); ++one)
    row_of_sound_.push_back(
        static_cast<std::uint16_t>(one == 0 ? 0 : row_named(tables.sounds, hash_text(spelling(one)))));
  row_of_class_.push_back(0);
  for (const std::uint32_t name : known_word_classes().names())
    row_of_class_.push_back(static_cast<std::uint16_t>(2 * row_named(tables.classes, name)));
  add_sounds_to_letters(tables);
}

// By pattern, place, dimension of one kind, so that sums run along memory.
std::vector<std::int16_t> PatternNet::weights_of(const PatternTables& tables, std::size_t kind) {
  const std::size_t all = all_dimensions(tables), dimensions = tables.dimensions[kind];
  const auto before = std::accumulate(tables.dimensions.begin(), tables.dimensions.begin() + kind, std::size_t{0});
  std::vector<std::int16_t> turned;
  const std::int8_t* group_weights = tables.weights.data();
  for (const auto& [width, count] : tables.groups) {
    for (std::size_t place = 0; place < width; ++place)
      for (std::size_t p = 0; p < count; ++p)
        for (std::size_t d = 0; d < dimensions; ++d)
          turned.push_back(group_weights[(place * all + before + d) * count + p]);
    group_weights += std::size_t{width} * count * all;
  }
  return turned;
}

void PatternNet::make_rows(const PatternTables& tables, std::size_t kind) {
  const std::size_t dimensions = tables.dimensions[kind];
  const std::vector<std::int16_t> weights = weights_of(tables, kind);
  const std::vector<std::int16_t> values(tables.rows[kind].begin(), tables.rows[kind].end());
  std::vector<std::int32_t> products;
  std::int16_t* row = row_at(static_cast<PlaceKind>(kind), 0);
  for (std::size_t number = 0; number < row_count(tables, kind); ++number) {
    const std::int16_t* weight = weights.data();
    for (std::size_t group = 0; group < groups_.size(); ++group) {
      products.resize(weights_in(groups_[group]));
      for (std::int32_t& each : products) {
        each = product(&values[number * dimensions], weight, dimensions);
        weight += dimensions;
      }
      const float unit = tables.scale[kind] * tables.group_scale[group] * fit_unit, most = greatest(groups_[group]);
      for (std::size_t at = 0; at < products.size(); ++at)
        row[at] = rounded(static_cast<float>(products[at]) * unit, most);
      row += products.size();
    }
  }
}

// A character that is known has one sound: its row may hold both.
void PatternNet::add_sounds_to_letters(const PatternTables& tables) {
  for (std::size_t at = 0; at < tables.letters.size(); ++at) {
    const std::size_t number = row_of_sound_[syllable(tables.letters[at])];
    if (number == 0) continue;
    const Row sound = row_at(PlaceKind::sound, number);
    std::int16_t* letter = row_at(PlaceKind::letter, at + 1);
    for (std::size_t p = 0; p < row_size_; ++p) letter[p] = static_cast<std::int16_t>(letter[p] + sound[p]);
  }
}

std::size_t PatternNet::letter_row(char32_t sign) const {
  if (sign < basic_plane) return row_of_letter_[sign];
  const auto word = std::lower_bound(words_.begin(), words_.end(), sign);
  return word != words_.end() && *word == sign ? row_before_words_ + 1 + static_cast<std::size_t>(word - words_.begin())
                                               : 0;
}

PatternNet::Rows PatternNet::rows_of(const Place& place) const {
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

PatternNet::Fits PatternNet::fits(std::span<const Place> sentence) const {
  std::vector<Rows> rows;
  rows.reserve(sentence.size());
  for (const Place& place : join_words(sentence, words_)) rows.push_back(rows_of(place));
  Fits best(bias_.size());
  std::size_t in_row = 0, pattern = 0;
  for (const PatternGroup& group : groups_) {
    lay(group, rows, in_row, &bias_[pattern], &best[pattern]);
    in_row += weights_in(group);
    pattern += group.count;
  }
  return best;
}

void PatternNet::lay(const PatternGroup& group, const std::vector<Rows>& sentence, std::size_t in_row, Row bias,
                     std::int16_t* fits) const {
  const std::size_t before = group.width / 2;
  for (std::size_t at = 0; at < sentence.size(); ++at) {
    const std::size_t from = at < before ? before - at : 0;
    const std::size_t to = std::min<std::size_t>(group.width, sentence.size() + before - at);
    for (std::size_t first_of_block = 0; first_of_block < group.count; first_of_block += pattern_lanes) {
      Block sum = block_at(bias + first_of_block);
      for (std::size_t place = from; place < to; ++place)
        for (const Row one : sentence[at + place - before]) {
          if (!one) break;
          const Block values = block_at(one + in_row + place * group.count + first_of_block);
          for (std::size_t part = 0; part < sum.size(); ++part) sum[part] += values[part];
        }
      Block best = block_at(fits + first_of_block);
      for (std::size_t part = 0; part < sum.size(); ++part)
        best[part] = best[part] < sum[part] ? sum[part] : best[part];
      std::memcpy(fits + first_of_block, &best, sizeof best);
    }
  }
}

void PatternNet::better(Fits& fits, const Fits& others) {
  for (std::size_t at = 0; at < fits.size(); ++at) fits[at] = std::max(fits[at], others[at]);
}

double PatternNet::score(const Fits& fits) const {
  double sum = 0;
  for (std::size_t at = 0; at < fits.size(); ++at) sum += static_cast<double>(share_[at]) * fits[at];
  for (std::size_t unit = 0; unit < joint_bias_.size(); ++unit) {
    const std::int32_t together = product(&joints_[unit * fits.size()], fits.data(), fits.size());
    const double above = static_cast<double>(joint_bias_[unit]) * static_cast<double>(fit_unit) +
                         static_cast<double>(joint_scale_) * together;
    if (above > 0) sum += static_cast<double>(joint_share_[unit]) * above;
  }
  return static_cast<double>(base_) + sum / static_cast<double>(fit_unit);
}

}  // namespace jiaxin::policy
