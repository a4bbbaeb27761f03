#include "policy/judging.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

#include "policy/model/scores.hpp"
#include "policy/other_script.hpp"
#include "policy/text/utf8.hpp"

namespace jiaxin::policy {
namespace {

// What the model may say alone, by type.
constexpr std::string_view read_as[] = {"national/reads-as-task",         "national/reads-as-phone-work",
                                        "national/reads-as-parents-task", "national/reads-as-results",
                                        "national/reads-as-pressure",     "national/reads-as-veiled-task",
                                        "national/reads-as-burden",       "national/reads-as-sale"};
static_assert(std::size(read_as) == violation_types);

// Whoever says none of this before a text cannot have given it another meaning.
constexpr ConceptSet learning{Concept::strong_task, Concept::weak_task,   Concept::read_task, Concept::make_task,
                              Concept::homework,    Concept::disguised,   Concept::object,    Concept::book,
                              Concept::place,       Concept::title,       Concept::subject,   Concept::quantity,
                              Concept::answer,      Concept::study,       Concept::submit,    Concept::clock_in,
                              Concept::app,         Concept::veil_strong, Concept::veil_same, Concept::veil_weak};

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

}  // namespace

void add_untold(Finding finding, std::vector<Finding>& findings) {
  const bool known = std::any_of(findings.begin(), findings.end(), [&](const Finding& told) {
    return told.rule == finding.rule && told.start < finding.end && finding.start < told.end;
  });
  if (!known) findings.push_back(std::move(finding));
}

Judging::Judging(const Analyst& analyst, const Model& model, std::string_view text, const Context& context,
                 StepBudget& steps)
    : analyst_(analyst), model_(model), context_(context), found_(analyst.analyse(text, context, steps)) {}

Outcome Judging::rules_alone(std::vector<Finding>& findings) const {
  Outcome outcome = Outcome::allow;
  for (const Hit& hit : found_.hits) {
    if (!hit.counts_alone || hit.end <= found_.own_letter) continue;
    outcome = std::max(outcome, hit.outcome);
    add_untold(finding(*hit.rule, hit.begin, hit.end), findings);
  }
  return std::max(outcome, what_it_cannot_read(findings));
}

Outcome Judging::what_it_cannot_read(std::vector<Finding>& findings) const {
  if (audience_of(context_) != Audience::families) return Outcome::allow;
  const auto own = std::u32string_view(found_.points).substr(found_.own_point);
  const auto unread = other_script(own);
  if (!unread) return Outcome::allow;
  Finding finding = explain(analyst_.rule("national/other-script"));
  finding.start = unread->begin;
  finding.end = unread->end;
  finding.quote = encode_utf8(own.substr(unread->begin, unread->end - unread->begin));
  add_untold(std::move(finding), findings);
  return Outcome::hold;
}

Judging::ByModel Judging::by_model(const Thresholds& from, std::vector<Finding>& findings) const {
  ByModel said;
  if (found_.own_letter > 0 && !needs_what_was_said()) return said;
  const Suspected suspected = suspicions(
      model_, found_.understood(), context_, found_.rule_hits(), found_.own_letter,
      [this](const Passage& passage) { return credit(passage); }, from);
  said.worst_clause = suspected.worst_clause;
  std::vector<Finding> untold;
  for (const Suspicion& suspicion : suspected.passages)
    if (suspicion.credited >= from.hold)
      said.outcome = std::max(said.outcome, decide(suspicion, from, suspicion.told ? findings : untold));
  return said;
}

bool Judging::needs_what_was_said() const {
  const auto tells_of_learning = [&](const Token& token) {
    return token.begin < found_.own_letter && token.meaning.meets(learning);
  };
  const auto speaks_of_the_text = [&](const Hit& hit) { return !hit.counts_alone && hit.end > found_.own_letter; };
  return std::any_of(found_.reading.tokens.begin(), found_.reading.tokens.end(), tells_of_learning) ||
         std::any_of(found_.hits.begin(), found_.hits.end(), speaks_of_the_text);
}

Outcome Judging::decide(const Suspicion& suspicion, const Thresholds& from, std::vector<Finding>& findings) const {
  std::vector<Finding> told;
  const bool rule_blocks = explain_by_rules(suspicion, told) == Outcome::block;
  if (told.empty() && is_own_result(suspicion)) return Outcome::allow;
  if (told.empty())
    told.push_back(
        finding(analyst_.rule(read_as[static_cast<std::size_t>(suspicion.type)]), suspicion.begin, suspicion.end));
  const bool sure = suspicion.score >= (rule_blocks ? from.hold : from.block);
  const Outcome outcome = sure && !only_held(told) ? Outcome::block : Outcome::hold;
  for (Finding& one : told) add_untold(std::move(one), findings);
  return outcome;
}

// One child's marks may be told to its own guardian; ranks, means and what other children have may not.
bool Judging::is_own_result(const Suspicion& suspicion) const {
  if (audience_of(context_) != Audience::one || suspicion.type != Violation::v4) return false;
  constexpr ConceptSet of_others{Concept::rank,        Concept::class_rank, Concept::mean,
                                 Concept::score_table, Concept::compare,    Concept::result};
  const auto [begin, end] = passage_letters(found_, suspicion.passage);
  int persons = 0, marks = 0;
  for (const Token& token : found_.reading.tokens) {
    if (token.begin < begin || token.end > end) continue;
    if (token.meaning.meets(of_others)) return false;
    persons += token.meaning.has(Concept::person) ? 1 : 0;
    marks += token.meaning.meets({Concept::score_number, Concept::named_scores}) ? 1 : 0;
  }
  return marks > 0 && persons <= 1;
}

// The rules that speak of the same letters say why in better words than the model can. Returns the hardest.
Outcome Judging::explain_by_rules(const Suspicion& worst, std::vector<Finding>& findings) const {
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
double Judging::credit(const Passage& passage) const {
  constexpr double left_out = -std::numeric_limits<double>::infinity();
  if (!concerns_families(found_, passage, context_)) return left_out;
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

// A private word that presses is for a person to decide, and so is what an absent pupil missed.
bool Judging::only_held(const std::vector<Finding>& findings) const {
  const auto is_for_a_person = [this](const Finding& finding) {
    return finding.type == Violation::v5 || (finding.type == Violation::v1 && speaks_of_absence());
  };
  return audience_of(context_) == Audience::one && std::all_of(findings.begin(), findings.end(), is_for_a_person);
}

bool Judging::speaks_of_absence() const {
  return std::any_of(found_.reading.tokens.begin(), found_.reading.tokens.end(),
                     [](const Token& token) { return token.meaning.has(Concept::absent); });
}

Finding Judging::finding(const Rule& rule, std::uint32_t begin, std::uint32_t end) const {
  Finding finding = explain(rule);
  const Analysis::Points stretch = found_.points_of({std::max(begin, found_.own_letter), end});
  finding.quote = found_.given(stretch);
  finding.start = stretch.begin - found_.own_point;
  finding.end = stretch.end - found_.own_point;
  return finding;
}

}  // namespace jiaxin::policy
