#include "policy/weigh.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

#include "policy/terms/verdict.hpp"

namespace jiaxin::policy {
namespace {

constexpr std::uint32_t longest_window = 24;  // letters in a run of scraps that are read as one
constexpr std::size_t most_scraps = 4;
constexpr std::size_t most_hits = 64;  // of evidence, and as many that count alone

template <std::size_t N>
bool meets_all(const ConceptSet& live, const std::array<ConceptSet, N>& all) {
  return std::all_of(all.begin(), all.end(), [&](const ConceptSet& one) { return one.empty() || live.meets(one); });
}

constexpr bool is_learning(Violation type) {
  return type == Violation::v1 || type == Violation::v2 || type == Violation::v3 || type == Violation::v6;
}

}  // namespace

Scales::Scales(std::span<const Pack> packs) : packs_(packs) {
  for (const Pack& pack : packs) {
    for (const Pattern& pattern : pack.patterns) {
      const Rule& known = rule(pattern.rule);
      patterns_.push_back({&pattern, &known, pattern.in_group, pattern.direct,
                           pattern.counts_alone || pack.level != Level::national, is_learning(known.type)});
    }
    for (const Raise& raise : pack.raises) {
      for (Bound& bound : patterns_) {
        if (bound.rule->id != raise.rule) continue;
        bound.in_group = std::max(bound.in_group, raise.in_group);
        bound.direct = std::max(bound.direct, raise.direct);
        bound.counts_alone = true;
      }
    }
  }
}

Outcome Scales::milder(Outcome outcome, const Rule& rule, const ConceptSet& live) const {
  for (const Excuse& excuse : packs_.front().excuses) {
    if (excuse.types.find(name(rule.type)) == std::string_view::npos) continue;
    if (!meets_all(live, excuse.all) || live.meets(excuse.unless)) continue;
    if (excuse.mercy == Mercy::drop) return Outcome::allow;
    outcome = std::min(outcome, live.has(Concept::is_direct) ? Outcome::allow : Outcome::hold);
  }
  return outcome;
}

const Rule& Scales::rule(std::string_view id) const {
  for (const Pack& pack : packs_) {
    for (const Rule& one : pack.rules) {
      if (one.id == id) return one;
    }
  }
  throw std::runtime_error("no such rule: " + std::string(id));
}

class Weighing {
 public:
  Weighing(const Scales& scales, const Reading& reading, const Context& context, StepBudget& steps)
      : scales_(scales), reading_(reading), context_(circumstances(context)), steps_(steps) {}

  std::vector<Hit> run(const std::vector<Stance>& stances) {
    for (const Stance& stance : stances) {
      const bool settled = judge(stance, false);
      gather(stance, settled);
    }
    return std::move(hits_);
  }

 private:
  // Returns whether the sentence is blocked.
  bool judge(const Stance& stance, bool learning_only) {
    steps_.spend(scales_.patterns_.size());
    bool blocked = false;
    const ConceptSet live = stance.live | context_;
    const bool direct = live.has(Concept::is_direct);
    for (const auto& [pattern, rule, in_group, to_one, counts_alone, learning] : scales_.patterns_) {
      if (learning_only && !learning) continue;
      if (!meets_all(live, pattern->all) || live.meets(pattern->none)) continue;
      const Outcome outcome = scales_.milder(direct ? to_one : in_group, *rule, live);
      if (outcome != Outcome::allow) add({rule, outcome, UINT32_MAX, 0, counts_alone}, *pattern, stance);
      blocked |= outcome == Outcome::block;
    }
    return blocked;
  }

  void add(Hit hit, const Pattern& pattern, const Stance& stance) {
    ConceptSet wanted;
    for (const ConceptSet& one : pattern.all) wanted |= one;
    for (const std::uint32_t at : stance.meant) {
      const Token& token = reading_.tokens[at];
      if (!token.meaning.meets(wanted)) continue;
      hit.begin = std::min(hit.begin, token.begin);
      hit.end = std::max(hit.end, token.end);
    }
    if (hit.end == 0) return;
    merge(hit);
  }

  // One finding per kind of violation and stretch; the hardest outcome counts.
  void merge(const Hit& hit) {
    for (Hit& known : hits_) {
      if (known.rule->type != hit.rule->type || known.counts_alone != hit.counts_alone || known.begin >= hit.end ||
          hit.begin >= known.end)
        continue;
      known.begin = std::min(known.begin, hit.begin);
      known.end = std::max(known.end, hit.end);
      if (hit.outcome > known.outcome) known.rule = hit.rule;
      known.outcome = std::max(known.outcome, hit.outcome);
      return;
    }
    keep(hit);
  }

  // Where there is no room, the hardest outcome of its kind stays.
  void keep(const Hit& hit) {
    std::size_t& room = room_[hit.counts_alone];
    if (room > 0) {
      --room;
      hits_.push_back(hit);
      return;
    }
    const auto softer = std::find_if(hits_.rbegin(), hits_.rend(), [&](const Hit& known) {
      return known.counts_alone == hit.counts_alone && known.outcome < hit.outcome;
    });
    if (softer != hits_.rend()) *softer = hit;
  }

  // A task split over lines: scraps too short to say anything alone are read together.
  void gather(Stance stance, bool settled) {
    std::uint32_t letters = stance.letters;
    for (const Stance& scrap : scraps_) letters += scrap.letters;
    if (settled || stance.letters > longest_window) {
      scraps_.clear();
      return;
    }
    while (!scraps_.empty() && (letters > longest_window || scraps_.size() >= most_scraps)) {
      letters -= scraps_.front().letters;
      scraps_.erase(scraps_.begin());
    }
    scraps_.push_back(std::move(stance));
    if (scraps_.size() < 2) return;
    Stance whole;
    for (const Stance& scrap : scraps_) {
      whole.live |= scrap.live;
      whole.meant.insert(whole.meant.end(), scrap.meant.begin(), scrap.meant.end());
    }
    if (judge(whole, true)) scraps_.clear();
  }

  const Scales& scales_;
  const Reading& reading_;
  const ConceptSet context_;
  StepBudget& steps_;
  std::vector<Hit> hits_;
  std::array<std::size_t, 2> room_{most_hits, most_hits};
  std::vector<Stance> scraps_;
};

std::vector<Hit> Scales::weigh(const Reading& reading, const std::vector<Stance>& stances, const Context& context,
                               StepBudget& steps) const {
  return Weighing(*this, reading, context, steps).run(stances);
}

}  // namespace jiaxin::policy
