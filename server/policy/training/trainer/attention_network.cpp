#include "attention_network.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "self_attention.hpp"

namespace jiaxin::policy::training {
namespace {

constexpr std::size_t units = attention_units;
static_assert(units % dense_lanes == 0 && hidden_units % dense_lanes == 0);

// Keeps the sizes of sums through layers cut off at 0 (He et al. 2015).
float range_for(std::size_t inputs) { return std::sqrt(6 / static_cast<float>(inputs)); }
constexpr float of_shortcut = 0.5F;  // beside what goes on unchanged

void cut_off(std::vector<float>& outputs) {
  for (float& each : outputs) each = std::max(0.0F, each);
}

// Slopes over what cut_off() was given, where `outputs` are what it made.
void cut_slopes(std::vector<float>& slopes, const float* outputs) {
  for (std::size_t at = 0; at < slopes.size(); ++at)
    if (outputs[at] <= 0) slopes[at] = 0;
}

}  // namespace

AttentionNetwork::AttentionNetwork(std::size_t joints, const PointSpace& points, Parameters& all, std::mt19937& random)
    : points_(points),
      near_(near_width * points.dimensions(), units, range_for(near_width * points.dimensions()), all, random),
      ask_(units, 3 * units, range_for(units), all, random),
      gather_(units, units, of_shortcut * range_for(units), all, random),
      widen_(units, hidden_units, range_for(units), all, random),
      narrow_(hidden_units, units, of_shortcut * range_for(hidden_units), all, random),
      distance_at_(all.take(attention_heads * distance_bins)),
      head_(pooled_units, joints, all, random) {}

void AttentionNetwork::turn(const Parameters& all) {
  for (DenseLayer* layer : {&near_, &ask_, &gather_, &widen_, &narrow_}) layer->turn(all);
}

void AttentionNetwork::forward(const Parameters& all, const Row& row, const PointActivity& points,
                               AttentionActivity& out) const {
  const std::size_t places = row.rows.size(), dimensions = points_.dimensions();
  out.near.resize(places * units);
  out.asked.resize(places * 3 * units);
  out.shares.clear();
  out.shares_at.assign(places, 0);
  out.gathered.resize(places * units);
  out.mixed.resize(places * units);
  out.hidden.resize(places * hidden_units);
  out.out.resize(places * units);
  for (std::size_t first = 0; first < places; first = row.sentence[first].end)
    near_.forward(all, &points.all[(points.at[first] - near_width / 2) * dimensions], dimensions,
                  row.sentence[first].size(), &out.near[first * units]);
  cut_off(out.near);
  ask_.forward(all, out.near.data(), units, places, out.asked.data());
  for (std::size_t first = 0; first < places; first = row.sentence[first].end) {
    const std::size_t count = row.sentence[first].size();
    out.shares_at[first] = out.shares.size();
    out.shares.resize(out.shares.size() + attention_heads * count * count);
    look_around(count, &out.asked[first * 3 * units], all.value(distance_at_), &out.shares[out.shares_at[first]],
                &out.gathered[first * units]);
  }
  gather_.forward(all, out.gathered.data(), units, places, out.mixed.data());
  for (std::size_t at = 0; at < out.mixed.size(); ++at) out.mixed[at] += out.near[at];
  widen_.forward(all, out.mixed.data(), units, places, out.hidden.data());
  cut_off(out.hidden);
  narrow_.forward(all, out.hidden.data(), hidden_units, places, out.out.data());
  for (std::size_t at = 0; at < out.out.size(); ++at) out.out[at] += out.mixed[at];
}

PooledUnits AttentionNetwork::pool(const Parameters& all, const AttentionActivity& activity, PlaceRange passage,
                                   std::span<const float> mask) const {
  PooledUnits pooled{std::vector<std::size_t>(units, passage.begin), {}};
  std::vector<float> numbers(pooled_units);
  for (std::size_t unit = 0; unit < units && passage.size() > 0; ++unit) {
    float greatest = activity.out[passage.begin * units + unit], sum = 0;
    for (std::size_t at = passage.begin; at < passage.end; ++at) {
      const float here = activity.out[at * units + unit];
      sum += here;
      if (here > greatest) {
        greatest = here;
        pooled.where[unit] = at;
      }
    }
    numbers[unit] = greatest * mask[unit];
    numbers[units + unit] = sum / static_cast<float>(passage.size()) * mask[units + unit];
  }
  pooled.head = head_.forward(all, std::move(numbers));
  return pooled;
}

void AttentionNetwork::backward(Parameters& all, const Row& row, const PointActivity& points,
                                const AttentionActivity& activity, PlaceRange passage, const PooledUnits& pooled,
                                std::span<const float> mask, const Lesson& lesson) const {
  std::vector<float> of_numbers = head_.backward(all, pooled.head, lesson);
  if (passage.size() == 0) return;
  for (std::size_t at = 0; at < of_numbers.size(); ++at) of_numbers[at] *= mask[at];
  std::vector<float> slopes = out_slopes(pooled, passage, of_numbers);
  backward_hidden(all, activity, passage, slopes);
  backward_looks(all, row, activity, passage, slopes);
  cut_slopes(slopes, &activity.near[passage.begin * units]);
  backward_points(all, row, points, passage, slopes);
}

std::vector<float> AttentionNetwork::out_slopes(const PooledUnits& pooled, PlaceRange passage,
                                                std::span<const float> of_numbers) const {
  std::vector<float> slopes;
  for (std::size_t at = 0; at < passage.size(); ++at)
    for (std::size_t unit = 0; unit < units; ++unit)
      slopes.push_back(of_numbers[units + unit] / static_cast<float>(passage.size()));
  for (std::size_t unit = 0; unit < units; ++unit)
    slopes[(pooled.where[unit] - passage.begin) * units + unit] += of_numbers[unit];
  return slopes;
}

// From slopes over `out` to those over `mixed`.
void AttentionNetwork::backward_hidden(Parameters& all, const AttentionActivity& activity, PlaceRange passage,
                                       std::vector<float>& slopes) const {
  const float* const hidden = &activity.hidden[passage.begin * hidden_units];
  std::vector<float> of_hidden(passage.size() * hidden_units);
  narrow_.backward(all, hidden, hidden_units, slopes.data(), passage.size(), of_hidden.data());
  cut_slopes(of_hidden, hidden);
  widen_.backward(all, &activity.mixed[passage.begin * units], units, of_hidden.data(), passage.size(), slopes.data());
}

// From slopes over `mixed` to those over `near`.
void AttentionNetwork::backward_looks(Parameters& all, const Row& row, const AttentionActivity& activity,
                                      PlaceRange passage, std::vector<float>& slopes) const {
  std::vector<float> of_gathered(slopes.size()), of_asked(3 * slopes.size());
  gather_.backward(all, &activity.gathered[passage.begin * units], units, slopes.data(), passage.size(),
                   of_gathered.data());
  for (std::size_t first = passage.begin; first < passage.end; first = row.sentence[first].end)
    look_back(row.sentence[first].size(), &activity.asked[first * 3 * units],
              &activity.shares[activity.shares_at[first]], &of_gathered[(first - passage.begin) * units],
              &of_asked[(first - passage.begin) * 3 * units], all.slope(distance_at_));
  ask_.backward(all, &activity.near[passage.begin * units], units, of_asked.data(), passage.size(), slopes.data());
}

void AttentionNetwork::backward_points(Parameters& all, const Row& row, const PointActivity& points, PlaceRange passage,
                                       const std::vector<float>& slopes) const {
  const std::size_t dimensions = points_.dimensions();
  std::vector<float> of_points(passage.size() * near_.slope_step());
  for (std::size_t first = passage.begin; first < passage.end; first = row.sentence[first].end) {
    const std::size_t from = first - passage.begin;
    near_.backward(all, &points.all[(points.at[first] - near_width / 2) * dimensions], dimensions,
                   &slopes[from * units], row.sentence[first].size(), &of_points[from * near_.slope_step()]);
  }
  for (std::size_t place = passage.begin; place < passage.end; ++place)
    for (std::size_t beside = 0; beside < near_width; ++beside) {
      const std::size_t at = place + beside - near_width / 2;  // wraps below 0, beyond every sentence
      if (at < row.sentence[place].begin || at >= row.sentence[place].end) continue;
      points_.backward(all, row.rows[at],
                       &of_points[(place - passage.begin) * near_.slope_step() + beside * dimensions], 1);
    }
}

AttentionTables AttentionNetwork::tables(const Parameters& all) const {
  AttentionTables tables;
  const MatrixTables near = near_.tables(all);
  tables.near.groups = {{near_width, units}};
  tables.near.scale = {near.scale};
  for (std::size_t input = 0; input < near_.inputs(); ++input)
    for (std::size_t unit = 0; unit < units; ++unit)
      tables.near.weights.push_back(near.weights[unit * near_.inputs() + input]);
  tables.near.bias = near.bias;
  tables.ask = ask_.tables(all);
  tables.gather = gather_.tables(all);
  tables.widen = widen_.tables(all);
  tables.narrow = narrow_.tables(all);
  tables.distance.assign(all.value(distance_at_), all.value(distance_at_) + attention_heads * distance_bins);
  tables.head = head_.tables(all);
  return tables;
}

}  // namespace jiaxin::policy::training
