#include "policy/filter.hpp"

#include <algorithm>
#include <deque>
#include <exception>
#include <limits>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "policy/analysis.hpp"
#include "policy/explain_analysis.hpp"
#include "policy/model/scores.hpp"
#include "policy/text/cut_long.hpp"
#include "policy/text/utf8.hpp"
#include "policy/unjudged.hpp"

namespace jiaxin::policy {
namespace {

Finding explain(const Rule& rule) {
  Finding finding;
  finding.rule = rule.id;
  finding.type = rule.type;
  finding.reason = rule.reason;
  finding.reason_en = rule.reason_en;
  finding.way_on = rule.way_on;
  finding.way_on_en = rule.way_on_en;
  finding.source = rule.source;
  return finding;
}

// What the model may say alone, by type.
constexpr std::string_view read_as[] = {"national/reads-as-task",         "national/reads-as-phone-work",
                                        "national/reads-as-parents-task", "national/reads-as-results",
                                        "national/reads-as-pressure",     "national/reads-as-veiled-task",
                                        "national/reads-as-burden",       "national/reads-as-sale"};
static_assert(std::size(read_as) == violation_types);

double no_credit(const Passage&) { return 0; }

bool is_known(std::span<const Finding> told, const Finding& finding) {
  return std::any_of(told.begin(), told.end(), [&](const Finding& known) {
    return known.rule == finding.rule && known.start < finding.end && finding.start < known.end;
  });
}

void add(Finding finding, std::vector<Finding>& findings) {
  if (!is_known(findings, finding)) findings.push_back(std::move(finding));
}

class Judging {
 public:
  Judging(const Analyst& analyst, const Model& model, std::string_view text, const Context& context, StepBudget& steps)
      : analyst_(analyst), model_(model), context_(context), found_(analyst.analyse(text, context, steps)) {}

  Outcome run(std::vector<Finding>& findings) const {
    return std::max(rules_alone(findings), by_model(model_.thresholds(audience_of(context_)), findings));
  }
  Outcome by_model(const Thresholds& from, std::vector<Finding>& findings) const {
    Outcome outcome = Outcome::allow;
    std::vector<Finding> untold;
    for (const Suspicion& suspicion : suspicions(
             model_, found_.understood(), context_, found_.rule_hits(), found_.own_letter,
             [this](const Passage& passage) { return credit(passage); }, from))
      if (suspicion.credited >= from.hold)
        outcome = std::max(outcome, decide(suspicion, from, suspicion.told ? findings : untold));
    return outcome;
  }

 private:
  Outcome decide(const Suspicion& suspicion, const Thresholds& from, std::vector<Finding>& findings) const {
    std::vector<Finding> told;
    const bool rule_blocks = explain_by_rules(suspicion, told) == Outcome::block;
    if (told.empty())
      told.push_back(
          finding(analyst_.rule(read_as[static_cast<std::size_t>(suspicion.type)]), suspicion.begin, suspicion.end));
    const bool sure = suspicion.score >= (rule_blocks ? from.hold : from.block);
    const Outcome outcome = sure && !only_held(told) ? Outcome::block : Outcome::hold;
    for (Finding& one : told) add(std::move(one), findings);
    return outcome;
  }

  // What a region's or a school's own rules say counts whatever the model thinks.
  Outcome rules_alone(std::vector<Finding>& findings) const {
    Outcome outcome = Outcome::allow;
    for (const Hit& hit : found_.hits) {
      if (!hit.counts_alone || hit.end <= found_.own_letter) continue;
      outcome = std::max(outcome, hit.outcome);
      add(finding(*hit.rule, hit.begin, hit.end), findings);
    }
    return outcome;
  }

  // The rules that speak of the same letters say why in better words than the model can. Returns the hardest.
  Outcome explain_by_rules(const Suspicion& worst, std::vector<Finding>& findings) const {
    const auto [begin, end] = passage_letters(found_, worst.passage);
    Outcome hardest = Outcome::allow;
    for (const Hit& hit : found_.hits) {
      if (hit.counts_alone || hit.begin >= end || begin >= hit.end || hit.end <= found_.own_letter) continue;
      hardest = std::max(hardest, hit.outcome);
      findings.push_back(finding(*hit.rule, hit.begin, hit.end));
    }
    return hardest;
  }

  // Where nothing but a rule that counts alone speaks of the words, it decides: what it holds is not blocked. Two lawful
  // messages may look worse together than either, and 「收到」 is not what it answers: what was said before counts where a
  // rule speaks of the words that follow.
  double credit(const Passage& passage) const {
    constexpr double left_out = -std::numeric_limits<double>::infinity();
    if (!concerns_families(passage)) return left_out;
    const auto [begin, end] = passage_letters(found_, passage);
    bool has_default = false, has_rule = false, blocks = false;
    for (const Hit& hit : found_.hits) {
      if (hit.begin >= end || begin >= hit.end || hit.end <= found_.own_letter) continue;
      (hit.counts_alone ? has_default : has_rule) = true;
      blocks = blocks || (!hit.counts_alone && hit.outcome == Outcome::block);
    }
    const bool leans_on_earlier = begin < found_.own_letter;
    if (!has_rule && (has_default || leans_on_earlier)) return left_out;
    return blocks ? rule_credit : 0;
  }

  // Among themselves staff plan homework, marks and lists; what they are told to send to families is another matter.
  bool concerns_families(const Passage& passage) const {
    if (audience_of(context_) != Audience::staff) return true;
    const auto first = found_.stances.begin();
    return std::any_of(first + passage.first_sentence, first + passage.last_sentence, [](const Stance& stance) {
      return stance.live.meets({Concept::parent, Concept::group_chat});
    });
  }

  // A private word that presses is for a person to decide.
  bool only_held(const std::vector<Finding>& findings) const {
    return audience_of(context_) == Audience::one &&
           std::all_of(findings.begin(), findings.end(), [](const Finding& f) { return f.type == Violation::v5; });
  }

  Finding finding(const Rule& rule, std::uint32_t begin, std::uint32_t end) const {
    Finding finding = explain(rule);
    const Analysis::Points stretch = found_.points_of({std::max(begin, found_.own_letter), end});
    finding.quote = found_.given(stretch);
    finding.start = stretch.begin - found_.own_point;
    finding.end = stretch.end - found_.own_point;
    return finding;
  }

  const Analyst& analyst_;
  const Model& model_;
  const Context& context_;
  const Analysis found_;
};

// Clauses of a long sentence that are seen by themselves must say so much more: what excuses them may stand beside them.
constexpr float without_neighbours = 5;

void take(Verdict& verdict, Outcome outcome, std::vector<Finding>& findings) {
  verdict.outcome = std::max(verdict.outcome, outcome);
  for (Finding& finding : findings) add(std::move(finding), verdict.findings);
  findings.clear();
}

// Of what was found in the text with other signs at the same places: what is shown is what was written.
void quote_from(std::string_view text, std::vector<Finding>& findings) {
  const std::u32string points = decode_utf8(text);
  for (Finding& finding : findings)
    finding.quote = encode_utf8(std::u32string_view(points).substr(finding.start, finding.end - finding.start));
}

// What was said before may make a text worse, never better: it is judged without it too.
void lay_on(const Analyst& analyst, const Model& model, std::string_view text, const Context& context,
            StepBudget& steps, Verdict& verdict) {
  std::vector<Finding> findings;
  take(verdict, Judging(analyst, model, text, context, steps).run(findings), findings);
  Context alone = context;
  alone.earlier.clear();
  alone.reply_to.clear();
  if (!context.earlier.empty() || !context.reply_to.empty())
    take(verdict, Judging(analyst, model, text, alone, steps).run(findings), findings);
  if (verdict.outcome == Outcome::block) return;
  const auto cut = cut_long_sentences(text);
  if (!cut) return;
  Thresholds from = model.thresholds(audience_of(context));
  from.hold += without_neighbours;
  from.block += without_neighbours;
  const Outcome beside = Judging(analyst, model, *cut, alone, steps).by_model(from, findings);
  quote_from(text, findings);
  take(verdict, beside, findings);
}

}  // namespace

struct Filter::Parts {
  Parts(Packs given, Completeness are, std::uint64_t steps)
      : packs(std::move(given)),
        version(packs.version() + "+" + std::string(model.version())),
        packs_are(are),
        steps_of_a_text(steps) {
    const std::span<const Pack> all(packs.all());
    for (std::size_t count = 1; count <= all.size(); ++count) layers.emplace_back(all.first(count));
  }

  const Packs packs;
  const Model& model = built_in_model();
  const std::string version;
  const Completeness packs_are;
  const std::uint64_t steps_of_a_text;
  std::deque<Analyst> layers;  // the packs from the national base down to each level
};

Filter::Filter() : Filter(Packs()) {}
Filter::Filter(Packs packs, Completeness packs_are, std::uint64_t steps_of_a_text)
    : parts_(std::make_unique<const Parts>(std::move(packs), packs_are, steps_of_a_text)) {}
Filter::~Filter() = default;

std::string_view Filter::pack_version() const { return parts_->version; }

Verdict Filter::judge(std::string_view text, const Context& context) const {
  Verdict verdict{Outcome::allow, {}, parts_->version};
  StepBudget steps(parts_->steps_of_a_text);
  try {
    for (const Analyst& layer : parts_->layers) lay_on(layer, parts_->model, text, context, steps, verdict);
  } catch (const StepsExceeded&) {
    if (verdict.outcome != Outcome::block) return unjudged();  // what a level has blocked stays so
  }
  std::stable_sort(verdict.findings.begin(), verdict.findings.end(),
                   [](const Finding& a, const Finding& b) { return a.start < b.start; });
  return verdict;
}

Explanation Filter::explain(std::string_view text, const Context& context) const {
  StepBudget steps(parts_->steps_of_a_text);
  const Analysis found = parts_->layers.front().analyse(text, context, steps);
  Explanation explanation = explain_analysis(found);
  const Thresholds& from = parts_->model.thresholds(audience_of(context));
  const auto worst =
      suspicions(parts_->model, found.understood(), context, found.rule_hits(), found.own_letter, no_credit, from);
  if (!worst.empty())
    explanation.weighed = {worst[0].score, from.hold, from.block,
                           found.quote(passage_letters(found, worst[0].passage))};
  explanation.verdict = judge(text, context);
  return explanation;
}

Judgement Filter::review(ItemText item, const Context& context) const {
  Verdict verdict;
  try {
    verdict = judge(joined(item), context);
  } catch (const std::exception&) {
    return hold_unjudged(std::move(item), context);
  }
  if (parts_->packs_are == Completeness::incomplete && verdict.outcome == Outcome::allow) {
    return hold_unjudged(std::move(item), context);
  }
  switch (verdict.outcome) {
    case Outcome::allow: return Cleared(std::move(item), context, std::move(verdict));
    case Outcome::hold: return Held(std::move(item), context, std::move(verdict));
    case Outcome::block: break;
  }
  return Blocked{std::move(verdict)};
}

}  // namespace jiaxin::policy
