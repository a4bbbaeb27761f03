#include "network_fit.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <random>
#include <span>
#include <utility>

#include "attention_network.hpp"
#include "pattern_network.hpp"
#include "policy/model/exponential.hpp"
#include "vocabulary.hpp"

namespace jiaxin::policy::training {
namespace {

constexpr std::array<std::uint16_t, place_kinds> dimensions{48, 16, 24, 16};
const std::vector<PatternGroup> groups{{2, 48}, {3, 96}, {5, 96}, {9, 48}};
constexpr std::size_t joints = 64;
constexpr int epochs = 12;
constexpr int wandering = 8;  // epochs before it is remembered
static_assert(wandering < epochs);
constexpr std::size_t batch = 24;
constexpr std::size_t between_memories = 64;  // steps
constexpr float first_rate = 0.0016F, last_rate = 0.0001F;
constexpr std::size_t slow_start = 200;  // steps until the first rate is reached
constexpr float dropped = 0.3F;          // of what a network found in a passage
// Of the places of a text so many lose their letter, so many their letter and their sound, and so many what is known of
// their word.
constexpr float forgotten_letters = 0.15F, forgotten_sounds = 0.075F, forgotten_words = 0.075F;
constexpr std::size_t most_passages = 8;  // of a lawful text that are looked at in one epoch

float logistic(float score) {
  const double power = exponential(static_cast<double>(score));
  return static_cast<float>(power / (1 + power));
}

std::optional<std::size_t> type_of(const Text& text) {
  if (!text.violation || text.type[0] != 'V') return std::nullopt;
  return static_cast<std::size_t>(text.type[1] - '1');
}

class Random {
 public:
  std::size_t below(std::size_t count) { return source_() % count; }
  float share() { return static_cast<float>(source_() >> 8) / 16777216.0F; }

 private:
  std::mt19937 source_{1};
};

// The passages of a text that one epoch looks at.
struct Glimpse {
  std::vector<PlaceRange> passages;  // in `places`
  Row places;
};

class Trainer {
 public:
  Trainer(const std::vector<Text>& texts, const std::vector<TextSamples>& samples, const Chosen& chosen)
      : texts_(texts),
        samples_(samples),
        vocabulary_(samples, chosen),
        points_(PointShape{dimensions, vocabulary_.rows()}, all_, first_),
        patterns_(groups, joints, points_, all_, first_),
        attention_(joints, points_, all_, first_) {
    for (std::size_t text = 0; text < texts.size(); ++text)
      if (chosen(text) && !samples[text].passages.empty()) order_.push_back(text);
  }

  NetworkTables run() {
    for (int epoch = 0; epoch < epochs; ++epoch)
      one_epoch(first_rate + (last_rate - first_rate) * static_cast<float>(epoch) / epochs, epoch >= wandering);
    all_.settle();
    turn();
    NetworkTables tables{points_.tables(all_), patterns_.tables(all_), attention_.tables(all_)};
    vocabulary_.name_rows(tables.points);
    return tables;
  }

 private:
  void one_epoch(float rate, bool remembering) {
    for (std::size_t at = order_.size(); at > 1; --at) std::swap(order_[at - 1], order_[random_.below(at)]);
    const std::size_t all = order_.size();
    for (std::size_t at = 0; at < all; ++at) {
      learn(order_[at]);
      if ((at + 1) % batch != 0 && at + 1 < all) continue;
      steps_ = std::min(steps_ + 1, slow_start);
      all_.step(rate * static_cast<float>(steps_) / slow_start, at % batch + 1);
      turn();
      if (remembering && (at / batch) % between_memories == 0) all_.remember();
    }
  }
  void turn() {
    patterns_.turn(all_);
    attention_.turn(all_);
  }

  void learn(std::size_t text) {
    const Glimpse seen = forget(look(text));
    points_.forward(all_, seen.places, at_points_);
    learn_patterns(seen, texts_[text]);
    learn_attention(seen, texts_[text]);
  }
  void learn_patterns(const Glimpse& seen, const Text& text) {
    patterns_.forward(all_, seen.places, at_points_, fits_);
    const std::vector<float> mask = drop(patterns_.patterns());
    std::vector<PooledFits> pooled;
    for (const PlaceRange& passage : seen.passages) pooled.push_back(patterns_.pool(all_, fits_, passage, mask));
    for (const std::size_t at : to_blame(pooled, text))
      patterns_.backward(all_, seen.places, at_points_, pooled[at], mask, lesson(pooled[at].head, text));
  }
  void learn_attention(const Glimpse& seen, const Text& text) {
    const std::vector<float> mask = drop(pooled_units);
    attention_.forward(all_, seen.places, at_points_, looks_);
    std::vector<PooledUnits> pooled;
    for (const PlaceRange& passage : seen.passages) pooled.push_back(attention_.pool(all_, looks_, passage, mask));
    for (const std::size_t at : to_blame(pooled, text))
      attention_.backward(all_, seen.places, at_points_, looks_, seen.passages[at], pooled[at], mask,
                          lesson(pooled[at].head, text));
  }

  std::vector<float> drop(std::size_t count) {
    std::vector<float> mask(count);
    for (float& each : mask) each = random_.share() < dropped ? 0 : 1 / (1 - dropped);
    return mask;
  }
  // The passages that the network learns from, by its own judgement.
  template <class Pooled>
  std::vector<std::size_t> to_blame(const std::vector<Pooled>& pooled, const Text& text) {
    const auto worst = std::max_element(pooled.begin(), pooled.end(),
                                        [](const Pooled& a, const Pooled& b) { return a.head.score < b.head.score; });
    std::vector<std::size_t> found{static_cast<std::size_t>(worst - pooled.begin())};
    if (!text.violation && pooled.size() > 1) found.push_back(random_.below(pooled.size()));
    return found;
  }
  static Lesson lesson(const HeadActivity& head, const Text& text) {
    return {logistic(head.score) - (text.violation ? 1.0F : 0.0F), type_of(text)};
  }

  // Each sentence once.
  Glimpse look(std::size_t text) {
    Glimpse seen;
    std::uint32_t taken = 0;  // sentences before it are taken or left out
    std::vector<std::uint32_t> begin(samples_[text].sentences.size() + 1);
    for (const Passage& passage : passages_of(text)) {
      for (std::uint32_t sentence = std::max(taken, passage.first_sentence); sentence < passage.last_sentence;
           ++sentence) {
        begin[sentence] = static_cast<std::uint32_t>(seen.places.rows.size());
        add(samples_[text].sentences[sentence], seen.places);
        begin[sentence + 1] = static_cast<std::uint32_t>(seen.places.rows.size());
      }
      taken = std::max(taken, passage.last_sentence);
      seen.passages.push_back({begin[passage.first_sentence], begin[passage.last_sentence]});
    }
    return seen;
  }
  void add(const std::vector<Place>& sentence, Row& places) const {
    const auto begin = static_cast<std::uint32_t>(places.rows.size());
    for (const Place& place : join_words(sentence, vocabulary_.words()))
      places.rows.push_back(vocabulary_.rows_of(place));
    places.sentence.resize(places.rows.size(), {begin, static_cast<std::uint32_t>(places.rows.size())});
  }

  // By their beginnings.
  std::vector<Passage> passages_of(std::size_t text) {
    const TextSamples& sample = samples_[text];
    if (texts_[text].violation && !sample.guilty.empty())
      return {sample.passages[sample.guilty[random_.below(sample.guilty.size())]]};
    std::vector<Passage> passages = sample.passages;
    if (!texts_[text].violation && passages.size() > most_passages) {
      for (std::size_t at = 0; at < most_passages; ++at)
        std::swap(passages[at], passages[at + random_.below(passages.size() - at)]);
      passages.resize(most_passages);
    }
    std::sort(passages.begin(), passages.end(), [](const Passage& a, const Passage& b) {
      return std::pair(a.first_sentence, a.last_sentence) < std::pair(b.first_sentence, b.last_sentence);
    });
    return passages;
  }

  Glimpse forget(Glimpse seen) {
    for (RowNumbers& place : seen.places.rows) {
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
  Parameters all_;
  std::mt19937 first_{7};
  PointSpace points_;
  PatternNetwork patterns_;
  AttentionNetwork attention_;
  Random random_;
  std::vector<std::size_t> order_;
  std::size_t steps_ = 0;
  PointActivity at_points_;
  FitActivity fits_;
  AttentionActivity looks_;
};

}  // namespace

NetworkTables fit_networks(const std::vector<Text>& texts, const std::vector<TextSamples>& samples,
                           const Chosen& chosen) {
  return Trainer(texts, samples, chosen).run();
}

}  // namespace jiaxin::policy::training
