#include "policy/model/attention_net.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <limits>

#include "policy/model/exponential.hpp"
#include "policy/model/whole_numbers.hpp"

namespace jiaxin::policy {
namespace {

constexpr std::size_t units = attention_units;
constexpr std::size_t asked_units = 3 * units;
constexpr std::size_t head_units = units / attention_heads;
constexpr float share_unit = 16384;  // of a share of 1: with any number the sums stay within 32 bits
constexpr float most_number = std::numeric_limits<std::int16_t>::max();
constexpr float most_asked = 8191;  // products of those of a head stay within 32 bits
static_assert(units % attention_heads == 0 && units % pattern_lanes == 0);

const PatternWeights& checked(const PatternWeights& near) {
  require(near.groups.size() == 1 && near.groups[0].width == near_width && near.groups[0].count == units);
  return near;
}

std::vector<float> checked(const std::vector<float>& distance) {
  require(distance.size() == attention_heads * distance_bins && finite(distance));
  return distance;
}

std::int16_t within(std::int32_t number) {
  constexpr std::int32_t end = std::numeric_limits<std::int16_t>::max();
  return static_cast<std::int16_t>(std::clamp(number, -end, end));
}

void add_to(std::vector<std::int16_t>& all, const std::vector<std::int16_t>& more) {
  for (std::size_t at = 0; at < all.size(); ++at) all[at] = within(all[at] + more[at]);
}

void cut_off(std::vector<std::int16_t>& all) {
  for (std::int16_t& each : all) each = std::max<std::int16_t>(each, 0);
}

}  // namespace

AttentionNet::Matrix::Matrix(const MatrixTables& tables, std::size_t in, std::size_t out)
    : inputs(in), outputs(out), scale(tables.scale), weights(tables.weights.begin(), tables.weights.end()) {
  require(weights.size() == inputs * outputs && tables.bias.size() == outputs && finite(scale));
  for (const float each : tables.bias) bias.push_back(each * number_unit);
  require(finite(bias));
}

AttentionNet::Numbers AttentionNet::Matrix::operator()(const Numbers& in, float most) const {
  const std::size_t places = in.size() / inputs;
  Numbers out(places * outputs);
  for (std::size_t place = 0; place < places; ++place)
    for (std::size_t output = 0; output < outputs; ++output) {
      const std::int32_t sum = product(&weights[output * inputs], &in[place * inputs], inputs);
      out[place * outputs + output] = rounded(static_cast<float>(sum) * scale + bias[output], most);
    }
  return out;
}

AttentionNet::AttentionNet(const PointTables& points, const AttentionTables& tables)
    : rows_(points, checked(tables.near)),
      ask_(tables.ask, units, asked_units),
      gather_(tables.gather, units, units),
      widen_(tables.widen, units, hidden_units),
      narrow_(tables.narrow, hidden_units, units),
      distance_(checked(tables.distance)),
      head_(tables.head, 2 * units) {}

AttentionNet::Gist AttentionNet::gist(std::span<const Place> sentence) const {
  const auto rows = rows_.rows_of(sentence);
  if (rows.empty()) return {};
  Numbers numbers(rows.size() * units);
  rows_.lay(rows, [&](std::size_t place, std::size_t first, const PlaceRows::Block& sum) {
    std::memcpy(&numbers[place * units + first], &sum, sizeof sum);
  });
  cut_off(numbers);
  add_to(numbers, gather_(look_around(ask_(numbers, most_asked)), most_number));
  Numbers hidden = widen_(numbers, most_number);
  cut_off(hidden);
  add_to(numbers, narrow_(hidden, most_number));

  Gist gist{Numbers(numbers.begin(), numbers.begin() + units), std::vector<std::int32_t>(units),
            static_cast<std::int32_t>(rows.size())};
  for (std::size_t at = 0; at < numbers.size(); ++at) {
    gist.greatest[at % units] = std::max(gist.greatest[at % units], numbers[at]);
    gist.sum[at % units] += numbers[at];
  }
  return gist;
}

AttentionNet::Numbers AttentionNet::look_around(const Numbers& asked) const {
  const std::size_t places = asked.size() / asked_units;
  Numbers gathered(places * units);
  for (std::size_t place = 0; place < places; ++place)
    for (std::size_t head = 0; head < attention_heads; ++head)
      look_from(place, head, asked, std::span(gathered).subspan(place * units + head * head_units, head_units));
  return gathered;
}

void AttentionNet::look_from(std::size_t place, std::size_t head, const Numbers& asked,
                             std::span<std::int16_t> gathered) const {
  const std::size_t places = asked.size() / asked_units, part = head * head_units;
  const std::size_t from = place - std::min(place, farthest_place);
  const std::size_t count = std::min(places, place + farthest_place + 1) - from;
  const float scale = 1 / (number_unit * number_unit * std::sqrt(static_cast<float>(head_units)));
  std::array<float, 2 * farthest_place + 1> shares;
  float greatest = -std::numeric_limits<float>::infinity(), sum = 0;
  for (std::size_t at = 0; at < count; ++at) {
    const std::int32_t fits =
        product(&asked[place * asked_units + part], &asked[(from + at) * asked_units + units + part], head_units);
    shares[at] = static_cast<float>(fits) * scale + distance_[head * distance_bins + distance_bin(place, from + at)];
    greatest = std::max(greatest, shares[at]);
  }
  for (std::size_t at = 0; at < count; ++at) sum += shares[at] = exponential(shares[at] - greatest);
  std::array<std::int32_t, head_units> told{};
  for (std::size_t at = 0; at < count; ++at) {
    const std::int16_t share = rounded(shares[at] / sum * share_unit, share_unit);
    const std::int16_t* const tells = &asked[(from + at) * asked_units + 2 * units + part];
    for (std::size_t n = 0; n < head_units; ++n) told[n] += share * tells[n];
  }
  for (std::size_t n = 0; n < head_units; ++n)
    gathered[n] = rounded(static_cast<float>(told[n]) / share_unit, most_number);
}

void AttentionNet::add(Gist& gist, const Gist& other) {
  if (other.places == 0) return;
  if (gist.places == 0) {
    gist = other;
    return;
  }
  for (std::size_t unit = 0; unit < units; ++unit) {
    gist.greatest[unit] = std::max(gist.greatest[unit], other.greatest[unit]);
    gist.sum[unit] += other.sum[unit];
  }
  gist.places += other.places;
}

double AttentionNet::score(const Gist& gist) const {
  Numbers numbers(2 * units);
  for (std::size_t unit = 0; unit < units && gist.places > 0; ++unit) {
    numbers[unit] = gist.greatest[unit];
    numbers[units + unit] = static_cast<std::int16_t>(gist.sum[unit] / gist.places);
  }
  return head_.score(numbers);
}

}  // namespace jiaxin::policy
