#include "policy/filter.hpp"

#include <algorithm>
#include <deque>
#include <exception>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "policy/analysis.hpp"
#include "policy/explain_analysis.hpp"
#include "policy/looking.hpp"
#include "policy/model/scores.hpp"
#include "policy/unjudged.hpp"

namespace jiaxin::policy {
namespace {

double no_credit(const Passage&) { return 0; }

std::optional<Explanation::Weighed> weigh(const Analysis& found, const Model& model, const Context& context,
                                          const Thresholds& from) {
  const auto worst =
      suspicions(model, found.understood(), context, found.rule_hits(), found.own_letter, no_credit, from).passages;
  if (worst.empty()) return std::nullopt;
  return Explanation::Weighed{worst[0].score, from.hold, from.block,
                              found.quote(passage_letters(found, worst[0].passage))};
}

// The words as all levels so far know them, what each level's rules say, and the worst that the model saw.
void add_level(Explanation level, std::optional<Explanation::Weighed> weighed, Explanation& all) {
  all.sentences = std::move(level.sentences);
  for (auto& said : level.rules)
    if (std::find(all.rules.begin(), all.rules.end(), said) == all.rules.end()) all.rules.push_back(std::move(said));
  if (!all.weighed || (weighed && weighed->score > all.weighed->score)) all.weighed = std::move(weighed);
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
    std::optional<Looking::ReadAs> read_as;
    for (const Analyst& layer : parts_->layers)
      read_as = Looking(layer, parts_->model, text, context, steps).run(verdict, read_as);
  } catch (const StepsExceeded&) {
    // What a level has blocked stays so.
    if (verdict.outcome != Outcome::block) return without_what_was_said(text, context);
  }
  std::stable_sort(verdict.findings.begin(), verdict.findings.end(),
                   [](const Finding& a, const Finding& b) { return a.start < b.start; });
  return verdict;
}

// To read what was said before takes steps too, but saves nothing that is blocked without it.
Verdict Filter::without_what_was_said(std::string_view text, Context context) const {
  if (context.earlier.empty() && context.reply_to.empty()) return unjudged();
  context.earlier.clear();
  context.reply_to.clear();
  Verdict alone = judge(text, context);
  return alone.outcome == Outcome::block ? alone : unjudged();
}

Explanation Filter::explain(std::string_view text, const Context& context) const {
  StepBudget steps(parts_->steps_of_a_text);
  const Thresholds& from = parts_->model.thresholds(audience_of(context));
  Explanation explanation;
  for (const Analyst& layer : parts_->layers) {
    const Analysis found = layer.analyse(text, context, steps);
    add_level(explain_analysis(found), weigh(found, parts_->model, context, from), explanation);
  }
  const Looking looking(parts_->layers.front(), parts_->model, text, context, steps);
  for (const Form& form : looking.other_forms()) {
    const Analysis other = parts_->layers.front().analyse(form.text, looking.alone(), steps);
    if (auto weighed = weigh(other, parts_->model, looking.alone(), harder(from, form.more)))
      explanation.other_forms.push_back({form.kind, std::move(*weighed)});
  }
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
