#include "pattern_fit.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <span>
#include <utility>

#include "pattern_network.hpp"
#include "policy/model/hashing.hpp"
#include "policy/model/word_classes.hpp"
#include "policy/text/pinyin.hpp"

namespace jiaxin::policy::training {
namespace {

constexpr std::array<std::uint16_t, place_kinds> dimensions{48, 16, 24, 16};
const std::vector<PatternGroup> groups{{2, 48}, {3, 96}, {5, 96}, {9, 48}};
constexpr std::uint32_t seldom = 3;  // letters seen less often are unknown
constexpr int epochs = 12;
constexpr std::size_t batch = 24;
constexpr float first_rate = 0.001F, last_rate = 0.0001F;
constexpr float dropped_patterns = 0.3F;
// Of the places of a text so many lose their letter, so many their letter and their sound, and so many what is known of
// their word.
constexpr float forgotten_letters = 0.15F, forgotten_sounds = 0.075F, forgotten_words = 0.075F;
constexpr std::size_t most_passages = 8;  // of a lawful text that are looked at in one epoch

// exp without the library's, which differs from machine to machine in its last bit.
float logistic(float score) {
  double power = 1 + std::clamp(static_cast<double>(score), -30.0, 30.0) / 1024;
  for (int doubling = 0; doubling < 10; ++doubling) power *= power;
  return static_cast<float>(power / (1 + power));
}

class Random {
 public:
  explicit Random(std::uint32_t seed) : source_(seed) {}
  std::size_t below(std::size_t count) { return source_() % count; }
  float share() { return static_cast<float>(source_() >> 8) / 16777216.0F; }

 private:
  std::mt19937 source_;
};

class Vocabulary {
 public:
  Vocabulary(const std::vector<TextSamples>& samples, const Chosen& chosen) {
    std::map<char32_t, std::uint32_t> seen;
    for (std::size_t text = 0; text < samples.size(); ++text)
      if (chosen(text))
        for (const Place& place : samples[text].places.all) ++seen[place.sign];
    for (const auto& [letter, times] : seen)
      if (times >= seldom && letter < 0x10000) {
        letters_.push_back(letter);
        rows_[letter] = static_cast<std::uint32_t>(letters_.size());
      }
  }

  Shape shape() const {
    return {dimensions, groups, {1 + letters_.size(), syllables(), 2 + 2 * names().size(), place_meanings}};
  }
  RowNumbers rows_of(const Place& place) const {
    const auto letter = rows_.find(place.sign);
    return {letter == rows_.end() ? 0 : letter->second, place.sound, place.word_class, place.meaning};
  }
  void name_rows(PatternTables& tables) const {
    tables.letters = letters_;
    for (std::uint16_t one = 1; one < syllables(); ++one) tables.sounds.push_back(hash_text(spelling(one)));
    tables.classes.assign(names().begin(), names().end());
  }

 private:
  static std::span<const std::uint32_t> names() { return known_word_classes().names(); }

  std::vector<std::uint32_t> letters_;
  std::map<char32_t, std::uint32_t> rows_;
};

// The passages of a text that one epoch looks at, and the places they reach.
struct Glimpse {
  std::vector<PlaceRange> passages;  // in `rows`
  std::vector<RowNumbers> rows;
};

class Trainer {
 public:
  Trainer(const std::vector<Text>& texts, const std::vector<TextSamples>& samples, const Chosen& chosen)
      : texts_(texts), samples_(samples), vocabulary_(samples, chosen), network_(vocabulary_.shape(), 7), random_(1) {
    for (std::size_t text = 0; text < texts.size(); ++text)
      if (chosen(text) && !samples[text].passages.empty()) order_.push_back(text);
    mask_.resize(network_.patterns());
  }

  PatternTables run() {
    for (int epoch = 0; epoch < epochs; ++epoch)
      one_epoch(first_rate + (last_rate - first_rate) * static_cast<float>(epoch) / epochs);
    PatternTables tables = network_.tables();
    vocabulary_.name_rows(tables);
    return tables;
  }

 private:
  void one_epoch(float rate) {
    for (std::size_t at = order_.size(); at > 1; --at) std::swap(order_[at - 1], order_[random_.below(at)]);
    std::size_t waiting = 0;
    for (const std::size_t text : order_) {
      learn(text);
      if (++waiting == batch) network_.step(rate, std::exchange(waiting, 0));
    }
    if (waiting > 0) network_.step(rate, waiting);
  }

  void learn(std::size_t text) {
    const bool violation = texts_[text].violation;
    const Glimpse seen = forget(look(text));
    network_.forward(seen.rows, activity_);
    for (float& each : mask_) each = random_.share() < dropped_patterns ? 0 : 1 / (1 - dropped_patterns);
    std::vector<Pooled> pooled;
    for (const auto& [begin, end] : seen.passages) pooled.push_back(network_.pool(activity_, begin, end, mask_));
    const auto worst = std::max_element(pooled.begin(), pooled.end(),
                                        [](const Pooled& a, const Pooled& b) { return a.score < b.score; });
    blame(seen, *worst, violation);
    if (!violation && pooled.size() > 1) blame(seen, pooled[random_.below(pooled.size())], false);
  }
  void blame(const Glimpse& seen, const Pooled& passage, bool violation) {
    network_.backward(seen.rows, activity_, passage, mask_, logistic(passage.score) - (violation ? 1.0F : 0.0F));
  }

  Glimpse look(std::size_t text) {
    const std::vector<Place>& places = samples_[text].places.all;
    const auto last = static_cast<std::uint32_t>(places.size());
    Glimpse seen;
    std::uint32_t reached = 0;  // places before it are taken or left out
    for (const PlaceRange& passage : passages_of(text)) {
      const std::uint32_t from = std::max(reached, passage.begin - std::min(passage.begin, pattern_reach));
      reached = std::max(reached, std::min(last, passage.end + pattern_reach));
      for (std::uint32_t at = from; at < reached; ++at) seen.rows.push_back(vocabulary_.rows_of(places[at]));
      const auto behind = static_cast<std::uint32_t>(seen.rows.size()) - reached;
      seen.passages.push_back({passage.begin + behind, passage.end + behind});
    }
    return seen;
  }

  // By their beginnings.
  std::vector<PlaceRange> passages_of(std::size_t text) {
    const TextSamples& sample = samples_[text];
    if (texts_[text].violation)
      return sample.guilty.empty() ? sample.ranges
                                   : std::vector{sample.ranges[sample.guilty[random_.below(sample.guilty.size())]]};
    std::vector<PlaceRange> passages = sample.ranges;
    if (passages.size() > most_passages) {
      for (std::size_t at = 0; at < most_passages; ++at)
        std::swap(passages[at], passages[at + random_.below(passages.size() - at)]);
      passages.resize(most_passages);
    }
    std::sort(passages.begin(), passages.end(), [](const PlaceRange& a, const PlaceRange& b) {
      return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
    });
    return passages;
  }

  Glimpse forget(Glimpse seen) {
    for (RowNumbers& place : seen.rows) {
      const auto lose = [&](PlaceKind kind) { place[static_cast<std::size_t>(kind)] = 0; };
      const float drawn = random_.share();
      if (drawn < forgotten_letters + forgotten_sounds) lose(PlaceKind::letter);
      if (drawn < forgotten_sounds) lose(PlaceKind::sound);
      if (drawn >= 1 - forgotten_words) {
        lose(PlaceKind::word_class);
        lose(PlaceKind::meaning);
      }
    }
    return seen;
  }

  const std::vector<Text>& texts_;
  const std::vector<TextSamples>& samples_;
  Vocabulary vocabulary_;
  PatternNetwork network_;
  Random random_;
  std::vector<std::size_t> order_;
  std::vector<float> mask_;
  Activity activity_;
};

}  // namespace

PatternTables fit_patterns(const std::vector<Text>& texts, const std::vector<TextSamples>& samples,
                           const Chosen& chosen) {
  return Trainer(texts, samples, chosen).run();
}

}  // namespace jiaxin::policy::training
