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
#include "policy/judging.hpp"
#include "policy/model/scores.hpp"
#include "policy/text/forms.hpp"
#include "policy/text/utf8.hpp"
#include "policy/unjudged.hpp"

namespace jiaxin::policy {
namespace {

// Not every answer to a question for homework names some, and what only comes after it may have nothing to do with it.
constexpr float in_answer = 1, after_question = 3;
constexpr std::string_view heading = "作业：";
const std::vector<std::uint32_t> heading_points{0, 1, 2};

double no_credit(const Passage&) { return 0; }

void take(Verdict& verdict, Outcome outcome, std::vector<Finding>& findings) {
  verdict.outcome = std::max(verdict.outcome, outcome);
  for (Finding& finding : findings) add(std::move(finding), verdict.findings);
  findings.clear();
}

// Of what was found in another form of the text: what is shown is what was written.
void quote_from(std::string_view text, const Form& form, std::vector<Finding>& findings) {
  const std::u32string points = decode_utf8(text);
  const auto written = [&](std::size_t at) {
    return at -
           static_cast<std::size_t>(std::lower_bound(form.put_in.begin(), form.put_in.end(), at) - form.put_in.begin());
  };
  for (Finding& finding : findings) {
    finding.start = written(finding.start);
    finding.end = written(finding.end);
    finding.quote = encode_utf8(std::u32string_view(points).substr(finding.start, finding.end - finding.start));
  }
}

// The ways in which one level of packs looks at a text. Who wants to get by a filter says things in answers, over several
// messages, or between many harmless clauses: one look does not see all of it.
class Looking {
 public:
  Looking(const Analyst& analyst, const Model& model, std::string_view text, const Context& context, StepBudget& steps,
          Verdict& verdict)
      : analyst_(analyst), model_(model), text_(text), context_(context), steps_(steps), verdict_(verdict) {
    alone_.earlier.clear();
    alone_.reply_to.clear();
  }

  void run() {
    as_written(context_);
    if (alone_ != context_) as_written(alone_);  // what was said before may make a text worse, never better
    if (verdict_.outcome == Outcome::block) return;
    if (const auto more = asked_before()) otherwise({std::string(heading).append(text_), *more, heading_points});
    for (const Form& form : forms_of(text_)) otherwise(form);
  }

 private:
  void as_written(const Context& context) {
    std::vector<Finding> findings;
    const Judging judging(analyst_, model_, text_, context, steps_);
    const Outcome by_rules = judging.rules_alone(findings);
    take(verdict_, std::max(by_rules, judging.by_model(model_.thresholds(audience_of(context)), findings)), findings);
  }
  void otherwise(const Form& form) {
    Thresholds from = model_.thresholds(audience_of(alone_));
    from.hold += form.more;
    from.block += form.more;
    std::vector<Finding> findings;
    const Outcome outcome = Judging(analyst_, model_, form.text, alone_, steps_).by_model(from, findings);
    quote_from(text_, form, findings);
    take(verdict_, outcome, findings);
  }

  // What the answer must say beyond the thresholds, if somebody has asked what homework there is.
  std::optional<float> asked_before() const {
    if (analyst_.asks_for_homework(context_.reply_to, steps_)) return in_answer;
    for (const Earlier& earlier : context_.earlier)
      if (!earlier.same_sender && earlier.minutes_ago <= one_thought_minutes &&
          analyst_.asks_for_homework(earlier.text, steps_))
        return after_question;
    return std::nullopt;
  }

  const Analyst& analyst_;
  const Model& model_;
  const std::string_view text_;
  const Context& context_;
  Context alone_{context_};
  StepBudget& steps_;
  Verdict& verdict_;
};

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
    for (const Analyst& layer : parts_->layers) Looking(layer, parts_->model, text, context, steps, verdict).run();
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
