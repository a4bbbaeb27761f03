#include "self_attention.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "policy/model/attention_net.hpp"
#include "policy/model/exponential.hpp"
#include "wide.hpp"

namespace jiaxin::policy::training {
namespace {

constexpr std::size_t heads = attention_heads, units = attention_units;
constexpr std::size_t numbers = units / heads, step = 3 * units;  // of a head; from one place to the next

// One head's part of what one kind of `asked` holds, by number, place.
class Turned {
 public:
  explicit Turned(std::size_t places) : places_(places), all_(numbers * places) {}
  void read(const float* from) {
    for (std::size_t at = 0; at < places_; ++at)
      for (std::size_t n = 0; n < numbers; ++n) all_[n * places_ + at] = from[at * step + n];
  }
  void write(float* to) const {
    for (std::size_t at = 0; at < places_; ++at)
      for (std::size_t n = 0; n < numbers; ++n) to[at * step + n] = all_[n * places_ + at];
  }
  const float* operator[](std::size_t number) const { return &all_[number * places_]; }
  float* operator[](std::size_t number) { return &all_[number * places_]; }
  void clear() { std::fill(all_.begin(), all_.end(), 0.0F); }

 private:
  std::size_t places_;
  std::vector<float> all_;
};

struct Seen {
  std::size_t from, to;  // places, half-open
};
Seen seen_from(std::size_t at, std::size_t places) {
  return {at - std::min(at, farthest_place), std::min(places, at + farthest_place + 1)};
}

[[gnu::always_inline]] inline void add(float* to, const float* from, float times, std::size_t count) {
  for (std::size_t at = 0; at < count; ++at) to[at] += times * from[at];
}

[[gnu::always_inline]] inline void soften(float* scores, const Seen& seen) {
  float most = scores[seen.from];
  for (std::size_t j = seen.from; j < seen.to; ++j) most = scores[j] > most ? scores[j] : most;
  for (std::size_t j = seen.from; j < seen.to; ++j) scores[j] = exponential(scores[j] - most);
  float sum = 0;
  for (std::size_t j = seen.from; j < seen.to; ++j) sum += scores[j];
  for (std::size_t j = seen.from; j < seen.to; ++j) scores[j] /= sum;
}

float score_scale() { return 1 / std::sqrt(static_cast<float>(numbers)); }

}  // namespace

JIAXIN_WIDE void look_around(std::size_t places, const float* asked, const float* distance, float* shares,
                             float* gathered) {
  const float scale = score_scale();
  Turned known(places);
  std::fill_n(gathered, places * units, 0.0F);
  std::fill_n(shares, heads * places * places, 0.0F);
  for (std::size_t head = 0; head < heads; ++head, distance += distance_bins) {
    known.read(asked + units + head * numbers);
    for (std::size_t i = 0; i < places; ++i, shares += places) {
      const Seen seen = seen_from(i, places);
      for (std::size_t n = 0; n < numbers; ++n)
        add(shares + seen.from, known[n] + seen.from, asked[i * step + head * numbers + n] * scale,
            seen.to - seen.from);
      for (std::size_t j = seen.from; j < seen.to; ++j) shares[j] += distance[distance_bin(i, j)];
      soften(shares, seen);
      for (std::size_t j = seen.from; j < seen.to; ++j)
        add(gathered + i * units + head * numbers, asked + j * step + 2 * units + head * numbers, shares[j], numbers);
    }
  }
}

JIAXIN_WIDE void look_back(std::size_t places, const float* asked, const float* shares, const float* gathered_slopes,
                           float* asked_slopes, float* distance_slopes) {
  const float scale = score_scale();
  Turned told(places), of_known(places), of_told(places);
  std::vector<float> slopes(places);
  std::fill_n(asked_slopes, places * step, 0.0F);
  for (std::size_t head = 0; head < heads; ++head, distance_slopes += distance_bins) {
    const std::size_t part = head * numbers;
    told.read(asked + 2 * units + part);
    of_known.clear();
    of_told.clear();
    for (std::size_t i = 0; i < places; ++i, shares += places) {
      const Seen seen = seen_from(i, places);
      const std::size_t count = seen.to - seen.from;
      const float* const of_gathered = gathered_slopes + i * units + part;
      std::fill(slopes.begin(), slopes.end(), 0.0F);
      for (std::size_t n = 0; n < numbers; ++n) add(&slopes[seen.from], told[n] + seen.from, of_gathered[n], count);
      float mean = 0;
      for (std::size_t j = seen.from; j < seen.to; ++j) mean += slopes[j] * shares[j];
      for (std::size_t j = seen.from; j < seen.to; ++j) slopes[j] = shares[j] * (slopes[j] - mean);
      for (std::size_t j = seen.from; j < seen.to; ++j) distance_slopes[distance_bin(i, j)] += slopes[j];
      for (std::size_t j = seen.from; j < seen.to; ++j) slopes[j] *= scale;
      for (std::size_t j = seen.from; j < seen.to; ++j)
        add(asked_slopes + i * step + part, asked + j * step + units + part, slopes[j], numbers);
      for (std::size_t n = 0; n < numbers; ++n) {
        add(of_known[n] + seen.from, &slopes[seen.from], asked[i * step + part + n], count);
        add(of_told[n] + seen.from, shares + seen.from, of_gathered[n], count);
      }
    }
    of_known.write(asked_slopes + units + part);
    of_told.write(asked_slopes + 2 * units + part);
  }
}

}  // namespace jiaxin::policy::training
