#include "policy/looking.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "policy/text/statement.hpp"
#include "policy/text/utf8.hpp"

namespace jiaxin::policy {
namespace {

// Not every answer to a question for homework names some, and what only comes after it may have nothing to do with it.
constexpr float in_answer = 1, after_question = 3;
constexpr float in_statement = 1;  // question and answer put together may be no sentence
constexpr std::string_view heading = "作业：";
const std::vector<std::uint32_t> heading_points{0, 1, 2};

void take(Verdict& verdict, Outcome outcome, std::vector<Finding>& findings) {
  verdict.outcome = std::max(verdict.outcome, outcome);
  for (Finding& finding : findings) add(std::move(finding), verdict.findings);
}

// Of what was found in another form of the text: what is shown is what was written.
void quote_from(std::string_view text, const Form& form, std::vector<Finding>& findings) {
  const std::u32string points = decode_utf8(text);
  const auto written = [&](std::size_t at) {
    const auto put_in = std::lower_bound(form.put_in.begin(), form.put_in.end(), at) - form.put_in.begin();
    return at - static_cast<std::size_t>(put_in);
  };
  for (Finding& finding : findings) {
    finding.start = written(finding.start);
    finding.end = written(finding.end);
    if (finding.start == finding.end) {  // only the question says it: the whole answer makes it true
      finding.start = 0;
      finding.end = points.size();
    }
    finding.quote = encode_utf8(std::u32string_view(points).substr(finding.start, finding.end - finding.start));
  }
}

}  // namespace

Looking::Looking(const Analyst& analyst, const Model& model, std::string_view text, const Context& context,
                 StepBudget& steps)
    : analyst_(analyst), model_(model), text_(text), context_(context), alone_(context), steps_(steps) {
  alone_.earlier.clear();
  alone_.reply_to.clear();
}

void Looking::run(Verdict& verdict) const {
  as_written(context_, verdict);
  if (alone_ != context_) as_written(alone_, verdict);  // what was said before may make a text worse, never better
  if (verdict.outcome == Outcome::block) return;
  for (const Form& form : other_forms()) otherwise(form, verdict);
}

std::vector<Form> Looking::other_forms() const {
  std::vector<Form> forms;
  if (const auto more = asked_before())
    forms.push_back({FormKind::answer, std::string(heading).append(text_), *more, heading_points});
  if (!context_.reply_to.empty())
    if (auto statement = as_statement(decode_utf8(context_.reply_to), decode_utf8(text_)))
      forms.push_back(
          {FormKind::statement, encode_utf8(statement->points), in_statement, std::move(statement->put_in)});
  for (Form& form : forms_of(text_)) forms.push_back(std::move(form));
  return forms;
}

void Looking::as_written(const Context& context, Verdict& verdict) const {
  std::vector<Finding> findings;
  const Judging judging(analyst_, model_, text_, context, steps_);
  const Outcome by_rules = judging.rules_alone(findings);
  const Outcome by_model = judging.by_model(model_.thresholds(audience_of(context)), findings);
  take(verdict, std::max(by_rules, by_model), findings);
}

void Looking::otherwise(const Form& form, Verdict& verdict) const {
  Thresholds from = model_.thresholds(audience_of(alone_));
  from.hold += form.more;
  from.block += form.more;
  std::vector<Finding> findings;
  const Outcome outcome = Judging(analyst_, model_, form.text, alone_, steps_).by_model(from, findings);
  quote_from(text_, form, findings);
  take(verdict, outcome, findings);
}

// What the answer must say beyond the thresholds, if somebody has asked what homework there is.
std::optional<float> Looking::asked_before() const {
  if (analyst_.asks_for_homework(context_.reply_to, steps_)) return in_answer;
  for (const Earlier& earlier : context_.earlier)
    if (!earlier.same_sender && earlier.minutes_ago <= one_thought_minutes &&
        analyst_.asks_for_homework(earlier.text, steps_))
      return after_question;
  return std::nullopt;
}

}  // namespace jiaxin::policy
