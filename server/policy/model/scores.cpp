#include "policy/model/scores.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace jiaxin::policy {
namespace {

constexpr std::size_t usual_signs = 256;  // of a kind in a sentence

struct Tally {
  std::array<std::int64_t, sign_kinds> sum{};
  std::array<std::uint32_t, sign_kinds> signs{};

  Tally& operator+=(const Tally& other) {
    for (std::size_t kind = 0; kind < sign_kinds; ++kind) {
      sum[kind] += other.sum[kind];
      signs[kind] += other.signs[kind];
    }
    return *this;
  }
  Tally& operator-=(const Tally& other) {
    for (std::size_t kind = 0; kind < sign_kinds; ++kind) {
      sum[kind] -= other.sum[kind];
      signs[kind] -= other.signs[kind];
    }
    return *this;
  }
  bool any() const {
    return std::any_of(signs.begin(), signs.end(), [](std::uint32_t count) { return count > 0; });
  }
  double share() const {
    double all = 0;
    for (std::size_t kind = 0; kind < sign_kinds; ++kind) all += share_of(static_cast<double>(sum[kind]), signs[kind]);
    return all;
  }
};

class Scorer {
 public:
  Scorer(const Model& model, const Understood& understood, const Context& context, const std::vector<RuleHit>& hits)
      : model_(model.linear()),
        understood_(understood),
        context_(context),
        hits_(hits),
        networks_(model.networks(), [this](std::size_t sentence) { return places_of_sentence(sentence); }) {
    for (auto& kind : signs_) kind.reserve(usual_signs);
  }

  Suspected run(std::uint32_t from_letter, const Credit& credit, const Thresholds& from, double more_by_form) {
    std::vector<Suspicion> suspects;
    const std::vector<Passage> passages = passages_of(understood_.reading, from_letter);
    for (const Passage& passage : passages)
      if (const double given = credit(passage); std::isfinite(given)) suspects.push_back({passage, 0, given});
    if (suspects.empty()) return {};
    weigh_sentences(passages.front().first_sentence, from_letter);
    const double chance = chance_of(letters_said(understood_.reading, repeat_, from_letter));
    for (Suspicion& suspect : suspects) suspect.score = score(suspect.passage);
    const auto by_score = [](const auto& a, const auto& b) { return a.score < b.score; };
    if (std::max_element(suspects.begin(), suspects.end(), by_score)->score < from.block + chance + sure_by_signs)
      for (Suspicion& suspect : suspects)
        suspect.score = networks_.with_networks(suspect.score, suspect.passage, chance + more_by_form);
    for (Suspicion& suspect : suspects) {
      suspect.score -= chance;
      suspect.credited += suspect.score;
    }
    Suspected found{worth_telling(suspects, from.hold), worst_clause()};
    for (Suspicion& suspicion : found.passages)
      if (suspicion.credited >= from.hold) explain(suspicion);
    return found;
  }

 private:
  // Sums from the first sentence that counts, so that any passage is a difference of two.
  void weigh_sentences(std::uint32_t first, std::uint32_t from_letter) {
    const auto count = static_cast<std::uint32_t>(understood_.reading.sentences.size());
    until_.resize(count + 1);
    find_clauses();
    repeat_ = repeats(understood_, from_letter);
    for (std::uint32_t at = first; at < count; ++at) {
      until_[at + 1] = until_[at];
      if (repeat_[at]) continue;
      until_[at + 1] += tally_of(signs_of(at));
      tally_clauses();
    }
  }

  void find_clauses() {
    const auto& clauses = understood_.reading.clauses;
    clauses_.resize(clauses.size());
    clause_of_.resize(understood_.text.size());
    for (std::uint32_t at = 0; at < clauses.size(); ++at)
      std::fill(clause_of_.begin() + clauses[at].begin, clause_of_.begin() + clauses[at].end, at);
  }
  void tally_clauses() {
    for (std::size_t kind = 0; kind < sign_kinds; ++kind)
      for (const Sign& sign : signs_[kind]) {
        const std::uint32_t clause = clause_of_[sign.begin];
        if (clause != clause_of_[sign.end - 1]) continue;
        clauses_[clause].sum[kind] += model_.weight(sign.hash);
        ++clauses_[clause].signs[kind];
      }
  }
  double worst_clause() const {
    double worst = -std::numeric_limits<double>::infinity();
    for (const Tally& clause : clauses_)
      if (clause.any()) worst = std::max(worst, clause.share());
    return model_.bias() + model_.scale() * worst;
  }

  const Signs& signs_of(std::uint32_t sentence) {
    for (auto& kind : signs_) kind.clear();
    collect_signs(understood_, context_, hits_, sentence, signs_);
    return signs_;
  }

  Tally tally_of(const Signs& signs) const {
    Tally tally;
    for (std::size_t kind = 0; kind < sign_kinds; ++kind) {
      for (const Sign& sign : signs[kind]) tally.sum[kind] += model_.weight(sign.hash);
      tally.signs[kind] = static_cast<std::uint32_t>(signs[kind].size());
    }
    return tally;
  }

  double score(const Passage& passage) {
    Tally tally = until_[passage.last_sentence];
    tally -= until_[passage.first_sentence];
    for (auto& kind : signs_) kind.clear();
    collect_circumstances(understood_.reading, context_, passage,
                          signs_[static_cast<std::size_t>(SignKind::circumstances)]);
    tally += tally_of(signs_);
    return model_.bias() + model_.scale() * tally.share();
  }

  std::span<const Place> places_of_sentence(std::size_t sentence) {
    if (places_.of_letter.empty()) places_ = places_of(understood_);
    return places_in(places_, understood_, static_cast<std::uint32_t>(sentence));
  }

  void explain(Suspicion& worst) {
    for (auto& kind : signs_) kind.clear();
    for (std::uint32_t at = worst.passage.first_sentence; at < worst.passage.last_sentence; ++at)
      if (!repeat_[at]) collect_signs(understood_, context_, hits_, at, signs_);
    auto& around = signs_[static_cast<std::size_t>(SignKind::circumstances)];
    collect_circumstances(understood_.reading, context_, worst.passage, around);
    worst.type = type_of(signs_);
    around.clear();  // they stand on no letters
    find_letters(worst);
  }

  Violation type_of(const Signs& signs) const {
    std::array<double, violation_types> score{};
    for (std::size_t type = 0; type < violation_types; ++type) {
      double share = 0;
      for (const auto& kind : signs) {
        std::int64_t sum = 0;
        for (const Sign& sign : kind) sum += model_.type_weight(type, sign.hash);
        share += share_of(static_cast<double>(sum), kind.size());
      }
      score[type] = model_.type_bias(type) + model_.type_scale(type) * share;
    }
    return static_cast<Violation>(std::max_element(score.begin(), score.end()) - score.begin());
  }

  // Each sign's weight is spread over its letters; the stretch with the greatest sum, widened to clauses.
  void find_letters(Suspicion& worst) const {
    const auto& reading = understood_.reading;
    const std::uint32_t first_clause = reading.sentences[worst.passage.first_sentence].first_clause;
    const std::uint32_t last_clause = reading.sentences[worst.passage.last_sentence - 1].last_clause;
    const std::uint32_t begin = reading.clauses[first_clause].begin;
    std::vector<double> steps(reading.clauses[last_clause - 1].end - begin + 1, 0.0);
    for (const auto& kind : signs_)
      for (const Sign& sign : kind) {
        const double each = share_of(model_.weight(sign.hash), kind.size()) / (sign.end - sign.begin);
        steps[sign.begin - begin] += each;
        steps[sign.end - begin] -= each;
      }
    double best = 0, here = 0, letter = 0;
    std::uint32_t from = 0, best_from = 0, best_to = 0;  // where no letter speaks for it, the whole passage
    for (std::uint32_t at = 0; at + 1 < steps.size(); ++at) {
      letter += steps[at];
      if (here <= 0) {
        here = 0;
        from = at;
      }
      here += letter;
      if (here > best) {
        best = here;
        best_from = from;
        best_to = at + 1;
      }
    }
    if (best_to == 0) best_to = static_cast<std::uint32_t>(steps.size() - 1);
    widen(worst, begin + best_from, begin + best_to, first_clause, last_clause);
  }

  void widen(Suspicion& worst, std::uint32_t begin, std::uint32_t end, std::uint32_t first_clause,
             std::uint32_t last_clause) const {
    worst.begin = begin;
    worst.end = end;
    for (std::uint32_t at = first_clause; at < last_clause; ++at) {
      const Clause& clause = understood_.reading.clauses[at];
      if (clause.begin <= begin && begin < clause.end) worst.begin = clause.begin;
      if (clause.begin < end && end <= clause.end) worst.end = clause.end;
    }
  }

  const LinearModel& model_;
  const Understood& understood_;
  const Context& context_;
  const std::vector<RuleHit>& hits_;
  std::vector<bool> repeat_;
  std::vector<Tally> until_;
  std::vector<Tally> clauses_;
  std::vector<std::uint32_t> clause_of_;  // each letter
  Places places_;                         // when first needed
  NetworkScores networks_;
  Signs signs_;
};

}  // namespace

Suspected suspicions(const Model& model, const Understood& understood, const Context& context,
                     const std::vector<RuleHit>& hits, std::uint32_t from_letter, const Credit& credit,
                     const Thresholds& from) {
  const double more_by_form = from.block - model.thresholds(audience_of(context)).block;
  return Scorer(model, understood, context, hits).run(from_letter, credit, from, more_by_form);
}

}  // namespace jiaxin::policy
